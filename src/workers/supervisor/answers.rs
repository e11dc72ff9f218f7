//! Outcomes of jobs: from a message of a worker to settled futures.

use std::ops::Range;
use std::time::Duration;

use super::Supervisor;
use crate::future::TaskError;
use crate::workers::attachments::{self, Attachment};
use crate::workers::error::{Failure, RemoteError, WorkerError};
use crate::workers::host::Event;
use crate::workers::job::{Job, JobError};
use crate::workers::observer::JobTimes;
use crate::workers::task::Task;
use crate::workers::wire::{self, Reader, Status, ToPage, WireError};

/// One job answered, its result not decoded yet.
struct Answer<J: Job> {
    task: Task<J>,
    status: Status,
    bytes: Range<usize>,
    times: JobTimes,
}

/// A message of outcomes, taken apart.
struct Answers<J: Job> {
    list: Vec<Answer<J>>,
    worker: std::rc::Rc<str>,
    slot: usize,
    /// The worker must go: a job it now begins has been aborted.
    doomed: bool,
    /// The job it is at now.
    next: Option<u64>,
}

impl<J: Job> Supervisor<J> {
    /// Something came from a worker, which may be no more.
    pub(super) fn event(&self, worker: u64, event: Event) {
        match event {
            Event::Dead(failure) => self.lost(worker, None, failure),
            Event::Message(bytes, attachments) => match wire::read_to_page(&bytes) {
                Ok(ToPage::Notice(notice)) => self.noticed(worker, notice),
                Ok(ToPage::Outcomes {
                    first,
                    received,
                    started,
                    outcomes,
                }) => match self.take_answers(worker, first, [received, started], outcomes) {
                    Ok(None) => {}
                    Ok(Some(answers)) => self.deliver(worker, answers, &bytes, attachments),
                    Err(WireError) => self.lost(worker, None, Failure::Message),
                },
                Err(WireError) => self.lost(worker, None, Failure::Message),
            },
        }
    }

    fn take_answers(
        &self,
        number: u64,
        first: u32,
        [received, started]: [f64; 2],
        mut outcomes: Reader<'_>,
    ) -> Result<Option<Answers<J>>, WireError> {
        let mut parts = Vec::new();
        while !outcomes.is_at_end() {
            parts.push(outcomes.outcome()?);
        }
        // Asking the time is not free, and few want to know.
        let returned = match self.options.observer {
            Some(_) => self.now(),
            None => Duration::ZERO,
        };
        let mut state = self.state.borrow_mut();
        let Some(worker) = state.worker(number) else {
            return Ok(None);
        };
        if worker.answered != first || worker.jobs.len() < parts.len() {
            return Err(WireError);
        }
        let received = worker.page_time(received);
        let begun = worker.page_time(started);
        let mut started = begun;
        let mut list = Vec::with_capacity(parts.len());
        for (status, elapsed, bytes) in parts {
            let Some((task, sent)) = worker.answer() else {
                break;
            };
            let finished = begun + Duration::from_micros(elapsed.into());
            let times = JobTimes {
                sent,
                received,
                started,
                finished,
                returned,
            };
            started = finished;
            list.push(Answer {
                task,
                status,
                bytes,
                times,
            });
        }
        let elapsed = started.saturating_sub(begun);
        worker.run += elapsed;
        worker.last_answer = started;
        worker.timer = None;
        let in_hand = worker.in_hand();
        let doomed =
            worker.has_aborted && worker.jobs.iter().take(in_hand).any(|task| !task.is_live());
        let answers = Answers {
            worker: worker.name.clone(),
            slot: worker.slot,
            doomed,
            next: worker.jobs.front().map(Task::id),
            list,
        };
        let slot = answers.slot;
        let jobs = answers.list.len();
        state.past[slot].jobs += jobs as u64;
        state.pace.measure(jobs, elapsed);
        if jobs > 0 {
            state.deaths = 0;
        }
        Ok(Some(answers))
    }

    fn deliver(
        &self,
        number: u64,
        answers: Answers<J>,
        bytes: &[u8],
        attachments: Vec<Attachment>,
    ) {
        let slot = answers.slot;
        if let Some(id) = answers.next {
            self.options
                .observe(|observer| observer.job_begun(id, slot));
        }
        if answers.doomed {
            self.kill(number, None);
        }
        // The worker gets its next jobs before anyone hears of the last ones (CF-Q13).
        self.retire_if_spent(number);
        self.feed();
        // Only a message of one job has attachments.
        let mut attachments = Some(attachments);
        for Answer {
            task,
            status,
            bytes: range,
            times,
        } in answers.list
        {
            let attached = attachments.take().unwrap_or_default();
            self.options
                .observe(|observer| observer.job_answered(task.id(), slot, times));
            settle(task, status, &bytes[range], attached, &answers.worker);
        }
        self.tidy();
    }
}

fn settle<J: Job>(
    task: Task<J>,
    status: Status,
    bytes: &[u8],
    attached: Vec<Attachment>,
    worker: &std::rc::Rc<str>,
) {
    let failed = |failure| TaskError::from(WorkerError::new(worker, failure));
    let text = || wire::decode::<String>(bytes).unwrap_or_default();
    let outcome = match status {
        Status::Result => attachments::provide(attached, || wire::decode(bytes))
            .map_err(|error| failed(Failure::UndecodableResult(error.to_string()))),
        Status::Error => Err(match wire::decode::<JobError>(bytes) {
            Ok(error) => RemoteError::into_task_error(error, worker),
            Err(error) => failed(Failure::UndecodableResult(error.to_string())),
        }),
        Status::UndecodableJob => Err(failed(Failure::UndecodableJob(text()))),
        Status::UnsendableResult => Err(failed(Failure::UnsendableResult(text()))),
    };
    // An aborted one stays so.
    let _ = match outcome {
        Ok(value) => task.completer.set_result(value),
        Err(error) => task.completer.set_exception(error),
    };
}
