//! How many jobs go into one message, and how far ahead of a worker: from measured job times.

use std::time::Duration;

/// A message should hold about this much work: enough to forget the cost of the message, little
/// enough that cancelling and balance stay quick.
const BATCH_TIME: f64 = 2000.0;
/// Less work than this is never split for the sake of balance.
const SMALLEST_SHARE: f64 = 100.0;
/// The most jobs in a message.
const BATCH_LIMIT: usize = 256;
/// A message may hold this many times more jobs than the last one measured.
const GROWTH: usize = 8;
/// Jobs, or messages of small jobs, that may wait in a worker behind the one it runs, and about how
/// much work that may be: a page is rarely busy for longer.
const AHEAD_JOBS: usize = 2;
const AHEAD_MESSAGES: usize = 1;
const AHEAD_TIME: f64 = 50_000.0;
/// The queue is long while it holds this many jobs per worker.
const LONG_QUEUE: usize = 4;

/// A worker that has not answered for this many times the usual time of a job is stuck, for all one
/// can tell;
const PATIENCE: f64 = 4.0;
/// but not before this, in µs: browsers and their schedulers take breaks,
const LEAST_PATIENCE: f64 = 20_000.0;
/// and where no job has been measured, not before this.
const BLIND_PATIENCE: f64 = 500_000.0;

/// What is known of the jobs of a pool. Times in µs.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    job_time: f64,
    measured: usize,
}

impl Pace {
    /// `jobs` took `elapsed` together.
    pub(crate) fn measure(&mut self, jobs: usize, elapsed: Duration) {
        if jobs == 0 {
            return;
        }
        let job_time = elapsed.as_secs_f64() * 1e6 / jobs as f64;
        // Up at once, down slowly: one long job in a message delays all the others in it.
        self.job_time = if job_time > self.job_time {
            job_time
        } else {
            self.job_time * 0.5 + job_time * 0.5
        };
        self.measured = jobs;
    }

    /// Jobs for the next message, with `queued` waiting for `workers`.
    pub(crate) fn batch(&self, queued: usize, workers: usize) -> usize {
        // A clock of coarse ticks may have measured nothing at all.
        let job_time = self.job_time.max(0.1);
        let by_time = (BATCH_TIME / job_time) as usize;
        let fair = queued.div_ceil(2 * workers.max(1));
        let worth = (SMALLEST_SHARE / job_time) as usize;
        by_time
            .min(fair.max(worth))
            .min(BATCH_LIMIT)
            .min(self.measured * GROWTH)
            .max(1)
    }

    /// How long a worker may be silent that has jobs for which others could be found. Between two
    /// answers it runs one job, or for a millisecond.
    pub(crate) fn patience(&self) -> Duration {
        let micros = if self.measured == 0 {
            BLIND_PATIENCE
        } else {
            (PATIENCE * self.job_time).max(LEAST_PATIENCE)
        };
        Duration::try_from_secs_f64(micros / 1e6).unwrap_or(Duration::MAX)
    }

    /// Whether a worker that runs `jobs` jobs in `messages` messages may be sent another: while
    /// the queue is long, so that it need not wait for a busy page; not near the end, where it
    /// might keep a job that another could start at once.
    pub(crate) fn may_run_ahead(
        &self,
        messages: usize,
        jobs: usize,
        queued: usize,
        workers: usize,
    ) -> bool {
        let small = self.job_time < BATCH_TIME / 2.0 && self.measured > 0;
        let room = if small {
            messages <= AHEAD_MESSAGES
        } else {
            jobs <= AHEAD_JOBS && jobs as f64 * self.job_time <= AHEAD_TIME
        };
        room && queued >= LONG_QUEUE * workers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(job_us: u64, jobs: usize) -> Pace {
        let mut pace = Pace::default();
        pace.measure(jobs, Duration::from_micros(job_us * jobs as u64));
        pace
    }

    #[test]
    fn the_first_message_holds_one_job() {
        assert_eq!(Pace::default().batch(10_000, 2), 1);
    }

    #[test]
    fn a_message_holds_about_two_milliseconds() {
        assert_eq!(pace(20, 100).batch(10_000, 2), 100);
        assert_eq!(pace(500, 4).batch(10_000, 2), 4);
        assert_eq!(pace(20_000, 1).batch(10_000, 2), 1);
    }

    #[test]
    fn it_grows_step_by_step_up_to_a_limit() {
        assert_eq!(pace(0, 1).batch(10_000, 2), GROWTH);
        assert_eq!(pace(0, 250).batch(10_000, 2), BATCH_LIMIT);
    }

    #[test]
    fn nobody_takes_more_than_a_fair_share_of_real_work() {
        assert_eq!(pace(100, 100).batch(40, 4), 5);
        assert_eq!(pace(100, 100).batch(1, 4), 1);
    }

    #[test]
    fn trifles_are_not_split() {
        assert_eq!(pace(0, 100).batch(40, 4), BATCH_LIMIT);
    }

    #[test]
    fn one_long_job_shrinks_the_next_message_at_once() {
        let mut pace = pace(1, 256);
        pace.measure(1, Duration::from_millis(30));
        assert_eq!(pace.batch(10_000, 2), 1);
    }

    #[test]
    fn patience_grows_with_the_jobs() {
        let millis = |pace: Pace| pace.patience().as_millis();
        assert_eq!(millis(Pace::default()), 500);
        assert_eq!(millis(pace(10, 200)), 20);
        assert_eq!(millis(pace(50_000, 1)), 200);
    }

    #[test]
    fn workers_run_ahead_only_while_the_queue_is_long() {
        let long = pace(20_000, 1);
        assert!(long.may_run_ahead(1, 1, 8, 2));
        assert!(long.may_run_ahead(2, 2, 8, 2));
        assert!(!long.may_run_ahead(3, 3, 8, 2));
        assert!(!long.may_run_ahead(1, 1, 7, 2));
        let longer = pace(40_000, 1);
        assert!(longer.may_run_ahead(1, 1, 8, 2));
        assert!(!longer.may_run_ahead(2, 2, 8, 2));
        assert!(!pace(60_000, 1).may_run_ahead(1, 1, 8, 2));
        let small = pace(10, 100);
        assert!(small.may_run_ahead(1, 200, 1000, 2));
        assert!(!small.may_run_ahead(2, 400, 1000, 2));
    }
}
