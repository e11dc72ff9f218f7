//! An opened run in the place of what carries one out: all of it has happened.

use std::any::Any;
use std::rc::Rc;

use crate::app::drive::race_findings;
use crate::app::kept::difference::Difference;
use crate::app::kept::names::has_settings;
use crate::app::lab::headline::{curve, engines, ways_found, ways_told};
use crate::app::lab::own::told::thrown;
use crate::app::run::{Driver, Watched, is_all, newest_progress, progress_in_turn};
use crate::config::{Experiment, Lang, RunConfig, Where};
use crate::diagnosis::{Sentence, diagnose, diagnose_speedup};
use crate::environment::Environment;
use crate::import::{Opened, OpenedRun};
use crate::lab::{EnginePoint, Point, engines_of, sweep_of};
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
    /// What they measured together, where they are those of a sweep over the number of workers or of a comparison of engines.
    pub measured: Option<Where>,
}

impl OpenedFile {
    /// The run of a file, the three of a comparison, those of a sweep or of engines. Other runs cannot be shown beside each
    /// other: of them the first is.
    pub fn new(opened: Opened) -> Self {
        let (config, is_comparison) = (opened.config(), opened.is_comparison());
        let mut runs = opened.runs;
        let all = runs.len();
        let is_of = |place| {
            let is_one = move |run: &OpenedRun| {
                (run.config.experiment, run.config.work.place) == (Experiment::Workers, place)
            };
            let records = || runs.iter().map(|run| &run.record);
            let is_measured = match place {
                Where::Sweep => !sweep_of(records()).is_empty(),
                _ => !engines_of(records()).is_empty(),
            };
            runs.iter().all(is_one) && is_measured
        };
        let measured = [Where::Sweep, Where::Engines]
            .into_iter()
            .find(|place| is_of(*place));
        if !is_comparison && measured.is_none() {
            runs.truncate(1);
        }
        let left_out = all - runs.len();
        OpenedFile {
            config,
            runs: runs.into_iter().map(with_recorder).collect(),
            difference: None,
            left_out,
            measured,
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
            measured: None,
        }
    }
}

/// What these records of a sweep measured.
pub fn points_then(records: &[Rc<Recorder>]) -> Vec<Point> {
    let records: Vec<_> = records.iter().map(|one| one.record()).collect();
    sweep_of(records.iter().map(|record| &**record))
}

/// What these records of a comparison of engines measured.
pub fn engines_then(records: &[Rc<Recorder>]) -> Vec<EnginePoint> {
    let records: Vec<_> = records.iter().map(|one| one.record()).collect();
    engines_of(records.iter().map(|record| &**record))
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
        self.runs.len() > 1
    }

    fn is_in_turn(&self) -> bool {
        self.measured.is_some()
    }

    fn is_running(&self) -> bool {
        false
    }

    fn is_cancelled(&self) -> bool {
        self.runs.iter().any(|(run, _)| run.record.is_cancelled())
    }

    fn cancel(&self) {}

    fn progress(&self, then: &[Rc<Recorder>]) -> Progress {
        match self.is_in_turn() {
            true => progress_in_turn(then, self.runs.len()),
            false => newest_progress(&self.recorders(), then),
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
            let mut said = difference.sentences(lang).split_off(1);
            let is_past = then.iter().any(|then| then.record().ended().is_none());
            if is_past && !said.is_empty() {
                said.insert(0, words::kept::of(lang).whole.to_owned());
            }
            return said.into_iter().map(Sentence::from).collect();
        }
        let runs = self.runs.iter().map(|(run, _)| &run.config).zip(then);
        if self.config.experiment == Experiment::Race && has_settings(&self.config) {
            let runs: Vec<_> = runs
                .map(|(config, then)| (config.strategy, then.clone()))
                .collect();
            return race_findings(&self.config, &runs, environment, lang);
        }
        if self.config.experiment == Experiment::Shared {
            let newest = then.last();
            let found = newest.map(|then| ways_found(&then.record(), lang));
            return found.into_iter().flatten().map(Sentence::from).collect();
        }
        if self.measured.is_some() && !is_all(&self.recorders(), then) {
            return Vec::new();
        }
        if self.measured == Some(Where::Engines) {
            let facts = engines(&engines_then(then));
            let found = facts.and_then(|facts| (words::lab::of(lang).engine_or_workers)(&facts));
            return found.map(Sentence::from).into_iter().collect();
        }
        if self.measured.is_some() {
            let found = curve(&points_then(then))
                .map(|curve| diagnose_speedup(&curve, environment.cores))
                .unwrap_or_default();
            return found.iter().map(|finding| finding.told(lang)).collect();
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
        match self.runs.last() {
            Some((run, _)) if self.config.experiment == Experiment::Shared => {
                ways_told(&run.record)
            }
            _ => Vec::new(),
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
