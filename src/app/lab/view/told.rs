//! How far a run is, and what there is to tell of it.

use std::rc::Rc;
use std::time::Duration;

use super::{Driven, LabView};
use crate::app::inspector::Inspected;
use crate::app::lab::errors;
use crate::app::lab::facts::is_fetch;
use crate::app::lab::headline::{Far, Told};
use crate::app::lab::settings::is_measured;
use crate::app::state::AppState;
use crate::config::Where;
use crate::kernels::KernelOutput;
use crate::lab::{Lab, LabOutput, LabRun, RunKind};
use crate::record::{FutureId, Outcome};
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, Runtime};

impl LabView {
    /// How far the run is. Of many runs, how many are over.
    pub fn far(&self) -> Far {
        let now = self
            .parts
            .ended
            .get()
            .unwrap_or_else(|| BrowserRuntime.now());
        let elapsed = now.saturating_sub(self.parts.began.get());
        match self.driven() {
            None => Far::default(),
            Some(Driven::Passing(transfer)) => {
                let (done, total) = transfer.far();
                let record = transfer.recorder().record();
                Far {
                    done,
                    // The first one that fails ends the run.
                    failed: record.failures().min(1).min(done),
                    total,
                    elapsed,
                    cancelled: self.parts.cancelled.get(),
                    ..Far::default()
                }
            }
            Some(Driven::Jobs(lab)) => Far {
                // Workers start before the run does: once it is over, its own time counts.
                elapsed: took(&lab).unwrap_or(elapsed),
                cancelled: self.parts.cancelled.get(),
                ..far_of_jobs(&lab)
            },
        }
    }

    /// Tells what there is to tell, for the sentence at the top.
    pub fn tell<R>(&self, say: impl FnOnce(Told<'_>) -> R) -> R {
        match self.driven() {
            None => say(Told::Nothing),
            Some(Driven::Passing(transfer)) => say(Told::Passing(&transfer.rows())),
            Some(Driven::Jobs(lab)) => {
                let config = lab.config();
                match (is_measured(config), config.work.place, lab.runs().last()) {
                    (true, Where::Sweep, _) => say(Told::Sweep(&lab.points())),
                    (true, _, _) => say(Told::Engines(&lab.engine_points())),
                    (_, _, Some(run)) => {
                        let baseline = self.baseline(config);
                        say(Told::Jobs(run.kind, &run.recorder.record(), baseline))
                    }
                    _ => say(Told::Nothing),
                }
            }
        }
    }

    /// Looks at the future that was chosen; at none if none was, or what is shown has none to look at.
    pub fn inspected<R>(
        &self,
        state: &AppState,
        look: impl FnOnce(Option<Inspected<'_>>) -> R,
    ) -> R {
        let chosen = state.selected.and_then(|(_, id)| {
            let (index, run) = self.newest()?;
            Some((id, run.recorder, self.jobs()?.future(index, id)?))
        });
        match chosen {
            None => look(None),
            Some((id, recorder, future)) => {
                let from = "#job-rows".to_owned();
                look(Some(Inspected::new(
                    &recorder.record(),
                    id,
                    &future,
                    from,
                    |error| errors::future(state.lang, error),
                )))
            }
        }
    }

    /// The address of a flag's picture.
    pub fn image(&self, run: usize, id: FutureId) -> Option<Rc<str>> {
        self.output(run, id, |output| match output {
            LabOutput::Flag(fetched) => fetched.image.as_ref()?.address(),
            _ => None,
        })
    }

    /// Looks at a result of a kernel.
    pub fn with_kernel<R>(
        &self,
        run: usize,
        id: FutureId,
        look: impl FnOnce(&KernelOutput) -> Option<R>,
    ) -> Option<R> {
        self.output(run, id, |output| match output {
            LabOutput::Kernel(output) => look(output),
            _ => None,
        })
    }

    pub(super) fn output<R>(
        &self,
        run: usize,
        id: FutureId,
        look: impl FnOnce(&LabOutput) -> Option<R>,
    ) -> Option<R> {
        let future = self.jobs()?.future(run, id)?;
        future.inspect(|outcome| match outcome {
            Some(Ok(output)) => look(output),
            _ => None,
        })
    }
}

/// How long the run took, unless it goes on or is one of many that are measured.
fn took(lab: &Lab) -> Option<Duration> {
    let runs = lab.runs();
    let run = runs.last().filter(|_| !is_measured(lab.config()))?;
    run.recorder.record().ended()
}

fn far_of_jobs(lab: &Lab) -> Far {
    let runs = lab.runs();
    let mut far = Far::default();
    if is_measured(lab.config()) {
        let is_over = |run: &&LabRun| {
            let record = run.recorder.record();
            record.ended().is_some() && !record.is_cancelled()
        };
        far.done = runs.iter().filter(is_over).count();
        far.total = lab.planned();
    } else if let Some(run) = runs.last() {
        let record = run.recorder.record();
        far.done = record.came();
        far.failed = record.failures();
        far.gone = record.count(Outcome::Cancelled);
        far.total = record.lanes().len();
    }
    if far.total == 0 {
        far.total = lab.config().work.jobs() as usize;
    }
    far
}

/// Workers of a run; 1 on the main thread.
pub fn workers(kind: RunKind) -> usize {
    match kind {
        RunKind::Main | RunKind::Slices => 1,
        RunKind::Pool { workers } | RunKind::Engine { workers, .. } | RunKind::Both { workers } => {
            workers
        }
    }
}

/// The jobs of a run, without its fetches: the first id, and how many.
pub fn job_ids(recorder: &Recorder) -> (FutureId, usize) {
    let record = recorder.record();
    let lanes = record.lanes();
    let first = lanes
        .iter()
        .position(|lane| !is_fetch(lane))
        .unwrap_or(lanes.len());
    (first, lanes.len() - first)
}
