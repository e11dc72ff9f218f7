//! One live worker as the page sees it: its line, and the jobs it has not answered.

use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use super::host::Link;
use super::job::Job;
use super::task::Task;
use super::timer::Timer;

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Starting,
    Initializing,
    Ready,
}

/// A message of jobs under way.
pub(crate) struct Sent {
    /// Jobs in it that are not answered.
    pub(crate) left: usize,
    pub(crate) at: Duration,
}

pub(crate) struct Worker<J: Job> {
    /// Unlike any other of the pool, ever.
    pub(crate) number: u64,
    pub(crate) slot: usize,
    pub(crate) name: Rc<str>,
    pub(crate) link: Rc<dyn Link>,
    pub(crate) phase: Phase,
    /// Not answered, in the order sent, which is the order in which they run.
    pub(crate) jobs: VecDeque<Task<J>>,
    pub(crate) messages: VecDeque<Sent>,
    /// How many are answered: the number of the first of `jobs`.
    pub(crate) answered: u32,
    /// One of `jobs` was aborted while it waited behind others.
    pub(crate) has_aborted: bool,
    /// Limits its start, its initializer, or the job it runs.
    pub(crate) timer: Option<Timer>,
    pub(crate) started_at: Duration,
    pub(crate) ready_at: Duration,
    /// When it last had an answer, or became ready.
    pub(crate) last_answer: Duration,
    /// At work until `last_answer`.
    pub(crate) run: Duration,
    /// To add to its clock for the page's, in ms.
    pub(crate) clock: f64,
}

impl<J: Job> Worker<J> {
    /// The number its next job will have.
    pub(crate) fn next_number(&self) -> u32 {
        self.answered.wrapping_add(self.jobs.len() as u32)
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.phase == Phase::Ready && self.jobs.is_empty()
    }

    /// Counts the first job as answered and gives it, with the time it was sent.
    pub(crate) fn answer(&mut self) -> Option<(Task<J>, Duration)> {
        let task = self.jobs.pop_front()?;
        self.answered = self.answered.wrapping_add(1);
        let at = self.messages.front_mut().map_or(Duration::ZERO, |sent| {
            sent.left -= 1;
            sent.at
        });
        if self.messages.front().is_some_and(|sent| sent.left == 0) {
            self.messages.pop_front();
        }
        Some((task, at))
    }

    /// Jobs of the message it is at: one of them may be running, those behind are not.
    pub(crate) fn in_hand(&self) -> usize {
        self.messages.front().map_or(0, |sent| sent.left)
    }

    /// A moment of its clock on the page's.
    pub(crate) fn page_time(&self, worker_ms: f64) -> Duration {
        Duration::try_from_secs_f64((worker_ms + self.clock) / 1000.0).unwrap_or_default()
    }

    /// Time at work until now.
    pub(crate) fn run_until(&self, now: Duration) -> Duration {
        let since = self
            .messages
            .front()
            .map_or(now, |sent| sent.at.max(self.last_answer));
        self.run + now.saturating_sub(since)
    }
}
