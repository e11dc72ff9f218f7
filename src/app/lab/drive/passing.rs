//! Passing data.

use std::any::Any;
use std::rc::Rc;

use crate::app::lab::headline::passing_findings;
use crate::app::run::{Driver, Setting, Watched, is_all};
use crate::config::{Lang, RunConfig};
use crate::diagnosis::Sentence;
use crate::environment::Environment;
use crate::kernels::JobsError;
use crate::lab::Problem;
use crate::lab::transfer::Transfer;
use crate::record::FutureId;
use crate::recorder::Recorder;
use crate::stats::Progress;

/// Starts what measures passing data.
///
/// # Errors
/// None: what can be written can be measured.
pub fn begin_passing(setting: Setting<'_>) -> Result<Rc<dyn Driver>, JobsError> {
    let Setting {
        config,
        on_change,
        watch,
        ..
    } = setting;
    Ok(Rc::new(Transfer::start(config, on_change, &*watch)))
}

impl Driver for Transfer {
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
        let Some(then) = then.last() else {
            return Progress::default();
        };
        let record = then.record();
        let (done, total) = self.far(&record);
        let progress = Progress {
            done,
            // The first one that fails ends the run.
            failed: record.failures().min(1).min(done),
            total,
            ..Progress::default()
        };
        progress.after(then.reached())
    }

    /// They are messages, which nobody cancels one by one.
    fn future(&self, _run: usize, _id: FutureId, _lang: Lang) -> Option<Watched> {
        None
    }

    fn findings(&self, then: &[Rc<Recorder>], _: &Environment, lang: Lang) -> Vec<Sentence> {
        let is_over = !self.course().is_cancelled() && is_all(&self.recorders(), then);
        let told = then.last().filter(|_| is_over).map(|then| {
            let record = then.record();
            passing_findings(lang, &self.rows(&record), &self.chunk_rows(&record))
        });
        told.into_iter().flatten().map(Sentence::from).collect()
    }

    fn problem(&self) -> Option<Problem> {
        self.course().problem()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
