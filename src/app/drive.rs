//! Races as something that carries out an experiment.

use std::any::Any;
use std::mem::discriminant;
use std::rc::Rc;

use crate::app::run::{Driver, Run, Setting, Watched, newest_progress};
use crate::app::state::AppState;
use crate::config::{Lang, RunConfig, Strategy};
use crate::diagnosis::{Finding, Sentence, diagnose_beside};
use crate::environment::Environment;
use crate::fetch::BrowserFetcher;
use crate::kernels::JobsError;
use crate::race::{Race, Tools, Unanswered};
use crate::record::FutureId;
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, Runtime};
use crate::stats::Progress;
use crate::tell::words;
use crate::tell::words::errors;

/// Flags of a larger run are not shown as pictures: they would cost more than the fetches.
const MOST_PICTURES: usize = 300;

/// Starts a race.
///
/// # Errors
/// None: what can be written can be raced.
pub fn begin(setting: Setting<'_>) -> Result<Rc<dyn Driver>, JobsError> {
    let Setting {
        config,
        servers,
        on_change,
        watch,
    } = setting;
    let server = config.server.clone().unwrap_or_else(|| servers.usual());
    let runtime: Rc<dyn Runtime> = Rc::new(BrowserRuntime);
    let has_pictures = config.labels().len() <= MOST_PICTURES;
    let tools = Tools {
        fetcher: Rc::new(BrowserFetcher::new(runtime.clone(), has_pictures)),
        runtime,
        on_change,
        watch,
    };
    Ok(Rc::new(Race::start(config, servers.origin(&server), tools)))
}

impl Driver for Race {
    fn config(&self) -> &RunConfig {
        self.config()
    }

    fn recorders(&self) -> Vec<Rc<Recorder>> {
        let runs = self.runs().into_iter();
        runs.map(|(_, recorder)| recorder).collect()
    }

    fn config_of(&self, run: usize) -> RunConfig {
        let runs = self.runs();
        let strategy = runs.get(run).map(|(strategy, _)| *strategy);
        (self.config()).with_strategy(strategy.unwrap_or(self.config().strategy))
    }

    fn is_comparison(&self) -> bool {
        self.config().strategy == Strategy::Compare
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

    fn set_max_workers(&self, max_workers: usize) {
        self.set_max_workers(max_workers);
    }

    /// Of the newest run.
    fn progress(&self, then: &[Rc<Recorder>]) -> Progress {
        newest_progress(&self.recorders(), then)
    }

    fn future(&self, run: usize, id: FutureId, lang: Lang) -> Option<Watched> {
        let future = self.future(run, id)?;
        let why = |error: &_| errors::future(lang, error, errors::task);
        Some(Watched::of(&future, why))
    }

    fn image(&self, run: usize, id: FutureId) -> Option<Rc<str>> {
        self.image(run, id)
    }

    fn protocol(&self, run: usize, id: FutureId) -> Option<Rc<str>> {
        self.future(run, id)?.inspect(|outcome| match outcome {
            Some(Ok(fetched)) => fetched.protocol.clone(),
            _ => None,
        })
    }

    fn findings(
        &self,
        then: &[Rc<Recorder>],
        environment: &Environment,
        lang: Lang,
    ) -> Vec<Sentence> {
        let runs = self.runs().into_iter().zip(then);
        let runs: Vec<_> = runs.map(|((how, _), then)| (how, then.clone())).collect();
        race_findings(self.config(), &runs, environment, lang)
    }

    fn unanswered(&self) -> Vec<Unanswered> {
        self.unanswered()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// What the runs of a race show: of a comparison what each strategy adds.
pub fn race_findings(
    config: &RunConfig,
    runs: &[Shown],
    environment: &Environment,
    lang: Lang,
) -> Vec<Sentence> {
    let mut findings: Vec<Finding> = Vec::new();
    let is_sequential = |(strategy, _): &&Shown| *strategy == Strategy::Sequential;
    let sequential = runs.iter().find(is_sequential);
    let sequential = sequential.map(|(_, recorder)| recorder.record());
    for (strategy, recorder) in runs {
        let before = findings.len();
        let (config, record) = (config.with_strategy(*strategy), recorder.record());
        for finding in diagnose_beside(&config, &record, environment, sequential.as_deref()) {
            // The plan and the limit are the same for all: what one shows is not told twice.
            let kind = discriminant(&finding);
            let mut told = findings[..before].iter();
            let is_told = told.any(|told| discriminant(told) == kind);
            if !is_told {
                findings.push(finding);
            }
        }
    }
    let sentences = findings.iter().map(|finding| finding.told(lang));
    // Of three the one that ran may be the only one.
    let strategy = match runs {
        [(only, _)] => *only,
        _ => config.strategy,
    };
    let in_python = (words::page::of(lang).in_python)(strategy);
    sentences.chain([in_python.to_owned().into()]).collect()
}

/// One run of a race as it is shown: how it was done, and its record.
pub type Shown = (Strategy, Rc<Recorder>);

impl Run {
    /// The race, if there is one.
    pub fn race(&self) -> Option<Race> {
        self.driven_by()
    }

    /// The runs begun so far, whole.
    pub fn whole_runs(&self) -> Vec<Shown> {
        let Some(driver) = self.driver() else {
            return Vec::new();
        };
        let recorders = driver.recorders().into_iter().enumerate();
        let shown = |(index, recorder)| (driver.config_of(index).strategy, recorder);
        recorders.map(shown).collect()
    }

    /// The runs begun so far, as they were at the moment that is shown: one, or up to three of a comparison.
    pub fn runs(&self) -> Vec<Shown> {
        let whole = self.whole_runs().into_iter();
        let then = whole.zip(self.recorders());
        then.map(|((strategy, _), then)| (strategy, then)).collect()
    }

    /// The run whose details are shown, with its place among the runs: as chosen, or the newest.
    pub fn shown(&self, state: &AppState) -> Option<(usize, Shown)> {
        let runs = self.runs();
        let last = runs.len().checked_sub(1)?;
        let chosen = state.show().shown.filter(|chosen| *chosen <= last);
        let index = chosen.unwrap_or(last);
        Some((index, runs.get(index)?.clone()))
    }
}
