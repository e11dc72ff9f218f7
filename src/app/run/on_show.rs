//! The run on show, and the person's hand on it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::driver::{Driver, InTurns};
use super::lookout::Lookout;
use super::memo::Memo;
use super::moment::{Moment, in_turn};
use super::start::{Press, Stage, Start};
use crate::app::axis::expected;
use crate::app::browser;
use crate::app::hooks::{Heartbeat, Pulse};
use crate::app::inspector::Inspected;
use crate::app::origins::Servers;
use crate::app::state::{Action, AppState};
use crate::config::{Experiment, Lang, RunConfig};
use crate::diagnosis::Sentence;
use crate::environment::Environment;
use crate::kernels::JobsError;
use crate::record::FutureId;
use crate::recorder::Recorder;
use crate::stats::{Progress, WorkerUse, places, worker_use};

/// So many events are looked through within a frame.
const AT_ONCE: usize = 20_000;

/// What a driver is started with.
pub struct Setting<'a> {
    /// What it is to carry out.
    pub config: RunConfig,
    /// Who can answer.
    pub servers: &'a Servers,
    /// Called whenever a record has grown, and at the end.
    pub on_change: Rc<dyn Fn()>,
    /// Called with the recorder of each run as it starts.
    pub watch: Rc<dyn Fn(Rc<Recorder>)>,
}

/// Starts what carries out an experiment.
pub type Begin = fn(Setting<'_>) -> Result<Rc<dyn Driver>, JobsError>;

/// The run of an experiment that is going or over, on its heartbeat. Clones are the same run; two are
/// equal while nothing new happened, so that what follows it is drawn again only then.
#[derive(Clone)]
pub struct Run {
    parts: Rc<Parts>,
    heartbeat: Heartbeat,
    experiment: Experiment,
    begin: Begin,
    tell: Callback<Action>,
}

#[derive(Default)]
pub(super) struct Parts {
    driver: RefCell<Option<Rc<dyn Driver>>>,
    start: Start,
    refused: RefCell<Option<JobsError>>,
    /// Who could answer when it began.
    pub(super) servers: RefCell<Servers>,
    pub(super) lookout: Lookout,
    moment: Moment,
    pub(super) protocol: Memo<Extent, Option<Rc<str>>>,
    planned: Memo<RunConfig, Planned>,
    places: RefCell<Vec<Places>>,
    workers: RefCell<Option<Workers>>,
    /// How much there was when the page was last drawn.
    drawn: Cell<Option<Extent>>,
    said: Memo<Occasion, String>,
    pub(super) findings: Memo<Found, Rc<[Sentence]>>,
    /// Findings that are being worked out.
    pub(super) in_turns: RefCell<Option<(Found, InTurns)>>,
}

/// When a sentence is said: where the run stands, in which language, the moment that is looked at, and so many times five
/// seconds; of a run that is over, how much there is of it.
type Occasion = (Stage, Lang, Option<Duration>, u64, Option<Extent>);

/// How long a run of these settings takes if all goes by plan, one by one and at once, and the labels of its
/// futures.
type Planned = ((Duration, Duration), Rc<Vec<String>>);

/// Of a record the places in the order of delivery, and how many those were.
type Places = (Rc<Recorder>, usize, Rc<[usize]>);

/// What the workers of a record did, and how much the record held.
type Workers = (Rc<Recorder>, u64, Rc<[WorkerUse]>);

/// How many records a run has, and how much they hold: as long as that is the same, so is what follows
/// from them.
pub(super) type Extent = (usize, usize);

/// What findings follow from: beside the records the moment that is shown, and in which words they are said.
type Found = (Lang, Environment, Extent, Option<Duration>);

impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        self.heartbeat == other.heartbeat && Rc::ptr_eq(&self.parts, &other.parts)
    }
}

/// The run of an experiment. It tells the page when it begins, is over, or does not begin.
#[hook]
pub fn use_run(
    heartbeat: &Heartbeat,
    experiment: Experiment,
    begin: Begin,
    tell: Callback<Action>,
) -> Run {
    let parts = use_memo((), |()| Parts::default());
    Run {
        parts,
        heartbeat: heartbeat.clone(),
        experiment,
        begin,
        tell,
    }
}

impl Run {
    pub(super) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The heartbeat.
    pub fn pulse(&self) -> &Rc<Pulse> {
        self.heartbeat.pulse()
    }

    /// What carries it out, if it has begun.
    pub fn driver(&self) -> Option<Rc<dyn Driver>> {
        self.parts.driver.borrow().clone()
    }

    /// The same, for what only its own screen shows.
    pub fn driven_by<D: Driver + Clone + 'static>(&self) -> Option<D> {
        self.driven(D::clone)
    }

    /// Looks at what carries it out, or carried it out before it was opened, if that is of this kind.
    pub fn driven<D: Driver + 'static, R>(&self, look: impl FnOnce(&D) -> R) -> Option<R> {
        let driver = self.driver()?;
        let inner = || driver.inner()?.as_any().downcast_ref();
        Some(look(driver.as_any().downcast_ref().or_else(inner)?))
    }

    /// Shows one that is over, in the place of what was shown.
    pub fn show(&self, driver: Rc<dyn Driver>) {
        self.clear();
        *self.parts.driver.borrow_mut() = Some(driver);
        self.pulse().mark();
    }

    /// Shows one that was over before, as if it had just come to its end here; nothing while another goes.
    pub fn resume(&self, driver: Rc<dyn Driver>) {
        if self.parts.start.resume() {
            self.show(driver);
        }
    }

    /// The records of the runs begun so far, whole.
    pub fn whole(&self) -> Vec<Rc<Recorder>> {
        self.driver()
            .map(|driver| driver.recorders())
            .unwrap_or_default()
    }

    /// The records of the runs begun so far, as they were at the moment that is shown.
    pub fn recorders(&self) -> Vec<Rc<Recorder>> {
        let (whole, moment) = (self.whole(), &self.parts.moment);
        let Some(at) = moment.at() else {
            return whole;
        };
        let (begins, held) = (self.begins(&whole), moment.is_held());
        let within = moment.within(whole.clone());
        // Later ones are not in the picture yet, be it that they followed one another, or that one has not come that far.
        let is_there = |one: &Rc<Recorder>| one.record().ended().is_some() || one.reached() >= at;
        let there = within
            .iter()
            .take_while(|one| held || is_there(one))
            .count();
        let begun = whole.into_iter().take(there).zip(begins);
        let begun = begun.filter(|(_, from)| *from <= at);
        begun.map(|(one, from)| moment.of(one, from)).collect()
    }

    /// The newest record, as it was at the moment that is shown.
    pub fn newest(&self) -> Option<Rc<Recorder>> {
        self.recorders().pop()
    }

    /// The whole record of the run that is the newest at the moment that is shown.
    pub fn newest_whole(&self) -> Option<Rc<Recorder>> {
        let begun = self.recorders().len();
        self.whole().into_iter().take(begun).next_back()
    }

    /// Where each of these runs begins on the axis of the moments.
    pub fn begins(&self, whole: &[Rc<Recorder>]) -> Vec<Duration> {
        match self.driver().is_some_and(|driver| driver.is_in_turn()) {
            true => in_turn(whole),
            false => vec![Duration::ZERO; whole.len()],
        }
    }

    /// The moment that is shown, as time since the start of each run, or of the first of those that followed one another;
    /// `None` for the newest.
    pub fn moment(&self) -> Option<Duration> {
        self.parts.moment.at()
    }

    /// Shows the run as it was at this moment, or as it is.
    pub fn show_moment(&self, at: Option<Duration>) {
        if self.parts.moment.set(at) {
            self.parts.places.borrow_mut().clear();
            self.pulse().mark();
        }
    }

    /// Holds the picture as it is, while the work goes on.
    pub fn hold(&self) {
        let whole = self.whole();
        let last = whole.last().zip(self.begins(&whole).pop());
        match last.filter(|(_, from)| !from.is_zero()) {
            // Of runs that followed one another it is one moment.
            Some((last, from)) => {
                let _is_new = self.parts.moment.set(Some(from + last.reached()));
            }
            None => self.parts.moment.hold(&whole),
        }
        self.parts.places.borrow_mut().clear();
        self.pulse().mark();
    }

    /// The records of the runs begun so far, as far as one can go in them: of a picture that is held as it was, to there.
    pub fn within(&self) -> Vec<Rc<Recorder>> {
        self.parts.moment.within(self.whole())
    }

    /// The moment from which one goes on, or back, from what is shown.
    pub fn on_from(&self) -> Option<Duration> {
        self.parts.moment.on_from()
    }

    /// Lets go of a picture that was held: from the moment of its newest run one can go on.
    pub fn let_go(&self) {
        self.parts.moment.let_go();
        self.parts.places.borrow_mut().clear();
    }

    /// Whether the picture is held as it was, which of several runs is no one moment.
    pub fn is_held(&self) -> bool {
        self.parts.moment.is_held()
    }

    /// How far it is, at the moment that is shown.
    pub fn progress(&self) -> Progress {
        let Some(driver) = self.driver() else {
            return Progress::default();
        };
        driver.progress(&self.recorders())
    }

    /// Where the run stands at the moment that is shown: before its end it runs.
    pub fn stage(&self, now: Stage) -> Stage {
        if self.moment().is_none() || now != Stage::Over {
            return now;
        }
        let is_over = |recorder: &Rc<Recorder>| recorder.record().ended().is_some();
        let then = self.recorders();
        match then.len() == self.whole().len() && then.iter().all(is_over) {
            true => now,
            false => Stage::Running,
        }
    }

    /// Whether what takes long to work out has to wait: of a great many events until the page has drawn that they are
    /// all there, which it is asked to do again.
    pub fn puts_off(&self) -> bool {
        let extent = Some(self.extent());
        let is_new = self.parts.drawn.replace(extent) != extent;
        let waits = is_new && self.is_large();
        if waits {
            self.pulse().mark();
        }
        waits
    }

    /// Whether there is more than is looked through within a frame.
    pub(super) fn is_large(&self) -> bool {
        self.extent().1 > AT_ONCE
    }

    /// How much has been recorded.
    pub(super) fn extent(&self) -> Extent {
        let recorders = self.whole();
        let events = |recorder: &Rc<Recorder>| recorder.record().events().len();
        (recorders.len(), recorders.iter().map(events).sum())
    }

    /// Whether something is still to come.
    pub fn is_running(&self) -> bool {
        self.parts.start.stage() == Stage::Running
    }

    /// Why nothing could be started.
    pub fn refused(&self) -> Option<JobsError> {
        self.parts.refused.borrow().clone()
    }

    /// Start was pressed: the last run is forgotten, another is about to begin.
    pub(super) fn ask(&self, config: RunConfig) -> Option<Press> {
        let press = self.parts.start.press()?;
        self.clear();
        self.tell.emit(Action::Asked(config));
        Some(press)
    }

    /// The page is drawn, and who answers is ready.
    pub(super) fn go(&self, press: Press, config: RunConfig, servers: &Servers) {
        self.go_by(press, config, servers, self.begin);
    }

    /// Begins at once, by something else than what usually carries such runs out; nothing while one is going.
    pub fn begin_by(
        &self,
        config: RunConfig,
        servers: &Servers,
        begin: impl FnOnce(Setting<'_>) -> Result<Rc<dyn Driver>, JobsError>,
    ) {
        if let Some(press) = self.ask(config.clone()) {
            self.go_by(press, config, servers, begin);
        }
    }

    fn go_by(
        &self,
        press: Press,
        config: RunConfig,
        servers: &Servers,
        begin: impl FnOnce(Setting<'_>) -> Result<Rc<dyn Driver>, JobsError>,
    ) {
        if !self.parts.start.begin(press) {
            return;
        }
        *self.parts.servers.borrow_mut() = servers.clone();
        let changed = self.clone();
        let begun = begin(Setting {
            config,
            servers,
            on_change: Rc::new(move || changed.follow()),
            watch: self.pulse().watcher(),
        });
        match begun {
            Ok(driver) => {
                self.pulse().set_measured(driver.is_measured());
                *self.parts.driver.borrow_mut() = Some(driver);
                self.tell.emit(Action::Began(self.experiment));
                self.pulse().set_running(true);
            }
            Err(error) => {
                *self.parts.refused.borrow_mut() = Some(error);
                let _ = self.parts.start.end();
                self.tell.emit(Action::Ended(self.experiment));
            }
        }
    }

    /// Takes back a press of Start, this one or any, before anything has begun; the only place where that
    /// is done.
    pub(super) fn withdraw(&self, press: Option<Press>, why: Action) {
        if self.parts.start.withdraw(press) {
            self.tell.emit(why);
        }
    }

    /// Cancels what runs, or takes back what has not begun.
    pub fn cancel(&self) {
        match self.driver().filter(|_| self.is_running()) {
            Some(driver) => driver.cancel(),
            None => self.withdraw(None, Action::Withdrawn(self.experiment)),
        }
    }

    /// Forgets a run that is over: the page was sent to other settings.
    pub(super) fn forget(&self) {
        if self.parts.start.forget() {
            self.clear();
        }
    }

    fn clear(&self) {
        self.parts.driver.borrow_mut().take();
        self.parts.refused.borrow_mut().take();
        self.parts.places.borrow_mut().clear();
        self.parts.moment.set(None);
        self.parts.protocol.forget();
        self.parts.said.forget();
        self.parts.findings.forget();
        self.parts.in_turns.take();
        self.parts.lookout.forget();
        self.pulse().mark();
    }

    /// The sentence at the top, so many times five seconds after the start: a new one only at another occasion while a run
    /// goes, and once it is over. Before it begins it follows the settings.
    pub fn said(
        &self,
        stage: Stage,
        lang: Lang,
        turn: u64,
        say: impl FnOnce() -> String,
    ) -> String {
        if matches!(stage, Stage::Ready | Stage::Asked) {
            self.parts.said.forget();
        }
        let extent = (stage == Stage::Over).then(|| self.extent());
        let occasion = (stage, lang, self.moment(), turn, extent);
        self.parts.said.get(occasion, say)
    }

    /// What these settings let one expect before anything has run.
    pub fn planned(&self, config: &RunConfig) -> Planned {
        let make = || (expected(config), Rc::new(config.labels()));
        self.parts.planned.get(config.clone(), make)
    }

    /// Place of every future of a record in the order of delivery, from 1; 0 for none.
    pub fn places(&self, recorder: &Rc<Recorder>) -> Rc<[usize]> {
        let mut kept = self.parts.places.borrow_mut();
        let delivered = recorder.record().delivered().len();
        let lanes = recorder.record().lanes().len();
        let is_same = |(of, number, places): &&Places| {
            Rc::ptr_eq(of, recorder) && (*number, places.len()) == (delivered, lanes)
        };
        if let Some((_, _, places)) = kept.iter().find(is_same) {
            return places.clone();
        }
        let places: Rc<[usize]> = places(&recorder.record()).into();
        kept.retain(|(of, ..)| !Rc::ptr_eq(of, recorder));
        kept.push((recorder.clone(), delivered, places.clone()));
        places
    }

    /// What each worker did in one of the records, worked out once for as much as there is.
    pub fn worker_use(&self, recorder: &Rc<Recorder>) -> Rc<[WorkerUse]> {
        let mut kept = self.parts.workers.borrow_mut();
        let version = recorder.version();
        if let Some((of, at, uses)) = &*kept
            && Rc::ptr_eq(of, recorder)
            && *at == version
        {
            return uses.clone();
        }
        let uses: Rc<[WorkerUse]> = worker_use(&recorder.record()).into();
        *kept = Some((recorder.clone(), version, uses.clone()));
        uses
    }

    /// Called with every event, while it is written: only takes note.
    fn follow(&self) {
        self.pulse().mark();
        let Some(driver) = self.driver().filter(|driver| !driver.is_running()) else {
            return;
        };
        // The first frame after a run may still add a stall to its record, and tell of that.
        if !self.parts.start.end() {
            return;
        }
        let pulse = self.pulse();
        self.parts.lookout.look(driver.unanswered(), pulse);
        // The page is drawn anew with that frame: with the last result, both would hold it up.
        let run = self.clone();
        spawn_local(async move {
            browser::frames(1).await;
            run.pulse().set_running(false);
            run.keep(&driver);
            run.tell.emit(Action::Ended(run.experiment));
        });
    }

    /// Looks at the future that was chosen, of this run; at none if none was, or it has no future yet.
    /// `from` is the selector of what led to it.
    pub fn inspected<R>(
        &self,
        state: &AppState,
        chosen: Option<(usize, FutureId)>,
        from: &str,
        look: impl FnOnce(Option<Inspected<'_>>) -> R,
    ) -> R {
        let found = chosen.and_then(|(run, id)| {
            let driver = self.driver()?;
            let recorder = self.recorders().get(run)?.clone();
            let (name, protocol) = (driver.name(run, id, state.lang), driver.protocol(run, id));
            let watched = driver.future(run, id, state.lang)?;
            Some((recorder, id, watched, (name, protocol)))
        });
        match found {
            None => look(None),
            Some((recorder, id, watched, (name, protocol))) => {
                let record = recorder.record();
                let inspected = Inspected::new(&record, id, watched, protocol, from.to_owned());
                look(Some(inspected.named(name)))
            }
        }
    }
}
