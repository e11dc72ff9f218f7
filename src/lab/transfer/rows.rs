//! What was measured, from the steps and the record.

use std::collections::BTreeMap;
use std::time::Duration;

use super::steps::{Mode, SMALL_JOBS, Step};
use crate::record::{Lane, Outcome, Record};
use crate::stats::median;

/// Medians for one size by one way. On the main thread only `compute` is more than nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Length of the buffer.
    pub bytes: u64,
    /// The way it took.
    pub mode: Mode,
    /// From the page to the worker.
    pub send: Duration,
    /// In the worker, before it began.
    pub queue: Duration,
    /// At work on the bytes.
    pub compute: Duration,
    /// Back to the page.
    pub back: Duration,
}

impl Row {
    /// All four together.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.passing() + self.compute
    }

    /// What passing the data costs: everything but the work itself.
    #[must_use]
    pub fn passing(&self) -> Duration {
        self.send + self.queue + self.back
    }
}

/// The rows of all sizes and ways that have been measured, by size, then by way.
#[must_use]
pub fn rows(steps: &[Step], record: &Record) -> Vec<Row> {
    let mut samples: BTreeMap<(u64, Mode), [Vec<Duration>; 4]> = BTreeMap::new();
    for (step, lane) in measured(steps, record) {
        let Step::Pass { bytes, mode } = *step else {
            continue;
        };
        let times = samples.entry((bytes, mode)).or_default();
        for (times, name) in times.iter_mut().zip(["send", "queue", "compute", "return"]) {
            times.push(phase(lane, name));
        }
    }
    let of = |times: &[Duration]| median(times).unwrap_or_default();
    samples
        .into_iter()
        .map(|((bytes, mode), [send, queue, compute, back])| Row {
            bytes,
            mode,
            send: of(&send),
            queue: of(&queue),
            compute: of(&compute),
            back: of(&back),
        })
        .collect()
}

/// What one small job costs when so many are sent as one.
#[derive(Clone, Debug, PartialEq)]
pub struct ChunkRow {
    /// Small jobs sent as one.
    pub chunk: usize,
    /// Median over the rounds of the whole time, divided by the number of small jobs.
    pub per_job: Duration,
}

/// The rows of all chunk sizes of which every round so far is complete, by size.
#[must_use]
pub fn chunk_rows(steps: &[Step], record: &Record) -> Vec<ChunkRow> {
    let mut rounds: BTreeMap<(usize, usize), (usize, Duration, Duration)> = BTreeMap::new();
    for (step, lane) in measured(steps, record) {
        let Step::Chunk { jobs, of, round } = *step else {
            continue;
        };
        let end = lane.finished.unwrap_or_default();
        let entry = rounds
            .entry((of, round))
            .or_insert((0, lane.submitted, end));
        entry.0 += jobs;
        entry.1 = entry.1.min(lane.submitted);
        entry.2 = entry.2.max(end);
    }
    let mut times: BTreeMap<usize, Vec<Duration>> = BTreeMap::new();
    for ((of, _), (jobs, begin, end)) in rounds {
        if jobs == SMALL_JOBS {
            times
                .entry(of)
                .or_default()
                .push((end - begin) / SMALL_JOBS as u32);
        }
    }
    times
        .into_iter()
        .filter_map(|(chunk, times)| median(&times).map(|per_job| ChunkRow { chunk, per_job }))
        .collect()
}

/// Where passing a buffer begins to pay, for work that takes as long per byte as the one measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakEven {
    /// From this size on, by this way, passing costs less time than the work the main thread is
    /// relieved of.
    From {
        /// The smallest such size.
        bytes: u64,
        /// The way.
        mode: Mode,
    },
    /// At no measured size.
    Never,
}

/// The smallest size from which on the main thread saves more time than the passing takes, by
/// whichever way is so first.
#[must_use]
pub fn break_even(rows: &[Row]) -> BreakEven {
    let pays = |bytes: u64, mode: Mode| {
        let row = |mode| {
            rows.iter()
                .find(|row| row.bytes == bytes && row.mode == mode)
        };
        match (row(mode), row(Mode::Main)) {
            (Some(passed), Some(main)) => passed.passing() < main.compute,
            _ => false,
        }
    };
    let mut sizes: Vec<u64> = rows.iter().map(|row| row.bytes).collect();
    sizes.dedup();
    let first = |mode| {
        // From the largest size down, as far as it pays without a gap.
        sizes
            .iter()
            .rev()
            .take_while(|bytes| pays(**bytes, mode))
            .last()
            .copied()
    };
    let candidates = [Mode::Transfer, Mode::Clone].map(|mode| Some((first(mode)?, mode)));
    match candidates
        .into_iter()
        .flatten()
        .min_by_key(|(bytes, _)| *bytes)
    {
        Some((bytes, mode)) => BreakEven::From { bytes, mode },
        None => BreakEven::Never,
    }
}

fn measured<'a>(
    steps: &'a [Step],
    record: &'a Record,
) -> impl Iterator<Item = (&'a Step, &'a Lane)> {
    steps
        .iter()
        .zip(record.lanes())
        .filter(|(_, lane)| lane.outcome() == Some(Outcome::Ok))
}

fn phase(lane: &Lane, name: &str) -> Duration {
    let phases = lane.settled.iter().flat_map(|settled| &settled.phases);
    phases
        .filter(|phase| &*phase.name == name)
        .map(|phase| phase.to.saturating_sub(phase.from))
        .sum()
}
