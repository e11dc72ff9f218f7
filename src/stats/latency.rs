//! How long tasks ran, failures kept apart from successes.

use std::time::Duration;

use super::in_time::shortest_first;
use crate::record::{Doing, Outcome, Record};
use crate::runtime::micros;

/// How long what was asked for took, sorted, the shortest first: of a request from its sending to
/// the end of its answer, of a job its computing, where that was measured; else from start to end.
/// Each attempt of a request counts for itself. What was cancelled, and what never started, has no
/// time: how long it would have taken is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Latencies {
    /// Those that succeeded.
    pub ok: Vec<Duration>,
    /// Those that did not, timeouts and attempts that were repeated included.
    pub failed: Vec<Duration>,
    /// How long the browser held back each request that was measured, before it sent it.
    pub held: Vec<Duration>,
    /// Requests among `ok` and `failed` that were not measured: their times may contain time during
    /// which the browser held them back.
    pub hidden: usize,
}

/// The percentiles that are shown, by nearest rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantiles {
    /// The median.
    pub p50: Duration,
    /// 90 of 100 are not longer.
    pub p90: Duration,
    /// 95 of 100 are not longer.
    pub p95: Duration,
    /// 99 of 100 are not longer.
    pub p99: Duration,
}

impl Latencies {
    /// The latencies of a record so far.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let mut latencies = Latencies::default();
        for lane in record.lanes() {
            let mut held = Duration::ZERO;
            lane.each_span(&mut |span| match (span.doing, span.outcome) {
                (Doing::Held, _) => held = span.time(span.from),
                (Doing::Running, Some(outcome)) if outcome != Outcome::Cancelled => {
                    let list = match outcome {
                        Outcome::Ok => &mut latencies.ok,
                        _ => &mut latencies.failed,
                    };
                    list.push(span.time(span.from));
                    let held = std::mem::take(&mut held);
                    match (lane.is_fetch(), span.measured) {
                        (true, true) => latencies.held.push(held),
                        // Of what was not answered no header would tell.
                        (true, false) if was_answered(outcome) => latencies.hidden += 1,
                        _ => {}
                    }
                }
                _ => {}
            });
        }
        shortest_first(&mut latencies.ok);
        shortest_first(&mut latencies.failed);
        shortest_first(&mut latencies.held);
        latencies
    }
}

fn was_answered(outcome: Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Ok | Outcome::NotFound | Outcome::HttpError
    )
}

impl Quantiles {
    /// The percentiles of sorted times; `None` of none.
    #[must_use]
    pub fn of(sorted: &[Duration]) -> Option<Self> {
        Some(Quantiles {
            p50: percentile(sorted, 50)?,
            p90: percentile(sorted, 90)?,
            p95: percentile(sorted, 95)?,
            p99: percentile(sorted, 99)?,
        })
    }
}

/// The smallest of the sorted values that at least `percent` of 100 values do not exceed: the
/// nearest-rank method, which always answers with a value that was measured. `None` of none.
#[must_use]
pub fn percentile(sorted: &[Duration], percent: u8) -> Option<Duration> {
    // In 64 bits: the product may not fit the browser's `usize`.
    let rank = (sorted.len() as u64 * u64::from(percent.min(100))).div_ceil(100);
    sorted.get((rank as usize).saturating_sub(1)).copied()
}

/// Latencies by equal steps of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// Where the first bin begins: a multiple of `width`.
    pub from: Duration,
    /// Width of a bin: 1, 2 or 5 times a power of ten, in milliseconds or parts of one.
    pub width: Duration,
    /// The bins, each from `from + index * width` up to, but not including, where the next begins.
    pub bins: Vec<Bin>,
}

/// The latencies that fall into one bin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// Successes.
    pub ok: usize,
    /// Failures.
    pub failed: usize,
}

impl Histogram {
    /// A histogram of at most `max_bins` bins (at least 2); `None` if there is nothing to show.
    #[must_use]
    pub fn of(latencies: &Latencies, max_bins: usize) -> Option<Self> {
        let all = || latencies.ok.iter().chain(&latencies.failed);
        let (min, max) = (micros(*all().min()?), micros(*all().max()?));
        let max_bins = max_bins.max(2) as u64;
        let bins_of = |width: u64| max / width - min / width + 1;
        // Powers of ten in microseconds; 10^13 is four months.
        let width = (0..=13)
            .flat_map(|power| [1, 2, 5].map(|factor| factor * 10_u64.pow(power)))
            .find(|width| bins_of(*width) <= max_bins)
            .unwrap_or(max.saturating_add(1));
        let first = min / width;
        let mut bins = vec![Bin::default(); bins_of(width) as usize];
        let index = |latency: &Duration| (micros(*latency) / width - first) as usize;
        for latency in &latencies.ok {
            bins[index(latency)].ok += 1;
        }
        for latency in &latencies.failed {
            bins[index(latency)].failed += 1;
        }
        Some(Histogram {
            from: Duration::from_micros(first * width),
            width: Duration::from_micros(width),
            bins,
        })
    }
}
