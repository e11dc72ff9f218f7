//! What is measured, in which order.

use serde::{Deserialize, Serialize};

use super::super::shuffle::shuffled_rounds;
use crate::config::TransferConfig;

/// The way bytes take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// None: the work is done on the main thread.
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
