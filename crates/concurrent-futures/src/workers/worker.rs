//! One live worker as the page sees it: its line, and the jobs it has not answered.

use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use super::clock::Clock;
use super::host::Link;
use super::task::Held;
use super::timer::Timer;
use super::work::Work;

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

pub(crate) struct Worker<J: Work> {
    /// Unlike any other of the pool, ever.
    pub(crate) number: u64,
    pub(crate) slot: usize,
    pub(crate) name: Rc<str>,
    pub(crate) link: Rc<dyn Link>,
    pub(crate) phase: Phase,
    /// Not answered, in the order sent, which is the order in which they run.
    pub(crate) jobs: VecDeque<Held<J>>,
    pub(crate) messages: VecDeque<Sent>,
    /// How many are answered: the number of the first of `jobs`.
    pub(crate) answered: u32,
    /// It does not answer: its jobs have been handed on, until it does.
    pub(crate) stuck: bool,
    /// It runs a job of a stuck one, which should soon be over.
    pub(crate) on_trial: bool,
    /// Limits its start, its initializer, or the job it runs.
    pub(crate) timer: Option<Timer>,
    pub(crate) started_at: Duration,
    pub(crate) ready_at: Duration,
    /// When it last had an answer, or became ready.
    pub(crate) last_answer: Duration,
    /// At work until `last_answer`.
    pub(crate) run: Duration,
    pub(crate) clock: Clock,
}

impl<J: Work> Worker<J> {
    /// The number its next job will have.
    pub(crate) fn next_number(&self) -> u32 {
        self.answered.wrapping_add(self.jobs.len() as u32)
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.phase == Phase::Ready && self.jobs.is_empty()
    }

    /// Counts the first job as answered and gives it.
    pub(crate) fn answer(&mut self) -> Option<Held<J>> {
        let task = self.jobs.pop_front()?;
        self.answered = self.answered.wrapping_add(1);
        if let Some(sent) = self.messages.front_mut() {
            sent.left -= 1;
            if sent.left == 0 {
                self.messages.pop_front();
            }
        }
        Some(task)
    }

    /// Takes out all jobs for which this holds; it answers none of them any more.
    pub(crate) fn take_jobs(&mut self, which: impl Fn(&Held<J>) -> bool) -> VecDeque<Held<J>> {
        let jobs = std::mem::take(&mut self.jobs);
        let (taken, kept): (VecDeque<_>, _) = jobs.into_iter().partition(which);
        self.jobs = kept;
        taken
    }

    /// Jobs of the message it is at: one of them may be running, those behind are not.
    pub(crate) fn in_hand(&self) -> usize {
        self.messages.front().map_or(0, |sent| sent.left)
    }

    /// The jobs of that message.
    pub(crate) fn jobs_in_hand(&self) -> impl Iterator<Item = &Held<J>> {
        self.jobs.iter().take(self.in_hand())
    }

    /// Whether somebody waits for one of the jobs it may be running.
    pub(crate) fn is_wanted(&self) -> bool {
        self.jobs_in_hand().any(|task| task.is_live())
    }

    /// Since when it has been at what it is at.
    pub(crate) fn busy_since(&self) -> Option<Duration> {
        let sent = self.messages.front()?;
        Some(sent.at.max(self.last_answer))
    }

    /// Time at work until now.
    pub(crate) fn run_until(&self, now: Duration) -> Duration {
        let since = self.busy_since().unwrap_or(now);
        self.run + now.saturating_sub(since)
    }
}
