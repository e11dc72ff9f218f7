//! The jobs of the lab: all that its workers can do. One job type for all experiments, since each
//! type of pool is compiled on its own.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::{Engine, LabOutput, engine_kernels, shared};
use crate::kernels::{KernelOutput, KernelTask, Step, Stepper};
use crate::workers::{Job, JobContext, JobError, serve};

/// Workers whose names begin so load the engines before they take jobs.
pub(super) const ENGINE_WORKER: &str = "engine";

/// Steps between two reports of progress: about a millisecond of work.
const UNITS: u64 = 100;

/// The small job of a chunk: a few microseconds.
const SMALL: KernelTask = KernelTask::Prime { number: 9973 };

/// What goes to a worker.
#[derive(Serialize, Deserialize)]
pub enum LabJob {
    /// A kernel, in the page's own Wasm module.
    Kernel(KernelTask),
    /// So many small jobs, sent as one.
    SmallJobs(u32),
    /// A worker's part in shared memory.
    Shared(shared::Part),
    /// Is the engine there? The first job of each of its workers.
    CheckEngine(Engine),
    /// A kernel, run by an engine.
    Engine(Engine, KernelTask),
}

impl Job for LabJob {
    type Output = LabOutput;
    const ENTRY: &'static str = "photofinish_worker";

    fn run(self, context: &mut JobContext<'_>) -> Result<LabOutput, JobError> {
        match self {
            LabJob::Kernel(task) => {
                let mut job = task.start()?;
                loop {
                    if let Step::Done(output) = job.step(UNITS) {
                        return Ok(LabOutput::Kernel(output));
                    }
                    context.progress(job.progress());
                }
            }
            LabJob::SmallJobs(jobs) => {
                let mut primes = 0;
                for _ in 0..jobs {
                    let output = SMALL.start()?.run_to_end();
                    primes += u32::from(matches!(output, KernelOutput::Prime(p) if p.is_prime));
                }
                Ok(LabOutput::SmallJobs { primes })
            }
            LabJob::Shared(part) => shared::work(&part).map(LabOutput::Counted),
            LabJob::CheckEngine(engine) => {
                engine_kernels::check(engine).map(|()| LabOutput::EngineThere)
            }
            LabJob::Engine(engine, task) => {
                engine_kernels::compute(engine, &task).map(LabOutput::Kernel)
            }
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// The worker's name.
    #[wasm_bindgen(thread_local_v2, js_name = name)]
    static NAME: Option<String>;
}

/// What a worker of the lab does: every module that starts such workers exports a function named
/// `photofinish_worker` that does this.
pub async fn work() {
    let is_of_engines = NAME.with(|name| {
        let name = name.as_deref().unwrap_or_default();
        // The pool puts the project's own name before it.
        name.split(' ').any(|part| part.starts_with(ENGINE_WORKER))
    });
    if is_of_engines {
        engine_kernels::load_all().await;
    }
    serve::<LabJob>();
}
