//! What is measured, in which order.

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// There and back with the work, one after the other. On the page: the work alone.
    pub whole: u32,
    /// Sent in a row, and taken back in a row.
    pub held: u32,
}

impl Times {
    const MIB: u64 = 1 << 20;

    /// As many as make a time well above the clock's step, and no wait for whoever looks on.
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

/// One future of the run: submitted when those before it are done, except that the chunks of one
/// round are submitted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many bytes by this way, [`Times::of`] both.
    Pass {
        /// Length of the buffer.
        bytes: u64,
        /// The way.
        mode: Mode,
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

/// Everything that is measured: each size by each way, in rounds shuffled by `seed`, so that it is not
/// always the same size that comes after the largest, whose memory is then being freed; then each size
/// of chunk.
#[must_use]
pub fn steps(config: &TransferConfig, seed: u64) -> Vec<Step> {
    let pairs: Vec<Step> = config
        .sizes
        .steps()
        .flat_map(|bytes| Mode::ALL.map(|mode| Step::Pass { bytes, mode }))
        .collect();
    let mut steps = shuffled_rounds(&pairs, ROUNDS, seed);
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
