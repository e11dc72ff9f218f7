//! The screens of the lab.

use std::rc::Rc;

use yew::prelude::*;

use super::clock::Clock;
use super::controls::controls;
use super::engines::Engines;
use super::findings::findings;
use super::finish_order::finish_order;
use super::headline::LabHeadline;
use super::outcomes::outcomes;
use super::passing::{BySize, Chunks, Split};
use super::past::past_runs;
use super::picture::Picture;
use super::progress::LabProgress;
use super::sweep::Sweep;
use super::timeline::JobTimeline;
use super::utilisation::utilisation;
use super::{on_show, words};
use crate::app::hooks::use_page;
use crate::app::lab::headline::shows_clock;
use crate::app::lab::settings::is_measured;
use crate::app::lab::use_lab::LabView;
use crate::app::origins::Servers;
use crate::config::{Experiment, Where};
use crate::kernels::Kernel;

/// A screen of the lab, or a part of it.
#[derive(Clone, PartialEq, Properties)]
pub struct LabProps {
    /// The run.
    pub view: LabView,
    /// Who can answer.
    pub servers: Rc<Servers>,
}

/// A screen of the lab.
#[derive(Clone, PartialEq, Properties)]
pub struct LabScreenProps {
    /// The run.
    pub view: LabView,
    /// Starts one.
    pub start: Callback<()>,
    /// Who can answer.
    pub servers: Rc<Servers>,
}

/// A screen of the lab.
#[component]
pub fn LabScreen(props: &LabScreenProps) -> Html {
    let page = use_page();
    let LabScreenProps {
        view,
        start,
        servers,
    } = props.clone();
    let config = on_show(&page, &view);
    let is_passing = config.experiment == Experiment::Transfer;
    let is_many = is_measured(&config);
    let has_clock = shows_clock(config.experiment, config.work.place);
    let has_picture = !is_passing && !is_many && config.work.kernel == Kernel::Mandelbrot;
    let problem = view.problem().map(|why| (words(&page).problem)(&why));
    html! {
        <main class="lab">
            { controls(&page, &view, &start) }
            <div class="stage" id="results" tabindex="-1">
                <div class={classes!("opening", has_clock.then_some("clocked"))}>
                    <LabHeadline view={view.clone()} />
                    if has_clock {
                        <Clock view={view.clone()} />
                    }
                </div>
                <LabProgress view={view.clone()} />
                if let Some(problem) = problem {
                    <p class="wrong" role="alert">{ problem }</p>
                }
                if is_passing {
                    <BySize view={view.clone()} servers={servers.clone()} />
                    <div class="pair">
                        <Split view={view.clone()} />
                        <Chunks view={view.clone()} />
                    </div>
                } else {
                    if is_many && config.work.place == Where::Sweep {
                        <Sweep view={view.clone()} servers={servers.clone()} />
                    } else if is_many {
                        <Engines view={view.clone()} servers={servers.clone()} />
                    }
                    <JobTimeline view={view.clone()} servers={servers.clone()} />
                    if !is_many {
                        <div class={classes!("developed", has_picture.then_some("pictured"))}>
                            if has_picture {
                                <Picture view={view.clone()} />
                            }
                            { finish_order(&page, &view) }
                        </div>
                    }
                }
            </div>
            <aside class="side">
                if !is_passing {
                    { outcomes(&page, &view) }
                    if !is_many {
                        { utilisation(&page, &view) }
                        { past_runs(&page, &view) }
                    }
                }
                { findings(&page, &view, &servers) }
            </aside>
        </main>
    }
}
