//! The runs of a lesson: those of its question one after the other, and those of other settings.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;

use super::calibrate::calibrated;
use super::inner::{first, tell, use_inner};
use super::memory::Memory;
use super::visit::Visit;
use crate::app::hooks::{Heartbeat, Page};
use crate::app::lab::drive::begin_of;
use crate::app::lab::view::{LabView, use_lab};
use crate::app::origins::Servers;
use crate::app::run::{Driver, Setting, use_run, use_start};
use crate::app::screens::Screen;
use crate::app::state::{Action, Stage};
use crate::config::{Experiment, RunConfig};
use crate::kernels::JobsError;
use crate::lessons::{Lesson, Ran, lesson};
use crate::workers::hardware_concurrency;

/// More runs than this are not remembered: only the newest of each step answers, and goals are kept.
const MOST: usize = 12;

/// The runs of a lesson.
#[derive(Clone)]
pub struct Series {
    /// The lesson that is loaded.
    pub lesson: &'static Lesson,
    /// The page of its settings and its run.
    pub inner: Page,
    /// The run on show.
    pub view: LabView,
    /// What the button Start does.
    pub start: Callback<()>,
    /// Which run of the question is going.
    pub step: Option<usize>,
    /// The runs that are over, of this lesson.
    pub ran: Rc<RefCell<Vec<Ran>>>,
}

/// A run of the question that is to begin as soon as the page has its settings.
type Due = Option<(usize, RunConfig)>;

/// The runs of the lesson that the page's address names.
#[hook]
pub fn use_series(
    outer: &Page,
    heartbeat: &Heartbeat,
    servers: Option<&Rc<Servers>>,
    memory: &Memory,
) -> Series {
    let asked = outer.state().config.lesson;
    let loaded = use_state(|| asked);
    let lesson = lesson(*loaded);
    let inner = use_inner(outer, lesson);
    let experiment = inner.state().config.experiment;
    let run = use_run(heartbeat, experiment, begin, tell(outer, &inner));
    let stage = inner.state().show().stage;
    let view = use_lab(&run, stage);
    let press = use_start(&inner, experiment, &run, servers);
    let due = use_state(|| opening(outer, lesson));
    let doing = use_mut_ref(|| None::<usize>);
    let ran = use_mut_ref(Vec::<Ran>::new);
    let visits = use_mut_ref(HashMap::<usize, Visit>::new);

    // Another lesson: once what runs has come to an end, its settings are those of the page. A lesson that one comes back
    // to is as it was left.
    {
        let (outer, inner, view) = (outer.clone(), inner.clone(), view.clone());
        let (due, doing, ran, set_loaded) =
            (due.setter(), doing.clone(), ran.clone(), loaded.setter());
        let visits = visits.clone();
        let is_running = inner.state().is_running();
        use_effect_with(
            (asked, *loaded, is_running),
            move |(asked, loaded, is_running)| {
                if asked == loaded {
                    return;
                }
                due.set(None);
                doing.take();
                if *is_running {
                    view.cancel();
                    return;
                }
                let mut visits = visits.borrow_mut();
                visits.insert(*loaded, Visit::of(&inner, &view, ran.take()));
                let new = || Visit::new(&outer, crate::lessons::lesson(*asked));
                let visit = visits.entry(*asked).or_insert_with(new);
                visit.show(&inner, &view);
                *ran.borrow_mut() = visit.ran.clone();
                set_loaded.set(*asked);
            },
        );
    }
    // What is due begins when the page has its settings, and it is known who answers; not unseen.
    {
        let (due, doing, press) = (due.clone(), doing.clone(), press.clone());
        let state = inner.state();
        let is_shown = outer.state().shows(Experiment::Lessons);
        let known = (
            (*due).clone(),
            state.config.clone(),
            state.can_start(),
            is_shown,
        );
        use_effect_with(known, move |(next, config, can_start, is_shown)| {
            let Some((step, next)) = next else { return };
            if !is_shown {
                due.set(None);
            } else if *can_start && is_set(config, next) {
                doing.replace(Some(*step));
                due.set(None);
                press.emit(());
            }
        });
    }
    // A run is over: it is remembered, and the next of the question follows.
    {
        let (inner, view, memory) = (inner.clone(), view.clone(), memory.clone());
        let (due, doing, ran) = (due.setter(), doing.clone(), ran.clone());
        use_effect_with(stage, move |stage| {
            if *stage != Stage::Over {
                return;
            }
            // One that is shown again was remembered when it ended.
            let visits = visits.borrow();
            let was_left = visits.get(&lesson.number).zip(view.driver());
            if was_left.is_some_and(|(visit, driver)| visit.has(&driver)) {
                return;
            }
            let step = doing.take();
            let Some(over) = over(&view, step) else {
                return;
            };
            {
                let mut ran = ran.borrow_mut();
                ran.push(over);
                if ran.len() > MOST {
                    ran.remove(0);
                }
            }
            memory.reach(lesson, &ran.borrow());
            let next = step
                .and_then(|step| Some((step + 1, lesson.step(step + 1, &inner.state().config)?)));
            if let Some((_, config)) = &next {
                inner.dispatch(Action::Go(config.to_query()));
            }
            due.set(next);
        });
    }
    let start = {
        let (inner, due, doing) = (inner.clone(), due.setter(), doing.clone());
        Callback::from(move |()| {
            let now = inner.state().reduce(Action::Settle);
            if !now.can_start() && !now.makes_requests() {
                return;
            }
            let again = lesson
                .step_of(&now.config)
                .and_then(|_| lesson.step(0, &now.config));
            match again {
                Some(first) => {
                    let first = calibrated(lesson, first);
                    inner.dispatch(Action::Go(first.to_query()));
                    due.set(Some((0, first)));
                }
                None => {
                    doing.take();
                    press.emit(());
                }
            }
        })
    };
    let step = *doing.borrow();
    Series {
        lesson,
        inner,
        view,
        start,
        step,
        ran,
    }
}

/// What begins by itself where the address asks for it.
fn opening(outer: &Page, lesson: &Lesson) -> Due {
    let state = outer.state();
    let config = first(outer, lesson);
    let is_shown = state.shows(Experiment::Lessons);
    let is_asked = is_shown && state.config.autorun && !lesson.runs().is_empty();
    is_asked.then(|| (0, calibrated(lesson, config)))
}

/// Whether the settings of a screen are these.
fn is_set(now: &RunConfig, next: &RunConfig) -> bool {
    let fields = Screen::of(next.experiment).fields.iter();
    now.experiment == next.experiment
        && fields
            .clone()
            .all(|field| now.text(*field) == next.text(*field))
}

fn begin(setting: Setting<'_>) -> Result<Rc<dyn Driver>, JobsError> {
    begin_of(Screen::of(setting.config.experiment).drive)(setting)
}

/// The run that is over; `None` if it was cancelled, or never began.
fn over(view: &LabView, step: Option<usize>) -> Option<Ran> {
    let driver = view.driver().filter(|driver| !driver.is_cancelled())?;
    let recorders = driver.recorders().into_iter().enumerate();
    let part = |(index, recorder): (usize, Rc<crate::recorder::Recorder>)| {
        (driver.config_of(index), recorder.record().clone())
    };
    let (passing, shared) = (view.passing(), view.shared());
    let rows = passing.map(|passing| passing.rows(&passing.course().recorder().record()));
    // What could not be run has nothing to tell.
    if driver.problem().is_some() && shared.is_some() {
        return None;
    }
    Some(Ran {
        step,
        config: driver.config().clone(),
        parts: recorders.map(part).collect(),
        rows: rows.unwrap_or_default(),
        shared: shared.map(|shared| shared.rows()).unwrap_or_default(),
        cores: hardware_concurrency(),
        ..Ran::default()
    })
}
