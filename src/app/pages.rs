//! The roots of the two modules of the page. Each holds a component for every experiment of its module,
//! which stays as long as the page: so an experiment keeps its run while another is shown, and draws
//! nothing. Of the roots the one that is on the stage draws what is around the screen.

use yew::prelude::*;

use super::components::{RaceStage, frame};
use super::hooks::{use_offline, use_page_root, use_servers};
use super::lab::LabStage;
use super::lessons::{self, LessonsStage};
use super::open::OpenStage;
use super::screens::{Module, SCREENS, Screen};
use crate::config::Experiment;

/// The root of races.
#[component]
pub fn RacePage() -> Html {
    let page = use_page_root(Module::Race);
    let servers = use_servers(&page);
    use_offline(&page);
    let title = (page.texts().experiment)(page.state().config.experiment);
    frame(&page, title, html! { <RaceStage {servers} /> })
}

/// The root of everything else: workers, both, passing data, lessons.
#[component]
pub fn LabPage() -> Html {
    let page = use_page_root(Module::Lab);
    let servers = use_servers(&page);
    use_offline(&page);
    let title = match page.state().config.experiment {
        Experiment::Lessons => lessons::title(page.state().lang, page.state().config.lesson),
        experiment => (page.texts().experiment)(experiment),
    };
    let stage = |screen: &Screen| {
        let experiment = Experiment::from_name(screen.name).unwrap_or_default();
        html! { <LabStage key={screen.name} {experiment} servers={servers.clone()} /> }
    };
    let drawn = SCREENS.0.iter().filter(|screen| screen.is_of_lab());
    frame(
        &page,
        title,
        html! {
            <>
                { for drawn.map(stage) }
                <LessonsStage servers={servers.clone()} />
                <OpenStage servers={servers.clone()} />
            </>
        },
    )
}
