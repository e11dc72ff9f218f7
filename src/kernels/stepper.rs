//! How a kernel runs: in steps, so that whoever runs it can report progress, yield, or stop.

/// What [`Stepper::step`] came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<T> {
    /// There is more to do.
    More,
    /// The job is over, and this is its result.
    Done(T),
}

impl<T> Step<T> {
    /// The same step, with `f` applied to its result.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Step<U> {
        match self {
            Self::More => Step::More,
            Self::Done(output) => Step::Done(f(output)),
        }
    }
}

/// A job that runs in steps.
///
/// A stepper holds no resource but memory: to cancel the job, drop it, after any step. Nothing happens between steps.
pub trait Stepper {
    /// The result of the whole job.
    type Output;

    /// Does at most `units` units of the work, and says whether that was the end of it.
    ///
    /// A unit is some ten microseconds of work, or for Mandelbrot a row: long enough for the call to cost nothing
    /// beside it, short enough to look at a clock after each one. With 0 units nothing is done.
    ///
    /// After [`Step::Done`] the stepper is spent: a further step does no harm, but its output means nothing.
    fn step(&mut self, units: u64) -> Step<Self::Output>;

    /// The part of the work that is done: from 0 to 1, never less than before.
    fn progress(&self) -> f64;

    /// Does all that is left, at once.
    fn run_to_end(&mut self) -> Self::Output {
        loop {
            if let Step::Done(output) = self.step(u64::MAX) {
                return output;
            }
        }
    }
}

/// `done` of `total` as a fraction; of nothing, all is done.
pub(super) fn fraction(done: f64, total: f64) -> f64 {
    if total > 0.0 {
        (done / total).clamp(0.0, 1.0)
    } else {
        1.0
    }
}
