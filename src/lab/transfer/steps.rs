//! What is measured, in which order.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::super::shuffle::shuffled_rounds;
use crate::config::TransferConfig;

/// The way bytes take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// None: the work is done on the page.
    Main,
    /// Copied there and back (structured clone).
    Clone,
    /// Handed over there and back (transferred).
    Transfer,
}

impl Mode {
    /// All of them.
    pub const ALL: [Mode; 3] = [Mode::Main, Mode::Clone, Mode::Transfer];
}

/// How many messages are measured as one: their time is divided by it. Clocks of browsers tick in
/// 0.1 ms or coarser, and a small message takes a tenth of that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// There and back with the work, one after the other. On the page: the work alone.
    pub whole: u32,
    /// Sent in a row, and taken back in a row.
    pub held: u32,
}

/// How long the messages of one measurement may take, where there are more than a few.
const SLICE: Duration = Duration::from_millis(20);
/// So few are measured however slow the machine is: the clock ticks coarsely.
const FEW: u32 = 16;

impl Times {
    const MIB: u64 = 1 << 20;

    /// As many as make a time well above the clock's step, and no wait for whoever looks on: on a
    /// machine that has nothing else to do.
    #[must_use]
    pub fn of(bytes: u64, mode: Mode) -> Self {
        let fill = |all: u64, most: u64| (all / bytes.max(1)).clamp(1, most) as u32;
        // The work takes about a millisecond per MiB, copying a part of that.
        let (whole, held) = (4 * Self::MIB, 8 * Self::MIB);
        match mode {
            Mode::Main => Times {
                whole: fill(whole, 1 << 16),
                held: 0,
            },
            Mode::Clone => Times {
                whole: fill(whole, 512),
                held: fill(held, 512),
            },
            // Takes no longer the larger it is.
            Mode::Transfer => Times {
                whole: fill(whole, 512),
                held: fill(held, 512).max(128),
            },
        }
    }
}

impl Times {
    /// No more than fit into a slice of time, where one message takes so long now.
    #[must_use]
    pub fn within(self, whole: Duration, held: Duration) -> Self {
        let fit = |times: u32, each: Duration| {
            let most = SLICE.as_nanos() / each.as_nanos().max(1);
            let most = u32::try_from(most).unwrap_or(u32::MAX);
            times.min(most.max(FEW))
        };
        Times {
            whole: fit(self.whole, whole),
            held: fit(self.held, held),
        }
    }
}

/// One future of the run: submitted when those before it are done, except that the chunks of one
/// round are submitted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many bytes by this way.
    Pass {
        /// Length of the buffer.
        bytes: u64,
        /// The way.
        mode: Mode,
        /// How many messages: as planned, and once it is measured as they were.
        times: Times,
        /// Which repetition, from 0.
        round: usize,
    },
    /// So many small jobs sent as one; `of` is the size of a full chunk, `round` counts from 0.
    Chunk {
        /// Small jobs in this one.
        jobs: usize,
        /// Small jobs in a full chunk.
        of: usize,
        /// Which repetition.
        round: usize,
    },
}

impl Step {
    /// Which repetition of the same it is, from 0.
    #[must_use]
    pub fn round(&self) -> usize {
        match self {
            Step::Pass { round, .. } | Step::Chunk { round, .. } => *round,
        }
    }

    /// What its future is called.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Step::Pass {
                bytes, mode, times, ..
            } => {
                let Times { whole, held } = times;
                match mode {
                    Mode::Main => format!("{bytes} B main, {whole} times"),
                    Mode::Clone => format!("{bytes} B clone, {whole} and {held} times"),
                    Mode::Transfer => format!("{bytes} B transfer, {whole} and {held} times"),
                }
            }
            Step::Chunk { jobs, .. } => format!("chunk of {jobs}"),
        }
    }

    /// The steps whose futures were called so, in this order, up to one that is none: for a record that was written elsewhere.
    #[must_use]
    pub fn told<'a>(labels: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        let mut steps: Vec<Step> = Vec::new();
        let mut rounds: BTreeMap<(Option<Mode>, u64), usize> = BTreeMap::new();
        let mut round_of = |mode, of: u64| {
            let next = rounds.entry((mode, of)).or_default();
            *next += 1;
            *next - 1
        };
        // A round of chunks, and how many of its jobs are still to come.
        let (mut chunks, mut left) = ((0, 0), 0);
        for label in labels {
            let read = Self::pass(label).map(|(bytes, mode, times)| Step::Pass {
                bytes,
                mode,
                times,
                round: round_of(Some(mode), bytes),
            });
            let chunk = || {
                let jobs: usize = label.strip_prefix("chunk of ")?.parse().ok()?;
                if left == 0 {
                    (chunks, left) = ((jobs, round_of(None, jobs as u64)), SMALL_JOBS);
                }
                left = left.checked_sub(jobs)?;
                let (of, round) = chunks;
                Some(Step::Chunk { jobs, of, round })
            };
            let Some(step) = read.or_else(chunk) else {
                return steps;
            };
            steps.push(step);
        }
        steps
    }

    fn pass(label: &str) -> Option<(u64, Mode, Times)> {
        let (bytes, rest) = label.split_once(" B ")?;
        let (mode, times) = rest.strip_suffix(" times")?.split_once(", ")?;
        let mode = match mode {
            "main" => Mode::Main,
            "clone" => Mode::Clone,
            "transfer" => Mode::Transfer,
            _ => return None,
        };
        let (whole, held) = times.split_once(" and ").unwrap_or((times, "0"));
        let times = Times {
            whole: whole.parse().ok()?,
            held: held.parse().ok()?,
        };
        Some((bytes.parse().ok()?, mode, times))
    }

    /// Whether both are chunks of one round.
    fn is_with(&self, other: &Step) -> bool {
        match (self, other) {
            (
                Step::Chunk { of, round, .. },
                Step::Chunk {
                    of: of_other,
                    round: round_other,
                    ..
                },
            ) => (of, round) == (of_other, round_other),
            _ => false,
        }
    }
}

/// The steps in the groups that are submitted together, which are one measurement each.
pub fn measurements(steps: &[Step]) -> impl Iterator<Item = &[Step]> {
    steps.chunk_by(Step::is_with)
}

/// How many measurements are over when so many futures, from the first on, have settled.
#[must_use]
pub fn measured(steps: &[Step], settled: usize) -> usize {
    measurements(steps)
        .scan(0, |end, group| {
            *end += group.len();
            (*end <= settled).then_some(())
        })
        .count()
}

/// How many small jobs a round has.
pub const SMALL_JOBS: usize = TransferConfig::MAX_CHUNK;
const ROUNDS: usize = 5;
const CHUNK_ROUNDS: usize = 3;
/// Sizes of chunks that are always measured; the person's own comes with them.
const CHUNKS: [usize; 6] = [1, 4, 16, 64, 256, SMALL_JOBS];

/// How long all sizes by all ways may take before no more rounds of them begin,
const PASSES: Duration = Duration::from_secs(7);
/// and the whole run.
const ALL: Duration = Duration::from_secs(10);

/// Leaves out what a slow machine has no time for, after `measured` steps and so long: what has been
/// measured once already. The first round is measured whatever it takes.
pub fn keep_to_the_time(steps: &mut Vec<Step>, measured: usize, elapsed: Duration) {
    let goes_on = |step: &Step| match step {
        Step::Pass { .. } => elapsed < PASSES,
        Step::Chunk { .. } => elapsed < ALL,
    };
    // A round of chunks that has begun is one measurement.
    let begun = measured
        .checked_sub(1)
        .and_then(|last| steps.get(last))
        .copied();
    let is_under_way = |step: &Step| begun.is_some_and(|begun| begun.is_with(step));
    let mut place = 0;
    steps.retain(|step| {
        place += 1;
        place <= measured || step.round() == 0 || is_under_way(step) || goes_on(step)
    });
}

/// Everything that is measured: each size by each way, in rounds shuffled by `seed`, so that it is not
/// always the same size that comes after the largest, whose memory is then being freed; then each size
/// of chunk.
#[must_use]
pub fn steps(config: &TransferConfig, seed: u64) -> Vec<Step> {
    let pairs: Vec<(u64, Mode)> = config
        .sizes
        .steps()
        .flat_map(|bytes| Mode::ALL.map(|mode| (bytes, mode)))
        .collect();
    let rounds = shuffled_rounds(&pairs, ROUNDS, seed);
    let pass = |(place, (bytes, mode)): (usize, &(u64, Mode))| Step::Pass {
        bytes: *bytes,
        mode: *mode,
        times: Times::of(*bytes, *mode),
        round: place / pairs.len(),
    };
    let mut steps: Vec<Step> = rounds.iter().enumerate().map(pass).collect();
    let mut sizes = CHUNKS.to_vec();
    // A config made by hand may hold anything; the URL and the field take no other.
    sizes.push(config.chunk.clamp(1, SMALL_JOBS));
    sizes.sort_unstable();
    sizes.dedup();
    for round in 0..CHUNK_ROUNDS {
        for of in &sizes {
            let full = SMALL_JOBS / of;
            steps.extend((0..full).map(|_| Step::Chunk {
                jobs: *of,
                of: *of,
                round,
            }));
            let rest = SMALL_JOBS % of;
            if rest > 0 {
                steps.push(Step::Chunk {
                    jobs: rest,
                    of: *of,
                    round,
                });
            }
        }
    }
    steps
}
