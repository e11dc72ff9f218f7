//! The clock of a worker, read from the page.
//!
//! Both have one of their own, and where the zero of each lies the browser tells
//! (`performance.timeOrigin`); but after a laptop slept, or its clock was set, that is wrong by as
//! much as it slept. What cannot be wrong is the order of things: a message arrives after it was
//! sent. So every message there and back leaves bounds, and within these the browser is believed.

use std::time::Duration;

/// What to add to a worker's time for the page's. All in ms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    /// By the origins of both clocks.
    told: f64,
    /// It cannot be less,
    least: f64,
    /// nor more.
    most: f64,
}

impl Clock {
    /// `told` is the difference of the two origins.
    pub(crate) fn new(told: f64) -> Self {
        Clock {
            told,
            least: f64::NEG_INFINITY,
            most: f64::INFINITY,
        }
    }

    /// Something was sent by the worker when its clock showed `posted`, and was here at `arrived`.
    pub(crate) fn came(&mut self, posted: f64, arrived: Duration) {
        self.hold(f64::NEG_INFINITY, ms(arrived) - posted);
    }

    /// A message sent at `sent` reached the worker when its clock showed `received`, and its answer
    /// left it at `posted` and was here at `returned`.
    pub(crate) fn went_and_came(
        &mut self,
        [sent, returned]: [Duration; 2],
        [received, posted]: [f64; 2],
    ) {
        let most = ms(returned) - posted;
        if posted < received {
            // It was set back meanwhile.
            (self.least, self.most) = (f64::NEG_INFINITY, most);
        } else {
            self.hold(ms(sent) - received, most);
        }
    }

    fn hold(&mut self, least: f64, most: f64) {
        let both = (self.least.max(least), self.most.min(most));
        (self.least, self.most) = if both.0 <= both.1 {
            both
        } else if least <= most {
            // One of the clocks was set since the last message: what was known is of no use.
            (least, most)
        } else {
            // It was set during this one: only what happened last is known.
            (f64::NEG_INFINITY, most)
        };
    }

    /// A moment of the worker's clock on the page's.
    pub(crate) fn page_time(&self, worker_ms: f64) -> Duration {
        let Clock { told, least, most } = *self;
        let known = least.is_finite();
        let add = if known && (least..=most).contains(&told) {
            told
        } else if known {
            f64::midpoint(least, most)
        } else {
            most
        };
        Duration::try_from_secs_f64((worker_ms + add) / 1000.0).unwrap_or_default()
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(ms: f64) -> Duration {
        Duration::from_secs_f64(ms / 1000.0)
    }

    fn off(clock: &Clock, worker_ms: f64, truth: f64) -> f64 {
        (ms(clock.page_time(worker_ms)) - truth).abs()
    }

    #[test]
    fn origins_that_can_be_true_are_believed() {
        let mut clock = Clock::new(50.0);
        clock.went_and_came([at(100.0), at(130.0)], [51.0, 60.0]);
        assert!(off(&clock, 55.0, 105.0) < 1e-6);
    }

    #[test]
    fn origins_that_cannot_be_true_are_not() {
        for wrong in [600_000.0, -600_000.0, f64::NAN, f64::INFINITY] {
            let mut clock = Clock::new(wrong);
            clock.came(40.0, at(91.0));
            assert!(off(&clock, 40.0, 90.0) < 1.0 + 1e-6, "{wrong}");
            clock.went_and_came([at(100.0), at(110.2)], [50.2, 60.0]);
            assert!(off(&clock, 55.0, 105.0) < 0.2 + 1e-6, "{wrong}");
        }
    }

    #[test]
    fn the_quickest_messages_count() {
        let mut clock = Clock::new(-1e6);
        clock.went_and_came([at(100.0), at(200.0)], [51.0, 60.0]);
        clock.went_and_came([at(300.0), at(320.0)], [250.01, 260.0]);
        clock.went_and_came([at(400.0), at(410.01)], [355.0, 360.0]);
        assert!(off(&clock, 500.0, 550.0) < 0.011);
    }

    #[test]
    fn a_clock_that_is_set_is_read_anew() {
        let mut clock = Clock::new(50.0);
        clock.went_and_came([at(100.0), at(110.0)], [51.0, 59.0]);
        // Between two messages,
        clock.went_and_came([at(200.0), at(210.0)], [600_151.0, 600_159.0]);
        assert!(off(&clock, 600_155.0, 205.0) < 1.0 + 1e-6);
        // and during one.
        clock.went_and_came([at(300.0), at(310.0)], [600_251.0, 259.0]);
        assert!(off(&clock, 259.0, 309.0) < 1.0 + 1e-6);
    }

    proptest! {
        #[test]
        fn it_is_never_off_by_more_than_the_quickest_way_there_and_back(
            true_add in -1e9..1e9f64,
            told in -1e9..1e9f64,
            trips in proptest::collection::vec((0.0..50.0f64, 0.0..50.0f64, 0.0..50.0f64), 1..20),
        ) {
            let mut clock = Clock::new(told);
            let mut now = 2e9;
            let (mut there_least, mut back_least) = (f64::INFINITY, f64::INFINITY);
            for (there, work, back) in trips {
                let (received, posted) = (now + there, now + there + work);
                clock.went_and_came(
                    [at(now), at(posted + back)],
                    [received - true_add, posted - true_add],
                );
                now = posted + back;
                there_least = there_least.min(there);
                back_least = back_least.min(back);
                let error = off(&clock, posted - true_add, posted);
                prop_assert!(error <= there_least + back_least + 1e-3, "{error}");
            }
        }
    }
}
