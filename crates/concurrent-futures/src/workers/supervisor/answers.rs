//! Outcomes of jobs: from a message of a worker to settled futures.

use std::ops::Range;
use std::time::Duration;

use super::Supervisor;
use crate::future::TaskError;
use crate::workers::attachments::Attachment;
use crate::workers::error::{Failure, RemoteError, WorkerError};
use crate::workers::host::Event;
use crate::workers::job::JobError;
use crate::workers::observer::JobTimes;
use crate::workers::task::Held;
use crate::workers::wire::{self, Reader, Status, ToPage, WireError};
use crate::workers::work::{Ticket, Work};

/// One job answered, its result not decoded yet.
struct Answer<J: Work> {
    task: Held<J>,
    status: Status,
    bytes: Range<usize>,
    times: JobTimes,
}

/// A message of outcomes, taken apart.
struct Answers<J: Work> {
    list: Vec<Answer<J>>,
    worker: std::rc::Rc<str>,
    slot: usize,
    /// The worker must go: nobody waits for what it begins now.
    doomed: bool,
    /// Others have some of these jobs as well, or of those it comes to now.
    shared: bool,
    /// The job it is at now.
    next: Option<u64>,
}

impl<J: Work> Supervisor<J> {
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
        let mut parts = vec![outcomes.outcome()?];
        while !outcomes.is_at_end() {
            parts.push(outcomes.outcome()?);
        }
        let now = self.now();
        let mut state = self.state.borrow_mut();
        let Some(worker) = state.worker(number) else {
            return Ok(None);
        };
        if worker.answered != first || worker.jobs.len() < parts.len() {
            return Err(WireError);
        }
        // The jobs of one message to the page came in one message to the worker.
        let sent = worker.messages.front().map_or(now, |sent| sent.at);
        let returned = now.max(sent);
        let took = parts.last().map_or(0, |(_, elapsed, _)| *elapsed);
        let posted = started + f64::from(took) / 1000.0;
        let clock = &mut worker.clock;
        clock.went_and_came([sent, returned], [received, posted]);
        // Whatever a clock says, it was between these two.
        let seen = |time: Duration| time.clamp(sent, returned);
        let received = seen(clock.page_time(received));
        let begun = clock.page_time(started);
        let mut started = seen(begun).max(received);
        let begun_at = started;
        let mut list = Vec::with_capacity(parts.len());
        for (status, elapsed, bytes) in parts {
            let Some(task) = worker.answer() else {
                break;
            };
            let finished = begun.saturating_add(Duration::from_micros(elapsed.into()));
            let finished = seen(finished).max(started);
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
        let elapsed = started - begun_at;
        worker.run += elapsed;
        worker.last_answer = started;
        worker.timer = None;
        worker.stuck = false;
        worker.on_trial = false;
        let answers = Answers {
            worker: worker.name.clone(),
            slot: worker.slot,
            doomed: !worker.jobs.is_empty() && !worker.is_wanted(),
            shared: list.iter().any(|answer| answer.task.is_shared())
                || worker.jobs_in_hand().any(Held::is_shared),
            next: worker.jobs.front().map(|task| task.id()),
            list,
        };
        let jobs = answers.list.len();
        let first = answers.list.iter().filter(|answer| answer.task.is_live());
        state.past[answers.slot].jobs += first.count() as u64;
        state.pace.measure(jobs, elapsed);
        state.deaths = 0;
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
            if task.is_live() {
                self.options
                    .observe(|observer| observer.job_answered(task.id(), slot, times));
            }
            settle(&task, status, &bytes[range], attached, &answers.worker);
        }
        if answers.shared {
            self.judge_all();
            self.watch();
        }
        self.tidy();
    }
}

fn settle<J: Work>(
    task: &Held<J>,
    status: Status,
    bytes: &[u8],
    attached: Vec<Attachment>,
    worker: &std::rc::Rc<str>,
) {
    let failed = |failure| TaskError::from(WorkerError::new(worker, failure));
    let text = || wire::decode::<String>(bytes).unwrap_or_default();
    task.ticket.fail(match status {
        Status::Result => match task.ticket.answer(bytes, attached) {
            Ok(()) => return,
            Err(cause) => failed(Failure::UndecodableResult(cause)),
        },
        Status::Error => match wire::decode::<JobError>(bytes) {
            Ok(error) => RemoteError::into_task_error(error, worker),
            Err(error) => failed(Failure::UndecodableResult(error.to_string())),
        },
        Status::UndecodableJob => failed(Failure::UndecodableJob(text())),
        Status::UnsendableResult => failed(Failure::UnsendableResult(text())),
    });
}
