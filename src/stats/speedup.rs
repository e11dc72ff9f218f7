//! Speedup and efficiency by number of workers, and Amdahl's law fitted to them.

use std::time::Duration;

/// Times that differ by no more than this factor are alike.
const ALIKE: f64 = 1.02;
/// A tenth more is seen, whatever one round of several says.
const NEARLY: f64 = 1.1;

/// With fewer numbers of workers than this a fit is no measurement.
const LEAST_NUMBERS: usize = 4;
/// A point further from the fitted curve than this share does not follow the law.
const TOLERANCE: f64 = 0.1;
/// A smaller serial share is none.
const LEAST_SHARE: f64 = 0.005;

/// Amdahl's law, fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The serial share of the work, above 0 and at most 1.
    pub share: f64,
    /// The standard error of the share.
    pub error: f64,
    /// How many numbers of workers it rests on, one worker included.
    pub numbers: usize,
}

/// The measured curve of one kind of work over 1, 2, … workers.
#[derive(Clone, Debug, PartialEq)]
pub struct Speedup {
    points: Vec<SpeedupPoint>,
}

/// The measurement for one number of workers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpeedupPoint {
    /// Number of workers.
    pub workers: usize,
    /// Median time for all the work.
    pub time: Duration,
    /// The shortest of the repeated times.
    pub fastest: Duration,
    /// The longest of them.
    pub slowest: Duration,
    /// So many times as fast as one worker, by the medians.
    pub speedup: f64,
    /// Speedup per worker: 1 is ideal.
    pub efficiency: f64,
}

impl SpeedupPoint {
    /// So many times as fast as one worker, if it is no more than there are workers. `None`: they
    /// cannot have been, so something else slowed the runs of one worker down.
    #[must_use]
    pub fn times(&self) -> Option<f64> {
        times_of(self.speedup, self.workers)
    }
}

/// A measured ratio between one worker and so many, unless it is luck: more than that many times as
/// fast they cannot be. What is alike counts as that many.
#[must_use]
pub fn times_of(ratio: f64, workers: usize) -> Option<f64> {
    let most = workers as f64;
    (ratio <= most * ALIKE).then_some(ratio.min(most))
}

impl Speedup {
    /// The curve of the medians of repeated times by number of workers, in any order.
    ///
    /// `None` without a time above zero for one worker: a speedup is against one. Numbers of
    /// workers without a time above zero are left out.
    #[must_use]
    pub fn of(samples: &[(usize, Vec<Duration>)]) -> Option<Self> {
        let bounds = |times: &[Duration]| Some([*times.iter().min()?, *times.iter().max()?]);
        let mut medians: Vec<(usize, Duration, [Duration; 2])> = samples
            .iter()
            .filter(|(workers, _)| *workers > 0)
            .filter_map(|(workers, times)| Some((*workers, median(times)?, bounds(times)?)))
            .filter(|(_, time, _)| !time.is_zero())
            .collect();
        medians.sort_unstable();
        medians.dedup_by_key(|(workers, _, _)| *workers);
        let (first, alone, _) = *medians.first()?;
        if first != 1 {
            return None;
        }
        let point = |(workers, time, [fastest, slowest]): (usize, Duration, [Duration; 2])| {
            let speedup = alone.as_nanos() as f64 / time.as_nanos() as f64;
            SpeedupPoint {
                workers,
                time,
                fastest,
                slowest,
                speedup,
                efficiency: speedup / workers as f64,
            }
        };
        Some(Speedup {
            points: medians.into_iter().map(point).collect(),
        })
    }

    /// The points, by number of workers; the first is one worker.
    #[must_use]
    pub fn points(&self) -> &[SpeedupPoint] {
        &self.points
    }

    /// The fewest workers that are as good as the shortest time: within 2 % of it, or within a tenth and once as quick
    /// when measured again, so that luck does not make more workers the best.
    #[must_use]
    pub fn best(&self) -> SpeedupPoint {
        let shortest = self.points.iter().map(|point| point.time).min();
        let shortest = shortest.unwrap_or_default();
        let as_good = |point: &&SpeedupPoint| {
            let was_as_quick = point.fastest <= shortest && point.time <= shortest.mul_f64(NEARLY);
            was_as_quick || point.time <= shortest.mul_f64(ALIKE)
        };
        *self.points.iter().find(as_good).unwrap_or(&self.points[0])
    }

    /// The fewest workers above the best that are slower than it, each time and by more than 2 %.
    #[must_use]
    pub fn slower(&self) -> Option<SpeedupPoint> {
        let best = self.best();
        let close = best.time.mul_f64(ALIKE);
        let mut beyond = self.points.iter().copied();
        beyond.find(|point| point.workers == best.workers)?;
        beyond.find(|point| point.fastest > close)
    }

    /// Amdahl's law fitted to the measured curve up to `cores` workers: the least squares of
    /// `time(n) / time(1) = serial + (1 - serial) / n`. Beyond the cores the law says nothing, for
    /// there workers share them. `None` where it is no measurement: with fewer than four numbers of
    /// workers, where one of them lies further than a tenth from the fitted curve, or where the
    /// share is not told from none by twice its error.
    ///
    /// Gene M. Amdahl, "Validity of the single processor approach to achieving large scale
    /// computing capabilities", 1967.
    #[must_use]
    pub fn amdahl_fit(&self, cores: usize) -> Option<Fit> {
        let measured = || self.points.iter().filter(|point| point.workers <= cores);
        let numbers = measured().count();
        if numbers < LEAST_NUMBERS {
            return None;
        }
        // Written as y = serial * x.
        let line = |point: &SpeedupPoint| {
            let parallel = 1.0 / point.workers as f64;
            (1.0 - parallel, 1.0 / point.speedup - parallel)
        };
        let beyond_first = || measured().skip(1).map(line);
        let xx: f64 = beyond_first().map(|(x, _)| x * x).sum();
        let share = beyond_first().map(|(x, y)| x * y).sum::<f64>() / xx;
        let squares: f64 = beyond_first().map(|(x, y)| (y - share * x).powi(2)).sum();
        // One number is used up by the share, and the point of one worker lies on every curve.
        let error = (squares / (numbers - 2) as f64 / xx).sqrt();
        let lies_on_it = |point: &SpeedupPoint| {
            let fitted = Self::amdahl(share, point.workers);
            (point.speedup / fitted - 1.0).abs() <= TOLERANCE
        };
        let is_sound = share > 2.0 * error && (LEAST_SHARE..=1.0).contains(&share);
        (is_sound && measured().all(lies_on_it)).then_some(Fit {
            share,
            error,
            numbers,
        })
    }

    /// The speedup that Amdahl's law gives `workers` workers with a serial share.
    #[must_use]
    pub fn amdahl(serial_share: f64, workers: usize) -> f64 {
        1.0 / (serial_share + (1.0 - serial_share) / workers.max(1) as f64)
    }
}

/// The median, the lower of the two middle ones of an even number; `None` of none.
#[must_use]
pub fn median(times: &[Duration]) -> Option<Duration> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    super::percentile(&sorted, 50)
}
