//! Outcomes of jobs on their way to the page: gathered, and sent together.

use serde::Serialize;

use super::{Outbox, Serve, Server};
use crate::workers::attachments;
use crate::workers::job::JobError;
use crate::workers::wire::{self, Death, Status, ToPage};
use crate::workers::work::Work;

/// Bytes of memory kept for the next message.
const KEPT: usize = 64 * 1024;

impl<J: Work, O: Outbox> Server<J, O> {
    /// Sends the outcomes gathered.
    pub(super) fn flush(&self, now: f64) {
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
                let told = wire::push_outcome(&mut single, status, elapsed, |out| {
                    wire::encode(out, &cause)
                })
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
    pub(super) fn push(
        &self,
        number: u32,
        times: [f64; 3],
        result: Result<J::Outcome, (Status, JobError)>,
    ) {
        let sent = match &result {
            Ok(value) => self.push_result(number, times, value),
            Err((Status::Error, error)) => self.tell_of(number, times, Status::Error, error),
            Err((status, error)) => self.tell_of(number, times, *status, &error.message),
        };
        if let Err(text) = sent {
            // Text alone can always be sent.
            let _ = self.tell_of(number, times, Status::UnsendableResult, &text);
        }
    }

    fn push_result(&self, number: u32, times: [f64; 3], value: &J::Outcome) -> Result<(), String> {
        let before = self.outcomes.borrow().len();
        let add = || {
            self.append(number, times, Status::Result, |out| {
                J::encode_outcome(value, out)
            })
        };
        let (added, mut attached) = attachments::collect(add);
        added?;
        if attached.is_empty() {
            return Ok(());
        }
        // It travels alone: the attachments of a message belong to one result.
        if before > 0 {
            self.outcomes.borrow_mut().truncate(before);
            self.flush(times[2]);
            let again = attachments::collect(add);
            again.0?;
            attached = again.1;
        }
        self.last_flush.set(times[2]);
        let message = self.outcomes.take();
        self.outbox.post(&message, &attached)
    }

    fn tell_of<T: Serialize + ?Sized>(
        &self,
        number: u32,
        times: [f64; 3],
        status: Status,
        value: &T,
    ) -> Result<(), String> {
        self.append(number, times, status, |out| {
            wire::encode(out, value).map_err(|error| error.to_string())
        })
    }

    fn append(
        &self,
        number: u32,
        [received, started, finished]: [f64; 3],
        status: Status,
        encode: impl FnOnce(&mut Vec<u8>) -> Result<(), String>,
    ) -> Result<(), String> {
        let mut outcomes = self.outcomes.borrow_mut();
        if outcomes.is_empty() {
            wire::begin_outcomes(&mut outcomes, number, received, started);
            self.first_started.set(started);
        }
        let before = outcomes.len();
        let elapsed = micros(finished - self.first_started.get());
        wire::push_outcome(&mut outcomes, status, elapsed, encode).inspect_err(|_| {
            // Not even the head of a message without contents.
            if before == wire::OUTCOMES_HEAD {
                outcomes.clear();
            }
        })
    }
}

fn micros(ms: f64) -> u32 {
    (ms * 1000.0).clamp(0.0, f64::from(u32::MAX)) as u32
}
