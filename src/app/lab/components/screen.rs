//! The screens of the lab.

use std::rc::Rc;

use yew::prelude::*;

use super::clock::Clock;
use super::controls::controls;
use super::engines::engines;
use super::findings::findings;
use super::finish_order::finish_order;
use super::headline::headline;
use super::outcomes::outcomes;
use super::passing::{by_size, chunks, split};
use super::past::past_runs;
use super::picture::picture;
use super::progress::progress;
use super::sweep::sweep;
use super::timeline::timeline;
use super::utilisation::utilisation;
use super::{on_show, words};
use crate::app::components::strays::strays;
use crate::app::hooks::Page;
use crate::app::inspector::inspector;
use crate::app::lab::headline::shows_clock;
use crate::app::lab::settings::is_measured;
use crate::app::lab::texts::LabTexts;
use crate::app::lab::view::{LabView, Problem};
use crate::app::origins::Servers;
use crate::app::texts::{parts, strong};
use crate::config::{Experiment, RunConfig, Where};
use crate::kernels::Kernel;

/// A screen of the lab: of the experiment of the address.
pub fn lab_screen(
    page: &Page,
    view: &LabView,
    start: &Callback<()>,
    servers: &Rc<Servers>,
) -> Html {
    let config = on_show(page, view);
    let has_clock = shows_clock(config.experiment, config.work.place);
    let problem = view
        .problem()
        .map(|problem| in_words(words(page), &problem));
    let is_passing = config.experiment == Experiment::Transfer;
    html! {
        <>
            { controls(page, view, start) }
            <div class="stage" id="results" tabindex="-1">
                { strays(page) }
                <div class={classes!("opening", has_clock.then_some("clocked"))}>
                    { headline(page, view) }
                    if has_clock {
                        <Clock view={view.clone()} />
                    }
                </div>
                { progress(page, view) }
                { for problem.map(|problem| html! { <p class="wrong" role="alert">{ problem }</p> }) }
                { results(page, view, servers, &config) }
            </div>
            <aside class="side">
                if !is_passing {
                    { view.inspected(page.state(), |inspected| inspector(page, inspected)) }
                    { outcomes(page, view) }
                }
                if !is_passing && !is_measured(&config) {
                    { utilisation(page, view) }
                    { past_runs(page, view) }
                }
                { findings(page, view, servers) }
            </aside>
        </>
    }
}

/// A problem in the language of the page; what a worker said is in English, and marked so.
fn in_words(words: &LabTexts, problem: &Problem) -> Html {
    let why = match problem {
        Problem::Jobs(error) => return html! { { (words.jobs_problem)(error) } },
        Problem::Told(why) => why,
    };
    let sentence = (words.problem)(&strong(why));
    let parts = parts(&sentence).map(|(is_quoted, part)| {
        html! { <span lang={is_quoted.then_some("en")}>{ part }</span> }
    });
    parts.collect()
}

fn results(page: &Page, view: &LabView, servers: &Rc<Servers>, config: &RunConfig) -> Html {
    if config.experiment == Experiment::Transfer {
        return html! {
            <>
                { by_size(page, view, servers) }
                <div class="pair">{ split(page, view) }{ chunks(page, view) }</div>
            </>
        };
    }
    if is_measured(config) {
        let chart = match config.work.place {
            Where::Sweep => sweep(page, view, servers),
            _ => engines(page, view, servers),
        };
        return html! { <>{ chart }{ timeline(page, view, servers) }</> };
    }
    let has_picture = config.work.kernel == Kernel::Mandelbrot;
    html! {
        <>
            { timeline(page, view, servers) }
            <div class={classes!("developed", has_picture.then_some("pictured"))}>
                if has_picture {
                    { picture(page, view) }
                }
                { finish_order(page, view) }
            </div>
        </>
    }
}
