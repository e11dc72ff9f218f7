//! The worker's side: runs what comes, and says what came of it.
//!
//! Knows nothing of the browser either: an [`Outbox`] takes its messages and tells the time.
//! Every method takes `&self` and no cell is borrowed while a job runs, so that a dying worker
//! can still send what it has.

mod outcomes;

use std::cell::{Cell, RefCell};

use super::attachments::{self, Attachment};
use super::job::{JobContext, JobError};
use super::wire::{self, Death, Notice, PROTOCOL, Reader, Status, ToWorker};
use super::work::Work;

/// Results wait at most about this long for others to travel with, in ms, if the next job takes no
/// longer than the last.
const FLUSH_AFTER: f64 = 1.0;
/// Time between two messages about progress, in ms.
const PROGRESS_EVERY: f64 = 10.0;

/// The way to the page.
pub(crate) trait Outbox {
    /// The worker's clock, in ms.
    fn now(&self) -> f64;
    /// Zero of that clock, in ms since 1970.
    fn time_origin(&self) -> f64;
    /// Sends a message, or says why it cannot be sent.
    fn post(&self, bytes: &[u8], attachments: &[Attachment]) -> Result<(), String>;
    /// Ends the worker, which cannot even say that something went wrong.
    fn close(&self);
}

/// Runs the jobs of a pool.
pub(crate) struct Server<J, O> {
    name: String,
    outbox: O,
    /// Outcomes not sent yet.
    outcomes: RefCell<Vec<u8>>,
    /// When the first of them started.
    first_started: Cell<f64>,
    last_flush: Cell<f64>,
    last_progress: Cell<f64>,
    /// The job that runs.
    current: Cell<Option<u32>>,
    stopped: Cell<bool>,
    job: std::marker::PhantomData<J>,
}

/// A [`Server`] of any job type.
pub(crate) trait Serve {
    /// A message came from the page.
    fn receive(&self, bytes: &[u8], attachments: Vec<Attachment>);
    /// The worker is about to end: sends what it has done, and which job it was at.
    fn stop(&self, cause: Death);
}

impl<J: Work, O: Outbox> Server<J, O> {
    /// Tells the page that it takes jobs.
    pub(crate) fn start(name: String, outbox: O) -> Self {
        let ready = Notice::Ready {
            protocol: PROTOCOL,
            time_origin: outbox.time_origin(),
            now: outbox.now(),
        };
        let server = Server {
            name,
            outbox,
            outcomes: RefCell::default(),
            first_started: Cell::new(0.0),
            last_flush: Cell::new(0.0),
            last_progress: Cell::new(f64::NEG_INFINITY),
            current: Cell::new(None),
            stopped: Cell::new(false),
            job: std::marker::PhantomData,
        };
        server.tell(&ready);
        server
    }

    fn tell(&self, notice: &Notice) {
        // Bytes alone can always be sent.
        let _ = self.outbox.post(&wire::notice(notice), &[]);
    }

    fn run_job(&self, number: u32, bytes: &[u8]) -> Result<J::Outcome, (Status, JobError)> {
        let report = |fraction| self.progress(number, fraction);
        J::run(bytes, &mut JobContext::new(&self.name, &report))
    }

    fn progress(&self, job: u32, fraction: f64) {
        let now = self.outbox.now();
        // Also when the clock was set back.
        if (now - self.last_progress.get()).abs() >= PROGRESS_EVERY {
            self.last_progress.set(now);
            // A job that has progress to report takes long: others must not wait for it.
            self.flush(now);
            self.tell(&Notice::Progress { job, fraction });
        }
    }

    fn run_jobs(&self, first: u32, announce: bool, mut blocks: Reader<'_>) {
        let received = self.outbox.now();
        let mut started = received;
        self.last_flush.set(received);
        let mut number = first;
        while !blocks.is_at_end() {
            let Ok(block) = blocks.block() else {
                return self.stop(Death::Message);
            };
            self.current.set(Some(number));
            if announce {
                self.tell(&Notice::Started { job: number });
            }
            let result = self.run_job(number, blocks.bytes(block));
            let finished = self.outbox.now();
            self.push(number, [received, started, finished], result);
            self.current.set(None);
            if self.stopped.get() {
                return;
            }
            // The next job is likely to take as long as this one, and nothing can be sent meanwhile.
            let then = finished - self.last_flush.get() + (finished - started);
            if !(0.0..FLUSH_AFTER).contains(&then) {
                self.flush(finished);
            }
            started = finished;
            number = number.wrapping_add(1);
        }
        self.flush(started);
    }

    fn initialize(&self, mut block: Reader<'_>) {
        let report = |_| ();
        let done = block.block().map_err(JobError::from).and_then(|range| {
            let mut context = JobContext::new(&self.name, &report);
            J::run(block.bytes(range), &mut context).map_err(|(_, error)| error)
        });
        self.tell(&Notice::Initialized(done.map(drop)));
    }
}

impl<J: Work, O: Outbox> Serve for Server<J, O> {
    fn receive(&self, bytes: &[u8], attachments: Vec<Attachment>) {
        if self.stopped.get() {
            return;
        }
        attachments::provide(attachments, || match wire::read_to_worker(bytes) {
            Ok(ToWorker::Jobs {
                first,
                announce,
                blocks,
            }) => self.run_jobs(first, announce, blocks),
            Ok(ToWorker::Initializer(block)) => self.initialize(block),
            Err(_) => self.stop(Death::Message),
        });
    }

    fn stop(&self, cause: Death) {
        if !self.stopped.replace(true) {
            self.flush(self.last_flush.get());
            self.tell(&Notice::Dying {
                job: self.current.get(),
                cause,
            });
        }
    }
}
