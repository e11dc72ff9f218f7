//! Jobs: in one place, beside fetches, or many runs of them that are measured.

use std::any::Any;
use std::rc::Rc;

use crate::app::lab::headline::{curve, engines};
use crate::app::lab::own;
use crate::app::lab::settings::{Sound, is_measured, of_run};
use crate::app::origins::Servers;
use crate::app::run::{
    Driver, InTurns, Run, Setting, Watched, is_all, newest_progress, progress_in_turn,
};
use crate::config::{Lang, RunConfig, Where};
use crate::diagnosis::{Diagnosis, Finding, Sentence, diagnose, diagnose_speedup};
use crate::environment::Environment;
use crate::fetch::BrowserFetcher;
use crate::kernels::JobsError;
use crate::lab::own::{OwnPlace, maker};
use crate::lab::{Lab, LabOutput, LabRun, MakePool, Problem, RunKind, Tools, make_pool};
use crate::race::Unanswered;
use crate::record::FutureId;
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, Runtime};
use crate::stats::Progress;
use crate::tell::words;
use crate::workers::hardware_concurrency;

/// Jobs that were carried out before or elsewhere; nothing where settings and records do not belong together.
pub fn opened_jobs(
    config: RunConfig,
    cores: usize,
    runs: Vec<(RunConfig, Rc<Recorder>)>,
) -> Option<Rc<dyn Driver>> {
    let runtime: Rc<dyn Runtime> = Rc::new(BrowserRuntime);
    let servers = Servers::default();
    let tools = Tools {
        fetcher: Rc::new(BrowserFetcher::new(runtime.clone(), false)),
        make_pool: make_pool(),
        own: None,
        runtime,
        origin: servers.origin(&servers.usual()),
        cores,
        on_change: Rc::new(|| ()),
        watch: Rc::new(|_| ()),
    };
    let kind = |(config, recorder): (RunConfig, Rc<Recorder>)| {
        let kind = RunKind::told(&config, &recorder.record(), cores)?;
        Some((kind, recorder))
    };
    let runs: Vec<_> = runs.into_iter().map(kind).collect::<Option<_>>()?;
    Some(Rc::new(Lab::over(config, tools, runs).ok()?))
}

/// Starts jobs.
///
/// # Errors
/// Why the settings make no jobs.
pub fn begin_jobs(setting: Setting<'_>) -> Result<Rc<dyn Driver>, JobsError> {
    let Setting {
        config,
        servers,
        on_change,
        watch,
    } = setting;
    let config = Sound::of(&config).config;
    let runtime: Rc<dyn Runtime> = Rc::new(BrowserRuntime);
    let server = config.server.clone().unwrap_or_else(|| servers.usual());
    let text: Rc<str> = own::draft::text().into();
    let tools = Tools {
        fetcher: Rc::new(BrowserFetcher::new(runtime.clone(), true)),
        make_pool: pools(runtime.clone(), text.clone()),
        own: Some(text),
        runtime,
        origin: servers.origin(&server),
        cores: hardware_concurrency(),
        on_change,
        watch,
    };
    Ok(Rc::new(Lab::start(config, tools)?))
}

/// Pools of the library, and of workers with the function that this text is.
fn pools(runtime: Rc<dyn Runtime>, text: Rc<str>) -> MakePool {
    let of_library = make_pool();
    Rc::new(move |spec, recorder| {
        if !spec.is_own {
            return of_library(spec, recorder);
        }
        let place = OwnPlace::new(runtime.clone(), spec, recorder, maker(&text))?;
        Ok(Rc::new(place))
    })
}

impl Driver for Lab {
    fn config(&self) -> &RunConfig {
        self.config()
    }

    fn recorders(&self) -> Vec<Rc<Recorder>> {
        self.runs().into_iter().map(|run| run.recorder).collect()
    }

    fn config_of(&self, run: usize) -> RunConfig {
        match self.runs().get(run) {
            Some(run) => of_run(self.config(), run.kind.workers().unwrap_or(1)),
            None => self.config().clone(),
        }
    }

    fn is_comparison(&self) -> bool {
        is_measured(self.config())
    }

    fn is_in_turn(&self) -> bool {
        is_measured(self.config())
    }

    fn is_measured(&self) -> bool {
        is_measured(self.config())
    }

    fn is_running(&self) -> bool {
        self.is_running()
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled()
    }

    fn cancel(&self) {
        self.cancel();
    }

    /// Of many runs, how many are over.
    fn progress(&self, then: &[Rc<Recorder>]) -> Progress {
        if self.is_in_turn() {
            return progress_in_turn(then, self.planned());
        }
        let progress = newest_progress(&self.recorders(), then);
        // Before all are submitted the record knows of fewer.
        let planned = match self.is_running() || progress.total == 0 {
            true => self.config().work.jobs() as usize,
            false => 0,
        };
        Progress {
            total: progress.total.max(planned),
            ..progress
        }
    }

    fn future(&self, run: usize, id: FutureId, lang: Lang) -> Option<Watched> {
        let future = self.future(run, id)?;
        Some(Watched::of(&future, |error| {
            words::workers::future(lang, error)
        }))
    }

    fn image(&self, run: usize, id: FutureId) -> Option<Rc<str>> {
        output(self, run, id, |output| match output {
            LabOutput::Flag(fetched) => fetched.image.as_ref()?.address(),
            _ => None,
        })
    }

    fn protocol(&self, run: usize, id: FutureId) -> Option<Rc<str>> {
        output(self, run, id, |output| match output {
            LabOutput::Flag(fetched) => fetched.protocol.clone(),
            _ => None,
        })
    }

    fn findings(
        &self,
        then: &[Rc<Recorder>],
        environment: &Environment,
        lang: Lang,
    ) -> Vec<Sentence> {
        if then.is_empty() {
            return Vec::new();
        }
        let (config, words) = (self.config(), words::lab::of(lang));
        let place = Some(config.work.place).filter(|_| is_measured(config));
        let in_python = || (words.in_python)(config).to_owned().into();
        // Nothing is concluded of a part.
        let is_part = self.is_cancelled() || !is_all(&self.recorders(), then);
        if place.is_some() && is_part {
            return vec![in_python()];
        }
        let findings: Vec<Finding> = match (place, then.last()) {
            (Some(Where::Engines), _) => {
                let facts = engines(&self.engine_points(&runs_then(self, then)));
                let facts = facts.and_then(|facts| (words.engine_or_workers)(&facts));
                return facts
                    .map(Sentence::from)
                    .into_iter()
                    .chain([in_python()])
                    .collect();
            }
            (Some(_), _) => curve(&self.points(&runs_then(self, then)))
                .map(|curve| diagnose_speedup(&curve, environment.cores))
                .unwrap_or_default(),
            (None, Some(then)) => diagnose(config, &then.record(), environment),
            (None, None) => Vec::new(),
        };
        let thrower = then.last().filter(|_| place.is_none());
        told(config, thrower, &findings, lang)
    }

    fn findings_in_turns(
        &self,
        then: &[Rc<Recorder>],
        environment: &Environment,
        lang: Lang,
    ) -> Option<InTurns> {
        let (config, environment) = (self.config().clone(), environment.clone());
        let then = then.last().filter(|_| !is_measured(&config))?.clone();
        let mut diagnosis = Some(Diagnosis::default());
        Some(Box::new(move || {
            let is_over = diagnosis
                .as_mut()?
                .turn(&config, &then.record(), &environment);
            let diagnosis = diagnosis.take_if(|_| is_over)?;
            Some(told(&config, Some(&then), &diagnosis.findings(), lang))
        }))
    }

    fn problem(&self) -> Option<Problem> {
        self.problem().map(Problem::from)
    }

    fn unanswered(&self) -> Vec<Unanswered> {
        self.unanswered()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The runs of jobs of which there are these records.
pub fn runs_then(lab: &Lab, then: &[Rc<Recorder>]) -> Vec<LabRun> {
    let mut runs = lab.runs();
    runs.truncate(then.len());
    for (run, then) in runs.iter_mut().zip(then) {
        run.recorder = then.clone();
    }
    runs
}

/// What the runs of jobs that are shown measured, by the moment that is shown.
pub fn measured<P>(run: &Run, look: fn(&Lab, &[LabRun]) -> Vec<P>) -> Vec<P> {
    let measured = |lab: &Lab| look(lab, &runs_then(lab, &run.recorders()));
    run.driven(measured).unwrap_or_default()
}

/// Looks at a result.
pub fn output<R>(
    lab: &Lab,
    run: usize,
    id: FutureId,
    look: impl FnOnce(&LabOutput) -> Option<R>,
) -> Option<R> {
    lab.future(run, id)?.inspect(|outcome| match outcome {
        Some(Ok(output)) => look(output),
        _ => None,
    })
}

/// What the functions of a run threw, what was found in it, and what the same is in Python.
fn told(
    config: &RunConfig,
    thrower: Option<&Rc<Recorder>>,
    findings: &[Finding],
    lang: Lang,
) -> Vec<Sentence> {
    let thrown = thrower.map(|then| own::told::thrown(&then.record(), lang));
    let thrown = thrown.into_iter().flatten().map(Sentence::from);
    let found = findings.iter().map(|finding| finding.told(lang));
    let in_python = (words::lab::of(lang).in_python)(config).to_owned();
    thrown.chain(found).chain([in_python.into()]).collect()
}
