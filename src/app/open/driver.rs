//! An opened run in the place of what carries one out: all of it has happened.

use std::any::Any;
use std::rc::Rc;

use crate::app::drive::race_findings;
use crate::app::kept::difference::Difference;
use crate::app::kept::names::has_settings;
use crate::app::lab::drive::carried_out;
use crate::app::lab::own::told::thrown;
use crate::app::lab::settings::is_measured;
use crate::app::run::{Driver, InTurns, Watched, newest_progress};
use crate::config::{Experiment, Lang, RunConfig, Where};
use crate::diagnosis::{Sentence, diagnose};
use crate::environment::Environment;
use crate::import::{Opened, OpenedRun};
use crate::record::FutureId;
use crate::recorder::Recorder;
use crate::stats::Progress;
use crate::tell::words;

/// An opened file, or two runs of any files beside each other.
pub struct OpenedFile {
    config: RunConfig,
    runs: Vec<(OpenedRun, Rc<Recorder>)>,
    /// How the two differ, where any two stand beside each other.
    pub difference: Option<Difference>,
    /// How many runs of the file are not shown.
    pub left_out: usize,
    inner: Option<Rc<dyn Driver>>,
}

impl OpenedFile {
    /// The run of a file, the three of a comparison, those of a sweep or of engines. Other runs cannot be shown beside each
    /// other: of them the first is.
    pub fn new(opened: Opened) -> Self {
        let (mut config, is_comparison) = (opened.config(), opened.is_comparison());
        let mut runs = opened.runs;
        let all = runs.len();
        let place = |config: &RunConfig| (config.experiment, config.work.place);
        let is_of_these = |run: &OpenedRun| place(&run.config) == place(&config);
        let are_together = is_measured(&config) && runs.iter().all(is_of_these);
        if is_measured(&config) {
            config.work.workers = workers_of_all(&config, &runs);
        }
        if !is_comparison && !are_together {
            runs.truncate(1);
        }
        let left_out = all - runs.len();
        let runs: Vec<_> = runs.into_iter().map(with_recorder).collect();
        let environment = runs.first().map(|(run, _)| &run.environment);
        // A program may say that its jobs are those of the page, but it is none.
        let is_of_page = environment.is_some_and(Environment::is_a_browser);
        let cores = environment.and_then(|environment| environment.cores);
        let told = runs.iter();
        let told = told.map(|(run, recorder)| (run.config.clone(), recorder.clone()));
        let inner = is_of_page.then(|| carried_out(&config, cores.unwrap_or(1), told.collect()));
        let inner = inner.flatten();
        OpenedFile {
            config,
            runs,
            difference: None,
            left_out,
            inner,
        }
    }

    /// Two runs beside each other.
    pub fn pair(runs: [OpenedRun; 2]) -> Self {
        let [one, other] = &runs;
        OpenedFile {
            config: one.config.clone(),
            difference: Some(Difference::of([one, other])),
            runs: runs.map(with_recorder).into(),
            left_out: 0,
            inner: None,
        }
    }
}

/// The number of workers that was asked for of runs that measured something together, of which each has its own.
fn workers_of_all(config: &RunConfig, runs: &[OpenedRun]) -> Option<usize> {
    let limits = runs.iter().flat_map(|run| run.record.limits());
    let most = limits.map(|(_, workers)| *workers).max();
    most.filter(|_| config.work.place == Where::Engines)
}

fn with_recorder(run: OpenedRun) -> (OpenedRun, Rc<Recorder>) {
    let recorder = Recorder::of(run.record.clone(), run.record.last_at());
    (run, recorder)
}

impl Driver for OpenedFile {
    fn config(&self) -> &RunConfig {
        &self.config
    }

    fn recorders(&self) -> Vec<Rc<Recorder>> {
        self.runs
            .iter()
            .map(|(_, recorder)| recorder.clone())
            .collect()
    }

    fn config_of(&self, run: usize) -> RunConfig {
        let run = self.runs.get(run);
        run.map_or_else(|| self.config.clone(), |(run, _)| run.config.clone())
    }

    fn is_comparison(&self) -> bool {
        let inner = self.inner.as_ref();
        inner.map_or(self.runs.len() > 1, |inner| inner.is_comparison())
    }

    fn is_in_turn(&self) -> bool {
        self.inner.as_ref().is_some_and(|inner| inner.is_in_turn())
    }

    fn is_running(&self) -> bool {
        false
    }

    fn is_cancelled(&self) -> bool {
        self.runs.iter().any(|(run, _)| run.record.is_cancelled())
    }

    fn cancel(&self) {}

    fn progress(&self, then: &[Rc<Recorder>]) -> Progress {
        match &self.inner {
            Some(inner) => inner.progress(then),
            None => newest_progress(&self.recorders(), then),
        }
    }

    /// A file has no future that could be asked: what is known of it stands in its lane.
    fn future(&self, run: usize, id: FutureId, _: Lang) -> Option<Watched> {
        let (run, _) = self.runs.get(run)?;
        let lane = run.record.lanes().get(id)?;
        let state = match (lane.finished, lane.started) {
            (Some(_), _) => "finished",
            (None, Some(_)) => "running",
            (None, None) => "pending",
        };
        Some(Watched {
            form: format!("<Future #{} state={state}>", id + 1),
            is_over: true,
            error: lane
                .settled
                .as_ref()
                .and_then(|settled| settled.error.as_deref().map(str::to_owned)),
            ask: Rc::new(|_| ()),
        })
    }

    fn name(&self, run: usize, id: FutureId, lang: Lang) -> Option<String> {
        let (run, _) = self.runs.get(run)?;
        let lane = run.record.lanes().get(id)?;
        let is_shared = run.config.experiment == Experiment::Shared;
        is_shared.then(|| words::lab::of(lang).shared.label(&lane.label))?
    }

    fn protocol(&self, run: usize, _: FutureId) -> Option<Rc<str>> {
        let (run, _) = self.runs.get(run)?;
        run.environment.protocol.as_deref().map(Rc::from)
    }

    fn environment(&self) -> Option<Environment> {
        self.runs.first().map(|(run, _)| run.environment.clone())
    }

    fn findings(
        &self,
        then: &[Rc<Recorder>],
        environment: &Environment,
        lang: Lang,
    ) -> Vec<Sentence> {
        if let Some(difference) = &self.difference {
            // The first stands above the picture.
            let said = difference.sentences(lang).split_off(1);
            return said.into_iter().map(Sentence::from).collect();
        }
        if let Some(inner) = &self.inner {
            return inner.findings(then, environment, lang);
        }
        let runs = self.runs.iter().map(|(run, _)| &run.config).zip(then);
        if self.config.experiment == Experiment::Race && has_settings(&self.config) {
            let runs: Vec<_> = runs
                .map(|(config, then)| (config.strategy, then.clone()))
                .collect();
            return race_findings(&self.config, &runs, environment, lang);
        }
        let found = runs.flat_map(|(config, then)| {
            let found = diagnose(config, &then.record(), environment);
            let found = found.into_iter().map(|finding| finding.told(lang));
            let thrown = thrown(&then.record(), lang).into_iter().map(Sentence::from);
            thrown.chain(found).collect::<Vec<_>>()
        });
        found.collect()
    }

    fn told(&self) -> Vec<String> {
        let inner = self.inner.as_ref();
        inner.map_or_else(Vec::new, |inner| inner.told())
    }

    fn findings_in_turns(
        &self,
        then: &[Rc<Recorder>],
        environment: &Environment,
        lang: Lang,
    ) -> Option<InTurns> {
        let inner = self.inner.as_ref()?;
        inner.findings_in_turns(then, environment, lang)
    }

    fn inner(&self) -> Option<&Rc<dyn Driver>> {
        self.inner.as_ref()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
