//! What opened runs of jobs came to: in the words of the page's own, and what several of them measured together.

use std::rc::Rc;

use yew::prelude::*;

use super::driver::{OpenedFile, engines_then, points_then};
use crate::app::hooks::Page;
use crate::app::lab::components::{engines_card, sweep_card};
use crate::app::lab::headline::{Far, Told, headline};
use crate::app::lab::settings::is_measured;
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::app::state::Stage;
use crate::config::{Experiment, Lang, Where};
use crate::lab::{EnginePoint, RunKind};
use crate::tell::words::lab::Asked;

/// What the runs of a file measured together, if they did.
pub fn measured(run: &Run) -> Option<Where> {
    run.driven(|file: &OpenedFile| file.measured)?
}

/// The most workers on which engines ran.
fn most_workers(points: &[EnginePoint]) -> usize {
    let workers = points.iter().map(|point| point.workers);
    workers.max().unwrap_or(1)
}

/// Cores of the machine on which it ran, as far as it said.
fn cores(run: &Run) -> usize {
    let environment = run.driver().and_then(|driver| driver.environment());
    environment
        .and_then(|environment| environment.cores)
        .unwrap_or(1)
}

/// What came of jobs in a page, in the words of the page's own.
pub fn jobs_told(run: &Run, lang: Lang) -> Option<String> {
    let driver = run.driver()?;
    let (config, cores) = (driver.config().clone(), cores(run));
    let is_of_jobs = matches!(config.experiment, Experiment::Workers | Experiment::Both);
    if !is_of_jobs || is_measured(&config) || !driver.environment()?.is_a_browser() {
        return None;
    }
    let kind = RunKind::of(&config, cores)?;
    let recorder = driver.recorders().pop()?;
    let record = recorder.record();
    let far = Far {
        done: record.came(),
        total: record.lanes().len(),
        cancelled: record.is_cancelled(),
        ..Far::default()
    };
    let asked = Asked {
        config: &config,
        workers: kind.workers().unwrap_or(1),
        cores,
    };
    let told = Told::Jobs(kind, &record, None);
    Some(headline(lang, Stage::Over, &asked, told, far))
}

/// What a sweep or a comparison of engines measured by the moment that is shown, in the words of the page's own.
pub fn measured_told(run: &Run, lang: Lang) -> Option<String> {
    let driver = run.driver()?;
    let config = driver.config().clone();
    let then = run.recorders();
    let progress = run.progress();
    let far = Far {
        done: progress.done,
        total: progress.total,
        elapsed: progress.elapsed,
        moment: run.moment(),
        cancelled: driver.is_cancelled(),
        ..Far::default()
    };
    let say = |workers, told: Told<'_>| {
        let asked = Asked {
            config: &config,
            workers,
            cores: cores(run),
        };
        headline(lang, run.stage(Stage::Over), &asked, told, far)
    };
    Some(match measured(run)? {
        Where::Engines => {
            // How many they were does not follow from what had been measured by then.
            let all = most_workers(&engines_then(&run.whole()));
            say(all, Told::Engines(&engines_then(&then)))
        }
        _ => say(1, Told::Sweep(&points_then(&then))),
    })
}

/// The chart of what the runs measured together.
pub fn measured_card(inner: &Page, run: &Run, servers: &Rc<Servers>) -> Html {
    match measured(run) {
        None => Html::default(),
        Some(Where::Engines) => {
            let workers = most_workers(&engines_then(&run.whole()));
            engines_card(inner, run, servers, workers, |run| {
                engines_then(&run.recorders())
            })
        }
        Some(_) => sweep_card(inner, run, servers, cores(run), |run| {
            points_then(&run.recorders())
        }),
    }
}
