//! The worker's side: runs what comes, and says what came of it.
//!
//! Knows nothing of the browser either: an [`Outbox`] takes its messages and tells the time.
//! Every method takes `&self` and no cell is borrowed while a job runs, so that a dying worker
//! can still send what it has.

use std::cell::{Cell, RefCell};

use serde::Serialize;

use super::attachments::{self, Attachment};
use super::job::{Job, JobContext, JobError};
use super::wire::{self, Death, Notice, PROTOCOL, Reader, Status, ToPage, ToWorker};

/// Results wait at most about this long for others to travel with, in ms, if the next job takes no
/// longer than the last.
const FLUSH_AFTER: f64 = 1.0;
/// Bytes of memory kept for the next message.
const KEPT: usize = 64 * 1024;
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

/// Runs jobs of one type.
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

impl<J: Job, O: Outbox> Server<J, O> {
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

    fn run_job(&self, number: u32, bytes: &[u8]) -> Result<J::Output, (Status, JobError)> {
        let job: J = wire::decode(bytes).map_err(|error| {
            let job = std::any::type_name::<J>();
            let text = format!("{job}: {error}");
            (Status::UndecodableJob, JobError::message(text))
        })?;
        let report = |fraction| self.progress(number, fraction);
        job.run(&mut JobContext::new(&self.name, &report))
            .map_err(|error| (Status::Error, error))
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

    /// Sends the outcomes gathered.
    fn flush(&self, now: f64) {
        self.last_flush.set(now);
        // Borrowed only if a result was being encoded when the worker died: then it is cut.
        let Ok(mut outcomes) = self.outcomes.try_borrow_mut() else {
            return;
        };
        if outcomes.is_empty() {
            return;
        }
        let mut message = std::mem::take(&mut *outcomes);
        drop(outcomes);
        if self.outbox.post(&message, &[]).is_err() {
            self.post_one_by_one(&message);
        }
        message.clear();
        message.shrink_to(KEPT);
        self.outcomes.replace(message);
    }

    /// Sends the outcomes of a message that cannot be sent, each alone; in place of one that cannot
    /// be sent even so, why.
    fn post_one_by_one(&self, message: &[u8]) {
        let Ok(ToPage::Outcomes {
            mut first,
            received,
            started,
            mut outcomes,
        }) = wire::read_to_page(message)
        else {
            return;
        };
        let mut single = Vec::new();
        while let Ok((status, elapsed, range)) = outcomes.outcome() {
            wire::begin_outcomes(&mut single, first, received, started);
            wire::push_encoded_outcome(&mut single, status, elapsed, outcomes.bytes(range));
            if let Err(cause) = self.outbox.post(&single, &[]) {
                wire::begin_outcomes(&mut single, first, received, started);
                let status = Status::UnsendableResult;
                let told = wire::push_outcome(&mut single, status, elapsed, &cause)
                    .map_err(|error| error.to_string())
                    .and_then(|()| self.outbox.post(&single, &[]));
                if let Err(cause) = told {
                    self.stop(Death::Memory(cause));
                    return self.outbox.close();
                }
            }
            first = first.wrapping_add(1);
            if outcomes.is_at_end() {
                return;
            }
        }
    }

    /// Adds the outcome of a job to those to be sent.
    fn push(&self, number: u32, times: [f64; 3], result: Result<J::Output, (Status, JobError)>) {
        let sent = match &result {
            Ok(value) => self.push_result(number, times, value),
            Err((Status::Error, error)) => self.append(number, times, Status::Error, error),
            Err((status, error)) => self.append(number, times, *status, &error.message),
        };
        if let Err(text) = sent {
            // Text alone can always be sent.
            let _ = self.append(number, times, Status::UnsendableResult, &text);
        }
    }

    fn push_result(&self, number: u32, times: [f64; 3], value: &J::Output) -> Result<(), String> {
        let before = self.outcomes.borrow().len();
        let add = || self.append(number, times, Status::Result, value);
        let (added, attached) = attachments::collect(add);
        added.map_err(|error| format!("{}: {error}", std::any::type_name::<J::Output>()))?;
        if attached.is_empty() {
            return Ok(());
        }
        // It travels alone: the attachments of a message belong to one result.
        self.outcomes.borrow_mut().truncate(before);
        self.flush(times[2]);
        let (added, attached) = attachments::collect(add);
        added.map_err(|error| error.to_string())?;
        let message = self.outcomes.take();
        self.outbox.post(&message, &attached)
    }

    fn append<T: Serialize + ?Sized>(
        &self,
        number: u32,
        [received, started, finished]: [f64; 3],
        status: Status,
        value: &T,
    ) -> Result<(), String> {
        let mut outcomes = self.outcomes.borrow_mut();
        if outcomes.is_empty() {
            wire::begin_outcomes(&mut outcomes, number, received, started);
            self.first_started.set(started);
        }
        let before = outcomes.len();
        let elapsed = micros(finished - self.first_started.get());
        wire::push_outcome(&mut outcomes, status, elapsed, value).map_err(|error| {
            // Not even the head of a message without contents.
            if before == wire::OUTCOMES_HEAD {
                outcomes.clear();
            }
            error.to_string()
        })
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
        let done = block
            .block()
            .map_err(JobError::from)
            .and_then(|range| wire::decode::<J>(block.bytes(range)).map_err(JobError::from))
            .and_then(|job| job.run(&mut JobContext::new(&self.name, &report)));
        self.tell(&Notice::Initialized(done.map(drop)));
    }
}

impl<J: Job, O: Outbox> Serve for Server<J, O> {
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

fn micros(ms: f64) -> u32 {
    (ms * 1000.0).clamp(0.0, f64::from(u32::MAX)) as u32
}
