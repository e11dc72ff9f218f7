//! The run that is shown: starting, steering and following it.

use std::cell::{Cell, RefCell};
use std::mem::discriminant;
use std::rc::Rc;

use yew::prelude::*;

use super::{Heartbeat, Lookout, Pulse, Startable};
use crate::app::components::export::JsonFile;
use crate::app::errors;
use crate::app::inspector::Inspected;
use crate::app::origins::Servers;
use crate::app::state::{Action, AppState};
use crate::app::texts;
use crate::config::{Lang, RunConfig, Strategy};
use crate::diagnosis::{Finding, diagnose_beside};
use crate::environment::Environment;
use crate::export::{self, file_name, run_json, runs_json};
use crate::fetch::BrowserFetcher;
use crate::race::{Race, Tools, first_measured};
use crate::record::Record;
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, Runtime};

/// Flags of a larger run are not shown as pictures: they would cost more than the fetches.
const MOST_PICTURES: usize = 300;

/// Why there is no file before the first run.
const NOTHING: &str = "nothing has run";

/// One run as it is shown: how it was done, and its record.
pub type Shown = (Strategy, Rc<Recorder>);

/// The race that is going or over, and the page's heartbeat. Clones are the same run; two compare
/// as equal while nothing new happened, so that components that follow it are drawn again only then.
#[derive(Clone)]
pub struct Run {
    race: Rc<RefCell<Option<Race>>>,
    heartbeat: Heartbeat,
    /// Start was pressed, and neither has the race begun nor was Cancel pressed.
    is_due: Rc<Cell<bool>>,
    lookout: Rc<Lookout>,
    tell: Callback<Action>,
}

impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        self.heartbeat == other.heartbeat && Rc::ptr_eq(&self.race, &other.race)
    }
}

impl Run {
    /// The heartbeat.
    pub fn pulse(&self) -> &Rc<Pulse> {
        self.heartbeat.pulse()
    }

    /// The race, if there is one.
    pub fn race(&self) -> Option<Race> {
        self.race.borrow().clone()
    }

    /// The runs begun so far: one, or up to three of a comparison.
    pub fn runs(&self) -> Vec<Shown> {
        self.race().map(|race| race.runs()).unwrap_or_default()
    }

    /// Cancels the race, or takes back a start that still waits for the simulated origin.
    pub fn cancel(&self) {
        match self.race() {
            Some(race) => race.cancel(),
            None if self.is_due.replace(false) => self.tell.emit(Action::Withdrawn),
            None => {}
        }
    }

    /// Called with every event of the race, while it writes it: only takes note.
    fn follow(&self) {
        self.pulse().mark();
        let is_over = self.race().is_some_and(|race| !race.is_running());
        if is_over {
            self.pulse().set_running(false);
            self.tell.emit(Action::Ended);
        }
        let left = is_over.then(|| self.race()?.unanswered()).flatten();
        if let Some(address) = left {
            let pulse = self.pulse().clone();
            self.lookout.look(address, move || pulse.mark());
        }
    }
}

impl Startable for Run {
    fn clear(&self) {
        self.race.borrow_mut().take();
        self.lookout.forget();
        self.is_due.set(true);
        self.pulse().mark();
    }

    fn start(&self, config: RunConfig, servers: &Servers) {
        if !self.is_due.replace(false) {
            return;
        }
        let Some(origin) = config.server.as_ref().map(|server| servers.origin(server)) else {
            return;
        };
        let flags = config.labels().len();
        let runtime: Rc<dyn Runtime> = Rc::new(BrowserRuntime);
        let fetcher = BrowserFetcher::new(runtime.clone(), flags <= MOST_PICTURES);
        let changed = self.clone();
        let race = Race::start(
            config,
            origin,
            Tools {
                runtime,
                fetcher: Rc::new(fetcher),
                on_change: Rc::new(move || changed.follow()),
                watch: self.pulse().watcher(),
            },
        );
        *self.race.borrow_mut() = Some(race);
        self.pulse().set_running(true);
    }
}

/// The page's run. It tells the page when it is over, or does not begin.
#[hook]
pub fn use_run(heartbeat: &Heartbeat, tell: Callback<Action>) -> Run {
    let race = use_mut_ref(|| None);
    let is_due = use_memo((), |()| Rc::<Cell<bool>>::default());
    let lookout = use_memo((), |()| Rc::<Lookout>::default());
    Run {
        race,
        heartbeat: heartbeat.clone(),
        is_due: (*is_due).clone(),
        lookout: (*lookout).clone(),
        tell,
    }
}

/// Place of every future in the order of delivery, from 1; 0 for none.
pub fn places(record: &Record) -> Vec<usize> {
    let mut places = vec![0; record.lanes().len()];
    for (index, id) in record.delivered().iter().enumerate() {
        if let Some(place) = places.get_mut(*id) {
            *place = index + 1;
        }
    }
    places
}

/// What a run was done with and shows, derived from its records.
impl Run {
    /// The run whose details are shown, with its place among the runs: as chosen, or the newest.
    pub fn shown(&self, state: &AppState) -> Option<(usize, Shown)> {
        let runs = self.runs();
        let last = runs.len().checked_sub(1)?;
        let index = state.shown.filter(|chosen| *chosen <= last).unwrap_or(last);
        Some((index, runs.get(index)?.clone()))
    }

    /// Looks at the future whose lane was chosen; at none if none was, or it has no future yet.
    pub fn inspected<R>(
        &self,
        state: &AppState,
        look: impl FnOnce(Option<Inspected<'_>>) -> R,
    ) -> R {
        let chosen = state.selected.and_then(|(index, id)| {
            let (_, recorder) = self.runs().get(index)?.clone();
            Some((index, id, recorder, self.race()?.future(index, id)?))
        });
        let Some((index, id, recorder, future)) = chosen else {
            return look(None);
        };
        let from = format!("#lanes-{index}");
        look(Some(Inspected::new(
            &recorder.record(),
            id,
            &future,
            from,
            |error| errors::future(state.lang, error, errors::task),
        )))
    }

    /// The protocol by which the first measured answer came.
    pub fn protocol(&self) -> Option<Rc<str>> {
        let race = self.race()?;
        let runs = self.runs();
        let (_, recorder) = runs.first()?;
        let measured = first_measured(&recorder.record())?;
        race.future(0, measured)?.inspect(|outcome| match outcome {
            Some(Ok(fetched)) => fetched.protocol.clone(),
            _ => None,
        })
    }

    /// What the run was done with.
    pub fn environment(&self, servers: &Servers) -> Environment {
        let navigator = web_sys::window().map(|window| window.navigator());
        let server = self.race().and_then(|race| race.config().server.clone());
        Environment {
            user_agent: navigator.as_ref().and_then(|n| n.user_agent().ok()),
            cores: navigator.map(|n| n.hardware_concurrency() as usize),
            protocol: self.protocol().map(|name| name.to_string()),
            origin: server.map(|server| servers.origin(&server).base),
            reach: self.lookout.found(),
        }
    }

    /// The description of each run, with its own strategy.
    fn configs(&self) -> Vec<RunConfig> {
        let Some(race) = self.race() else {
            return Vec::new();
        };
        let with = |strategy| RunConfig {
            strategy,
            ..race.config().clone()
        };
        self.runs()
            .iter()
            .map(|(strategy, _)| with(*strategy))
            .collect()
    }

    /// What the run that is over shows, in sentences; of a comparison what each strategy adds.
    pub fn findings(&self, servers: &Servers, lang: Lang) -> Vec<String> {
        let environment = self.environment(servers);
        let mut findings: Vec<Finding> = Vec::new();
        let runs = self.runs();
        let sequential = runs
            .iter()
            .find(|(strategy, _)| *strategy == Strategy::Sequential);
        let sequential = sequential.map(|(_, recorder)| recorder.record());
        for (config, (_, recorder)) in self.configs().iter().zip(&runs) {
            let record = recorder.record();
            for finding in diagnose_beside(config, &record, &environment, sequential.as_deref()) {
                // The plan and the limit are the same for all: what one shows is not told twice.
                let kind = discriminant(&finding);
                let is_told = findings.iter().any(|told| discriminant(told) == kind);
                if !is_told {
                    findings.push(finding);
                }
            }
        }
        let sentences = findings.iter().map(|finding| finding.sentence(lang));
        let in_python = (self.race())
            .map(|race| (texts::of(lang).in_python)(race.config().strategy).to_owned());
        sentences.chain(in_python).collect()
    }

    /// The record as JSON: `photofinish.run/1`, of a comparison `photofinish.runs/1`.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn export_json(&self, servers: &Servers) -> Result<JsonFile, String> {
        let environment = self.environment(servers);
        let (configs, runs) = (self.configs(), self.runs());
        let records: Vec<_> = runs.iter().map(|(_, recorder)| recorder.record()).collect();
        let exports: Vec<export::Run<'_>> = (configs.iter().zip(&records))
            .map(|(config, record)| export::Run { config, record })
            .collect();
        let race = self.race().ok_or(NOTHING)?;
        let json = match exports.as_slice() {
            [] => return Err(NOTHING.to_owned()),
            [only] if race.config().strategy != Strategy::Compare => run_json(*only, &environment),
            all => runs_json(all, &environment),
        };
        Ok(JsonFile {
            name: file_name(race.config(), "json"),
            text: json.map_err(|error| error.to_string())?,
        })
    }
}
