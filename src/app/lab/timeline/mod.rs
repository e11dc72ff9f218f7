//! The timeline of a run of jobs: fetches where there are some, and workers, on one axis.

mod workers;

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use self::workers::WorkerRows;
use super::charts::{LabSwatch, paint_lab_swatch};
use super::drive::{output, runs_then};
use super::rows::Bars;
use super::settings::{Sounds, is_main, is_measured};
use super::view::cores_of;
use crate::app::axis::Rows;
use crate::app::charts::{NAMES_EM, PLACES_EM, Swatch};
use crate::app::components::legend::legend;
use crate::app::components::said;
use crate::app::format::{decimal, short_in, span_in};
use crate::app::hooks::{Page, use_page};
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::app::timeline::labels;
use crate::app::timeline::window::Extent;
use crate::app::timeline::{Cell, Frame, FutureRows, Grid, Group, Scene, Stage, endings};
use crate::config::{Experiment, RunConfig};
use crate::lab::shared::Plan;
use crate::lab::{Lab, LabOutput};
use crate::record::{FETCH, FutureId, Record};
use crate::recorder::Recorder;
use crate::tell::words;
use crate::tell::words::lab::{JobWords, LabTexts};
use crate::tell::words::page::Texts;

/// A canvas that is less wide has shorter labels; in widths of the text size.
const NARROW_EM: f64 = 40.0;

/// The bars of the run that is shown, and whose they are.
type Kept = RefCell<(Option<Rc<Recorder>>, Bars)>;

/// The timeline of a run of jobs.
#[derive(Clone, PartialEq, Properties)]
pub struct JobTimelineProps {
    /// The run.
    pub run: Run,
    /// Who can answer.
    pub servers: Rc<Servers>,
}

/// The timeline of a run of jobs.
#[component]
pub fn JobTimeline(props: &JobTimelineProps) -> Html {
    let page = use_page();
    let sounds = use_memo((), |()| Sounds::default());
    let bars = use_memo((), |()| Kept::default());
    let sound = sounds.of(&page.state().on_show());
    let scene = Rc::new(scene(&page, &props.run, &sound.config, &bars));
    html! { <Stage run={props.run.clone()} servers={props.servers.clone()} {scene} /> }
}

fn scene(page: &Page, run: &Run, config: &RunConfig, bars: &Rc<Kept>) -> Scene {
    let (state, texts) = (page.state(), page.texts());
    let words = words::lab::of(state.lang);
    let newest = run.recorders().len().saturating_sub(1);
    let selected = state.show().selected.map(|(_, id)| id);
    let fetches: Rc<Vec<String>> = Rc::new(match config.experiment {
        Experiment::Both => config.labels(),
        _ => Vec::new(),
    });
    let has_fetches = !fetches.is_empty();
    let needed = labels::needed(&*fetches, 0.0);
    let heading = |name: &str| html! { <h3 class="group">{ said(name) }</h3> };
    let frame = |id: &str, class, name: &str, head| Frame {
        id: id.to_owned(),
        class,
        title: None,
        name: name.to_owned(),
        head,
        run: newest,
    };
    let jobs = WorkerRows {
        frame: frame(
            "job-rows",
            "jobs",
            texts.timeline,
            match has_fetches {
                true => heading(words.group_of_jobs),
                false => Html::default(),
            },
        ),
        run: run.clone(),
        texts: words,
        bars: bars.clone(),
        planned: planned(run, config),
        is_main: is_main(config),
        // Numbers in the bars of a sweep would change faster than anyone reads.
        is_numbered: !is_measured(config),
        shares: shares(run),
        selected,
        light: state.show().light(),
        describe: describe(run, words, newest),
    };
    let mut groups: Vec<Rc<dyn Group>> = vec![Rc::new(jobs)];
    if has_fetches {
        let fetches = FutureRows {
            frame: frame(
                "fetch-rows",
                "fetches",
                words.group_of_fetches,
                heading(words.group_of_fetches),
            ),
            run: run.clone(),
            texts,
            labels: fetches.clone(),
            beside: 2,
            is_whole: state.config.embed,
            selected,
            light: state.show().light(),
            held_up: None,
            goes_on: None,
            follows: false,
        };
        groups.insert(0, Rc::new(fetches));
    }
    let timed = run.clone();
    Scene {
        title: page.texts().timeline,
        groups,
        is_several: false,
        legend: legend(
            page,
            run,
            entries(words, texts, has_fetches, run),
            paint_lab_swatch,
        ),
        edges: Rc::new(move |width| {
            let room = if width > NARROW_EM { 1.0 } else { 0.9 };
            let names = labels::room(needed, NAMES_EM, width);
            (names.max(NAMES_EM * room), PLACES_EM * room)
        }),
        extent: Rc::new(move |before| extent(&timed, before)),
        stalls: newest,
        help: words.jobs_help,
        tools: Html::default(),
        table: (!is_measured(config)).then(|| table(page, run)),
    }
}

/// How many workers there are, or will be; 1 on the main thread.
pub fn planned(run: &Run, config: &RunConfig) -> usize {
    if is_main(config) {
        return 1;
    }
    if config.experiment == Experiment::Shared {
        return Plan::of(config).map_or(0, Plan::pool);
    }
    let lab: Option<Lab> = run.driven_by();
    let newest = lab.and_then(|lab| {
        Some(
            runs_then(&lab, &run.recorders())
                .last()?
                .kind
                .workers()
                .unwrap_or(1),
        )
    });
    newest.unwrap_or_else(|| config.work.workers.unwrap_or_else(|| cores_of(run)))
}

/// How busy each worker was in a run that is over.
fn shares(run: &Run) -> Vec<String> {
    let Some(recorder) = run.newest() else {
        return Vec::new();
    };
    let record = recorder.record();
    let mut shares = Vec::new();
    if record.ended().is_none() {
        return shares;
    }
    let uses = run.worker_use(&recorder);
    for one in uses.iter().filter(|one| &*one.executor != FETCH) {
        if shares.len() <= one.worker {
            shares.resize(one.worker + 1, String::new());
        }
        shares[one.worker] = format!("{} %", decimal(one.utilisation * 100.0, 0));
    }
    shares
}

/// The right end of the axis: the end of the run, or while it goes a step ahead of it, so that the
/// bars do not shrink all the time. It is that of the whole run, whichever moment of it is shown.
fn extent(run: &Run, before: f64) -> Extent {
    let recorder = run.newest_whole();
    let now = recorder
        .as_ref()
        .map_or(0.0, |one| one.elapsed().as_secs_f64());
    let record = recorder.as_ref().map(|recorder| recorder.record());
    let ended = record.as_deref().and_then(Record::ended);
    let fit = match ended {
        Some(end) => {
            // A stall is over with the first frame after the run.
            let stalls = record.iter().flat_map(|record| record.stalls());
            let last = stalls.map(|(at, _)| at).max().unwrap_or_default();
            end.max(last).as_secs_f64().max(0.001) * 1.01
        }
        None => {
            let is_ahead = before > 0.0 && before < now * 3.0;
            let mut end = if is_ahead { before } else { 0.5 };
            while end < now {
                end *= 1.3;
            }
            end
        }
    };
    Extent {
        fit,
        whole: fit,
        least: now.min(fit),
        now: (recorder.is_some() && ended.is_none()).then_some(now),
        // Each step is far enough that moving there would be another one.
        is_still: true,
    }
}

/// A job in words.
fn describe(
    run: &Run,
    words: &'static LabTexts,
    newest: usize,
) -> Rc<dyn Fn(FutureId) -> Option<String>> {
    let run = run.clone();
    Rc::new(move |id| {
        let recorder = run.newest()?;
        let record = recorder.record();
        let lane = record.lanes().get(id)?;
        let mut job = JobWords::of(lane, recorder.elapsed());
        let own = words.shared.label(&lane.label);
        job.label = own.as_deref().unwrap_or(&lane.label);
        let lab: Option<Lab> = run.driven_by();
        job.result = lab.and_then(|lab| {
            output(&lab, newest, id, |output| match output {
                LabOutput::Kernel(output) => Some((words.summary)(output)),
                _ => None,
            })
        });
        Some((words.job)(&job))
    })
}

/// The entries of the legend; with fetches, their marks too, and ways to end without a result where they occurred.
fn entries(
    words: &LabTexts,
    texts: &Texts,
    has_fetches: bool,
    run: &Run,
) -> Vec<(LabSwatch, AttrValue)> {
    let (sent, computing, returning) = (words.sent, words.computing, words.returning);
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
    entries.push((LabSwatch::Fetch(Swatch::Stall), texts.stands_still));
    let entries = entries.into_iter().map(|(sign, text)| (sign, text.into()));
    let endings = endings(run, texts).map(|(sign, text)| (LabSwatch::Fetch(sign), text));
    entries.chain(endings).collect()
}

/// The table of the jobs.
fn table(page: &Page, run: &Run) -> Grid {
    let (texts, lang) = (page.texts(), page.state().lang);
    let words = words::lab::of(lang);
    let short = move |time| short_in(lang, time);
    Grid {
        class: "jobs-table",
        heads: &words.columns,
        run: run.recorders().len().checked_sub(1),
        empty: words.nobody_yet,
        cells: Rc::new(move |lane, now| {
            let job = JobWords::of(lane, now);
            let state = match (job.outcome, job.computed) {
                (Some(outcome), _) => (texts.outcome)(outcome),
                (None, Some(_)) => texts.running_mark,
                (None, None) => texts.queued,
            };
            vec![
                Cell::nth(Some(lane.id)),
                Cell::text(
                    words
                        .shared
                        .label(job.label)
                        .as_deref()
                        .unwrap_or(job.label),
                ),
                Cell::nth(job.worker),
                Cell::text(state),
                Cell::time(Some(job.sent), short),
                Cell::time(job.computed, short),
                Cell::time(Some(job.returned), short),
                Cell::time(lane.finished, |time| span_in(lang, time)),
            ]
        }),
    }
}

/// The rows of `count` workers in text of the size `em`.
fn worker_rows(count: usize, em: f64) -> Rows {
    Rows {
        count,
        height: (super::rows::row_height(count) * em).round(),
    }
}
