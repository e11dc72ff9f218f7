//! Workers that share cores, as a place for the jobs of the lab. What ran when is worked out
//! beforehand, in the plainest way, and the record is told of it as a pool tells: late.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use photofinish::executor::{Executor, IoExecutor, SubmitError};
use photofinish::future::{FutureHandle, TaskError};
use photofinish::kernels::KernelTask;
use photofinish::lab::{LabOutput, Place, PoolSpec};
use photofinish::observe::{Observer, TaskEvent};
use photofinish::record::{EventKind, Phase};
use photofinish::recorder::Recorder;
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};

/// When a job was computed, and where.
#[derive(Clone, Copy, Debug)]
pub struct Computed {
    pub worker: usize,
    pub from: Duration,
    pub to: Duration,
    /// When the page had the result.
    pub back: Duration,
}

/// What the jobs are, and the machine.
#[derive(Clone, Debug)]
pub struct Machine {
    pub cores: usize,
    /// Time of each job on a core of its own.
    pub jobs: Vec<Duration>,
    /// Time before the first job that no worker shortens.
    pub serial: Duration,
    /// How much later the page hears of a result.
    pub lag: Duration,
}

impl Machine {
    /// When `workers` workers compute the jobs, each taken by the first that is free: those that
    /// compute share the cores evenly.
    pub fn run(&self, workers: usize) -> Vec<Computed> {
        let mut left: Vec<f64> = self.jobs.iter().map(|time| time.as_secs_f64()).collect();
        let mut computed: Vec<Option<Computed>> = vec![None; left.len()];
        let mut at_work: Vec<Option<usize>> = vec![None; workers];
        let (mut next, mut now) = (0, self.serial.as_secs_f64());
        loop {
            for (worker, job) in at_work.iter_mut().enumerate() {
                if job.is_none() && next < left.len() {
                    let at = micros(now);
                    computed[next] = Some(Computed {
                        worker,
                        from: at,
                        to: at,
                        back: at,
                    });
                    *job = Some(next);
                    next += 1;
                }
            }
            let busy: Vec<usize> = at_work.iter().flatten().copied().collect();
            if busy.is_empty() {
                return computed.into_iter().flatten().collect();
            }
            let pace = (self.cores as f64 / busy.len() as f64).min(1.0);
            let step = busy.iter().map(|job| left[*job]).fold(f64::MAX, f64::min) / pace;
            now += step;
            for job in busy {
                left[job] -= step * pace;
            }
            for slot in &mut at_work {
                if let Some(job) = slot.filter(|job| left[*job] < 1e-9) {
                    let computed = computed[job].as_mut().unwrap();
                    computed.to = micros(now);
                    computed.back = computed.to + self.lag;
                    *slot = None;
                }
            }
        }
    }

    /// How long all the jobs take.
    pub fn elapsed(&self, workers: usize) -> Duration {
        self.run(workers).iter().map(|job| job.back).max().unwrap()
    }
}

fn micros(seconds: f64) -> Duration {
    Duration::from_micros((seconds * 1e6).round() as u64)
}

/// A pool on the machine.
pub struct Pool {
    runtime: Rc<VirtualRuntime>,
    recorder: Rc<Recorder>,
    executor: IoExecutor,
    schedule: Vec<Computed>,
    submitted: Cell<usize>,
    start: Cell<Option<Duration>>,
}

/// Of a pool the record hears when a job began in its worker, not when it was sent there.
struct Unstarted(Rc<Recorder>);

impl Observer for Unstarted {
    fn observe(&self, future: u64, event: TaskEvent) {
        if !matches!(event, TaskEvent::Started { .. }) {
            self.0.observe(future, event);
        }
    }
}

impl Pool {
    pub fn new(
        runtime: Rc<VirtualRuntime>,
        machine: &Machine,
        spec: PoolSpec,
        recorder: Rc<Recorder>,
    ) -> Self {
        // All are sent ahead: the executor's own order is not what is measured.
        let executor = IoExecutor::builder(runtime.clone())
            .max_workers(machine.jobs.len())
            .observer(Rc::new(Unstarted(recorder.clone())))
            .build()
            .unwrap();
        Pool {
            schedule: machine.run(spec.workers),
            runtime,
            recorder,
            executor,
            submitted: Cell::default(),
            start: Cell::default(),
        }
    }
}

impl Place for Pool {
    fn warm_up(&self) -> LocalBoxFuture<Result<(), SubmitError>> {
        let ready = self.runtime.sleep(Duration::from_millis(30));
        Box::pin(async move {
            ready.await;
            Ok(())
        })
    }

    fn submit(&self, _: KernelTask) -> Result<FutureHandle<LabOutput>, SubmitError> {
        let id = self.submitted.get();
        self.submitted.set(id + 1);
        let start = self.start.get().unwrap_or_else(|| self.runtime.now());
        self.start.set(Some(start));
        let Computed {
            worker,
            from,
            to,
            back,
        } = self.schedule[id];
        let (runtime, recorder) = (self.runtime.clone(), self.recorder.clone());
        let handle = Rc::new(Cell::new(None));
        let own = handle.clone();
        let future = self.executor.submit(move || async move {
            let until = |at: Duration| {
                let wait = (start + at).saturating_sub(runtime.now());
                runtime.sleep(wait)
            };
            // The page hears of the beginning a little later.
            until(from + (to - from) / 4).await;
            let worker = Some(worker);
            recorder.push(EventKind::Started { id, worker });
            until(back).await;
            let phase = |name: &str, from, to| Phase {
                name: name.into(),
                from,
                to,
            };
            let phases = vec![
                phase("send", Duration::ZERO, from / 8),
                phase("queue", from / 8, from),
                phase("compute", from, to),
                phase("return", to, back),
            ];
            recorder.measured(own.get().expect("it was submitted"), phases);
            Ok::<_, TaskError>(LabOutput::SmallJobs { primes: 0 })
        })?;
        handle.set(Some(future.id()));
        Ok(future)
    }

    fn shutdown(&self) -> LocalBoxFuture<()> {
        Box::pin(self.executor.shutdown(false))
    }
}
