//! A limit on how long somebody waits, the same for every call that takes a timeout.

use std::task::Context;
use std::time::Duration;

use super::LocalBoxFuture;

/// When to stop waiting. The time runs from the moment this is made, not from the first poll.
pub(crate) enum Deadline {
    /// Waits as long as it takes.
    Never,
    /// The time is over.
    Over,
    /// Over when this timer is.
    Timer(LocalBoxFuture<()>),
}

impl Deadline {
    /// `sleep` makes the timer. A timeout of zero is over at once, without one: a browser's timer
    /// of zero milliseconds fires in a later task, and what happens until then is not in time.
    pub(crate) fn after(
        timeout: Option<Duration>,
        sleep: impl FnOnce(Duration) -> LocalBoxFuture<()>,
    ) -> Self {
        match timeout {
            None => Deadline::Never,
            Some(Duration::ZERO) => Deadline::Over,
            Some(timeout) => Deadline::Timer(sleep(timeout)),
        }
    }

    /// Whether the time is over; if not, the task is woken when it is.
    pub(crate) fn poll_over(&mut self, cx: &mut Context<'_>) -> bool {
        if let Deadline::Timer(timer) = self
            && timer.as_mut().poll(cx).is_ready()
        {
            *self = Deadline::Over;
        }
        matches!(self, Deadline::Over)
    }
}
