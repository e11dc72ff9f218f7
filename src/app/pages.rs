//! The two pages of the site, each the root of its own Wasm module, so that who comes for a race
//! does not load workers and lessons. Tabs lead from one to the other as any link does.

use yew::prelude::*;

use super::components::{RaceScreen, frame};
use super::hooks::{use_heartbeat, use_page_root, use_run, use_site};
use super::lab::{lab_screen, use_lab};
use super::lessons::{self, LessonsScreen};
use super::state::Action;
use crate::config::Experiment;

/// The page of races.
#[component]
pub fn RacePage() -> Html {
    let page = use_page_root();
    let heartbeat = use_heartbeat();
    let run = use_run(&heartbeat, page.on(|action: Action| action));
    let (servers, start) = use_site(&page, &heartbeat, &run);
    let title = (page.texts().experiment)(Experiment::Race);
    frame(
        &page,
        title,
        html! { <RaceScreen {run} {start} {servers} /> },
    )
}

/// The page of everything else: workers, both, passing data, lessons.
#[component]
pub fn LabPage() -> Html {
    let page = use_page_root();
    let heartbeat = use_heartbeat();
    let lab = use_lab(&heartbeat, page.on(|action: Action| action));
    let (servers, start) = use_site(&page, &heartbeat, &lab);
    let experiment = page.state().config.experiment;
    if experiment == Experiment::Lessons {
        let title = lessons::title(page.state().lang);
        return frame(&page, title, html! { <LessonsScreen {heartbeat} /> });
    }
    let title = (page.texts().experiment)(experiment);
    frame(&page, title, lab_screen(&page, &lab, &start, &servers))
}
