//! The timeline of a run of jobs: fetches where there are some, workers, and the stall strip, all
//! on one axis.

mod painting;

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use self::painting::{Canvases, Painting};
use super::export::chart_tools;
use super::job_table::{job_table, job_words};
use super::legend::{Entries, legend};
use super::painter::Painter;
use super::{on_show, planned, words};
use crate::app::browser::{focus, looked_at};
use crate::app::charts::Swatch;
use crate::app::components::said;
use crate::app::hooks::Page;
use crate::app::inspector::PANEL;
use crate::app::lab::charts::LabSwatch;
use crate::app::lab::settings::{is_main, is_measured};
use crate::app::lab::texts::LabTexts;
use crate::app::lab::view::{LabView, job_ids};
use crate::app::origins::Servers;
use crate::app::state::Action;
use crate::app::texts::Texts;
use crate::config::Experiment;
use crate::record::FutureId;

/// The timeline.
pub fn timeline(page: &Page, view: &LabView, servers: &Rc<Servers>) -> Html {
    let (state, texts, words) = (page.state(), page.texts(), words(page));
    let config = on_show(page, view);
    let labels = match config.experiment {
        Experiment::Both => config.labels(),
        _ => Vec::new(),
    };
    let has_fetches = !labels.is_empty();
    let is_main = is_main(&config);
    let is_many = is_measured(&config);
    let selected = state.selected.map(|(_, id)| id);
    let canvases = Canvases::default();
    let painting = Rc::new(Painting {
        view: view.clone(),
        canvases: canvases.clone(),
        labels,
        planned: planned(&config),
        is_main,
        is_many,
        selected,
        words,
    });
    let paint: Rc<dyn Fn()> = {
        let painting = painting.clone();
        Rc::new(move || painting.paint())
    };
    let described = describe(view, words, selected);
    let option = described.as_deref().map(|text| {
        html! { <div role="option" id="job" class="unseen" aria-selected="true" translate="no">{ text }</div> }
    });
    let repaint = {
        let pulse = view.pulse().clone();
        Callback::from(move |_: Event| pulse.repaint())
    };
    html! {
        <section class="card timeline" aria-label={texts.timeline}>
            <header>
                <h2>{ texts.timeline }</h2>
                { legend(page, view, entries(words, texts, has_fetches)) }
            </header>
            if has_fetches {
                <h3 class="group">{ words.groups[0] }</h3>
                <div ref={canvases.scroll} class="lanes fetches" tabindex="0" role="img"
                    aria-label={words.groups[0]} onscroll={repaint}>
                    <div ref={canvases.room} class="room"><canvas ref={canvases.fetches}></canvas></div>
                </div>
                <h3 class="group">{ words.groups[1] }</h3>
            }
            <div class="jobs" id="job-rows" role="listbox" tabindex="0" aria-label={texts.timeline}
                aria-activedescendant={described.is_some().then_some("job")} onkeydown={on_key(page, view)}>
                <canvas ref={canvases.workers} onclick={on_click(page, &painting)}></canvas>
                { for option }
            </div>
            <canvas ref={canvases.stalls} class="stalls" role="img" aria-label={words.legend[3]}></canvas>
            <canvas ref={canvases.axis} class="axis" aria-hidden="true"></canvas>
            <Painter view={view.clone()} {paint} />
            <div class="under">
                <p class="note">{ said(described.as_deref().unwrap_or(words.jobs_help)) }</p>
                if !is_many {
                    { chart_tools(page, view, servers) }
                }
            </div>
            if state.table_open && !is_many {
                { job_table(page, view) }
            }
        </section>
    }
}

/// The entries of the legend; with fetches, their marks too.
fn entries(words: &LabTexts, texts: &Texts, has_fetches: bool) -> Entries {
    let [sent, computing, returning, stall] = words.legend;
    let mut entries = vec![
        (LabSwatch::Sent, sent),
        (
            LabSwatch::Computing,
            if has_fetches {
                texts.running_mark
            } else {
                computing
            },
        ),
        (LabSwatch::Returning, returning),
    ];
    if has_fetches {
        entries.insert(1, (LabSwatch::Fetch(Swatch::Held), texts.held_back));
        entries.push((LabSwatch::Fetch(Swatch::Completed), texts.completed));
        entries.push((LabSwatch::Fetch(Swatch::Delivered), texts.delivered));
    }
    entries.push((LabSwatch::Stall, stall));
    entries
        .into_iter()
        .map(|(swatch, text)| (swatch, text.into()))
        .collect()
}

/// The job that is looked at, in words.
fn describe(view: &LabView, words: &LabTexts, selected: Option<FutureId>) -> Option<String> {
    let (index, run) = view.newest()?;
    let id = selected?;
    let record = run.recorder.record();
    let mut job = job_words(record.lanes().get(id)?, run.recorder.elapsed());
    job.result = view.with_kernel(index, id, |output| Some((words.summary)(output)));
    Some((words.job)(&job))
}

fn on_key(page: &Page, view: &LabView) -> Callback<KeyboardEvent> {
    let (page, view) = (page.clone(), view.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some((index, run)) = view.newest() else {
            return;
        };
        let (first, count) = job_ids(&run.recorder);
        if count == 0 {
            return;
        }
        let last = first + count - 1;
        let now = page.state().selected.map(|(_, id)| id.clamp(first, last));
        let chosen = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => Some(now.map_or(first, |id| (id + 1).min(last))),
            "ArrowLeft" | "ArrowUp" => Some(now.map_or(last, |id| id.saturating_sub(1).max(first))),
            "Home" => Some(first),
            "End" => Some(last),
            "Escape" => None,
            "Enter" => return focus(PANEL),
            _ => return,
        };
        event.prevent_default();
        if let Some(jobs) = event.target_dyn_into::<HtmlElement>() {
            looked_at(jobs.get_bounding_client_rect().top());
        }
        page.dispatch(Action::Select(chosen.map(|id| (index, id))));
        view.pulse().repaint();
    })
}

fn on_click(page: &Page, painting: &Rc<Painting>) -> Callback<MouseEvent> {
    let (page, painting) = (page.clone(), painting.clone());
    Callback::from(move |event: MouseEvent| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let chosen = painting.job_at(x, y);
        let again = chosen.is_some() && page.state().selected == chosen;
        looked_at(f64::from(event.client_y()));
        page.dispatch(Action::Select(chosen.filter(|_| !again)));
        painting.view.pulse().repaint();
    })
}
