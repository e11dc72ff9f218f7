//! The screen of a race.

use std::rc::Rc;

use yew::prelude::*;

use super::controls::controls;
use super::findings::findings;
use super::finish_order::finish_order;
use super::headline::Headline;
use super::in_flight::InFlightChart;
use super::latency::LatencyChart;
use super::log::Log;
use super::outcomes::outcomes;
use super::progress::ProgressBar;
use super::strays::strays;
use super::timeline::Timeline;
use crate::app::hooks::{Run, use_page};
use crate::app::inspector::inspector;
use crate::app::origins::Servers;

/// The screen of a race.
#[derive(Clone, PartialEq, Properties)]
pub struct RaceScreenProps {
    /// The run.
    pub run: Run,
    /// Starts one.
    pub start: Callback<()>,
    /// Who can answer.
    pub servers: Rc<Servers>,
}

/// The screen of a race.
#[component]
pub fn RaceScreen(props: &RaceScreenProps) -> Html {
    let page = use_page();
    let run = &props.run;
    let is_verbose = page.state().on_show().verbose;
    html! {
        <>
            { controls(&page, run, &props.start) }
            <div class="stage" id="results" tabindex="-1">
                { strays(&page) }
                <Headline run={run.clone()} />
                <ProgressBar run={run.clone()} servers={props.servers.clone()} />
                <Timeline run={run.clone()} servers={props.servers.clone()} />
                { finish_order(&page, run) }
                if is_verbose {
                    <Log run={run.clone()} />
                }
            </div>
            <aside class="side">
                { run.inspected(page.state(), |inspected| inspector(&page, inspected)) }
                { outcomes(&page, run) }
                <InFlightChart run={run.clone()} />
                <LatencyChart run={run.clone()} />
                { findings(&page, run, &props.servers) }
            </aside>
        </>
    }
}
