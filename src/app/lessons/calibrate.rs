//! How many jobs, or how large ones, take so long here: measured before the run, so that a freeze lasts
//! long enough to be felt on any machine, and no longer.

use std::time::Duration;

use crate::config::RunConfig;
use crate::kernels::Stepper;
use crate::lab::tasks;
use crate::lessons::{Calibration, Lesson, Show};
use crate::runtime::{BrowserRuntime, Runtime};

/// For how long is tried: what runs for the first time is compiled meanwhile, and slower.
const TRIAL: Duration = Duration::from_millis(80);

/// Bounds of what a trial may ask for: a clock that stood still measures nothing.
const JOBS: (f64, f64) = (4.0, 4000.0);
const SIZE: (f64, f64) = (65_536.0, 268_435_456.0);

/// The settings with what is calibrated.
pub fn calibrated(lesson: &Lesson, mut config: RunConfig) -> RunConfig {
    let Show::Calibrated { to, .. } = lesson.show else {
        return config;
    };
    let Some(each) = time_of_a_job(&config) else {
        return config;
    };
    let times = |time: Duration| time.as_secs_f64() / each.as_secs_f64();
    match to {
        Calibration::Together(time) => {
            config.work.jobs = Some(times(time).clamp(JOBS.0, JOBS.1) as u32);
        }
        Calibration::Each(time) => {
            let size = f64::from(config.work.size()) * times(time);
            config.work.size = Some(size.clamp(SIZE.0, SIZE.1) as u32);
        }
    }
    config
}

/// The shortest time of a job on this thread; `None` if it cannot be made or measured.
fn time_of_a_job(config: &RunConfig) -> Option<Duration> {
    let task = tasks(config).ok()?.into_iter().next()?;
    let runtime = BrowserRuntime;
    let began = runtime.now();
    let mut shortest = Duration::MAX;
    while runtime.now() - began < TRIAL {
        let from = runtime.now();
        let mut job = task.start().ok()?;
        let _result = job.run_to_end();
        let took = runtime.now() - from;
        if !took.is_zero() {
            shortest = shortest.min(took);
        }
    }
    (shortest < Duration::MAX).then_some(shortest)
}
