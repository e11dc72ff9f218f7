//! Shared memory.

use std::any::Any;
use std::rc::Rc;

use crate::app::lab::headline::{ways_found, ways_told};
use crate::app::run::{Driver, Setting, Watched, newest_progress};
use crate::config::{Lang, RunConfig};
use crate::diagnosis::Sentence;
use crate::environment::Environment;
use crate::kernels::JobsError;
use crate::lab::Problem;
use crate::lab::shared::{Plan, Shared};
use crate::record::FutureId;
use crate::recorder::Recorder;
use crate::stats::Progress;
use crate::tell::words;
use crate::tell::words::workers;

/// Starts what changes shared memory.
///
/// # Errors
/// None: what cannot be done is told by the run.
pub fn begin_shared(setting: Setting<'_>) -> Result<Rc<dyn Driver>, JobsError> {
    let Setting {
        config,
        on_change,
        watch,
        ..
    } = setting;
    Ok(Rc::new(Shared::start(config, on_change, &*watch)))
}

impl Driver for Shared {
    fn config(&self) -> &RunConfig {
        self.course().config()
    }

    fn recorders(&self) -> Vec<Rc<Recorder>> {
        vec![self.course().recorder().clone()]
    }

    fn config_of(&self, _run: usize) -> RunConfig {
        self.course().config().clone()
    }

    fn is_comparison(&self) -> bool {
        false
    }

    fn is_measured(&self) -> bool {
        true
    }

    fn is_running(&self) -> bool {
        self.course().is_running()
    }

    fn is_cancelled(&self) -> bool {
        self.course().is_cancelled()
    }

    fn cancel(&self) {
        self.course().cancel();
    }

    fn progress(&self, then: &[Rc<Recorder>]) -> Progress {
        let progress = newest_progress(&self.recorders(), then);
        let planned = Plan::of(self.course().config()).map_or(0, Plan::futures);
        Progress {
            total: planned.max(progress.total),
            ..progress
        }
    }

    fn future(&self, _run: usize, id: FutureId, lang: Lang) -> Option<Watched> {
        let future = self.future(id)?;
        Some(Watched::of(&future, |error| workers::future(lang, error)))
    }

    fn name(&self, _run: usize, id: FutureId, lang: Lang) -> Option<String> {
        let record = self.course().recorder().record();
        words::lab::of(lang)
            .shared
            .label(&record.lanes().get(id)?.label)
    }

    fn findings(&self, then: &[Rc<Recorder>], _: &Environment, lang: Lang) -> Vec<Sentence> {
        let newest = then.last();
        let told = newest.map(|then| ways_found(&then.record(), lang));
        told.into_iter().flatten().map(Sentence::from).collect()
    }

    fn told(&self) -> Vec<String> {
        ways_told(&self.course().recorder().record())
    }

    fn problem(&self) -> Option<Problem> {
        self.course().problem()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
