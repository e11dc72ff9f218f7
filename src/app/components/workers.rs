//! How many tasks run at once: a slider for the hand, a field for the number. Both act on a run
//! that is going.

use yew::prelude::*;

use super::slider::number_with_slider;
use crate::app::hooks::use_page;
use crate::app::run::Run;
use crate::app::stops;
use crate::config::Field;

/// How many tasks run at once.
#[derive(Clone, PartialEq, Properties)]
pub struct WorkersProps {
    /// The run that it acts on.
    pub run: Run,
}

/// How many tasks run at once.
#[component]
pub fn Workers(props: &WorkersProps) -> Html {
    let page = use_page();
    let now = page.state().config.max_workers;
    let driver = props.run.driver().filter(|_| props.run.is_running());
    use_effect_with(now, move |now| {
        if let Some(driver) = driver {
            driver.set_max_workers(*now);
        }
    });
    number_with_slider(
        &page,
        Field::MaxWorkers,
        page.texts().slider,
        stops::WORKERS,
        now,
    )
}
