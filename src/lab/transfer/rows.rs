//! What was measured, from the steps and the record.

use std::collections::BTreeMap;
use std::time::Duration;

use super::steps::{Mode, SMALL_JOBS, Step, Times};
use crate::record::{Lane, Outcome, Record};
use crate::stats::median;

/// Phases of a measurement in the record, each of all its messages together.
pub(super) const WHOLE: &str = "whole";
pub(super) const SEND: &str = "send";
pub(super) const COMPUTE: &str = "compute";
pub(super) const RETURN: &str = "return";

/// Medians over the rounds for one size by one way, each of one message.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Length of the buffer.
    pub bytes: u64,
    /// The way it took.
    pub mode: Mode,
    /// How long sending holds the page up; nothing where the work is done on the page.
    pub send: Duration,
    /// How long taking the answer holds it up; nothing where the work is done on the page.
    pub back: Duration,
    /// From sending to the answer, with the work. On the page: the work alone.
    pub whole: Duration,
    /// How many messages that was measured with, in all rounds together.
    pub times: Times,
}

impl Row {
    /// How long the page can do nothing else.
    #[must_use]
    pub fn held(&self) -> Duration {
        match self.mode {
            Mode::Main => self.whole,
            Mode::Clone | Mode::Transfer => self.send + self.back,
        }
    }

    /// The rest of the whole: on the way and in the worker, while the page is free.
    #[must_use]
    pub fn elsewhere(&self) -> Duration {
        self.whole.saturating_sub(self.held())
    }
}

/// How many messages, and the times of sending, taking back and the whole by round, each of one.
type Samples = (Times, [Vec<Duration>; 3]);

/// The rows of all sizes and ways that have been measured, by size, then by way.
#[must_use]
pub fn rows(steps: &[Step], record: &Record) -> Vec<Row> {
    let mut samples: BTreeMap<(u64, Mode), Samples> = BTreeMap::new();
    for (step, lane) in measured(steps, record) {
        let Step::Pass {
            bytes, mode, times, ..
        } = *step
        else {
            continue;
        };
        let (all, [send, back, whole]) = samples.entry((bytes, mode)).or_default();
        all.whole += times.whole;
        all.held += times.held;
        match mode {
            Mode::Main => whole.push(phase(lane, COMPUTE) / times.whole),
            Mode::Clone | Mode::Transfer => {
                send.push(phase(lane, SEND) / times.held);
                back.push(phase(lane, RETURN) / times.held);
                whole.push(phase(lane, WHOLE) / times.whole);
            }
        }
    }
    let of = |times: &[Duration]| median(times).unwrap_or_default();
    samples
        .into_iter()
        .map(|((bytes, mode), (times, [send, back, whole]))| Row {
            bytes,
            mode,
            send: of(&send),
            back: of(&back),
            whole: of(&whole),
            times,
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
