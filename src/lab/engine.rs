//! What runs a kernel: JavaScript, Wasm, or Wasm with SIMD.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::shuffle::shuffled_rounds;

/// One of the engines that are compared. All three run the same kernels with the same results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// `www/kernels.js`.
    JavaScript,
    /// `engines/`, built as the page itself is.
    Wasm,
    /// `engines/`, built with 128-bit SIMD.
    WasmSimd,
}

impl Engine {
    /// All of them, the one to compare with first.
    pub const ALL: [Engine; 3] = [Engine::JavaScript, Engine::Wasm, Engine::WasmSimd];

    /// A short name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Engine::JavaScript => "JavaScript",
            Engine::Wasm => "Wasm",
            Engine::WasmSimd => "Wasm + SIMD",
        }
    }
}

/// What was measured of one engine with one number of workers.
#[derive(Clone, Debug, PartialEq)]
pub struct EnginePoint {
    /// The engine.
    pub engine: Engine,
    /// Number of workers.
    pub workers: usize,
    /// Time from the first job submitted to the last result, once per round.
    pub elapsed: Vec<Duration>,
}

/// How often each combination is measured.
const ROUNDS: usize = 3;

/// The combinations in the order in which to measure them: each engine alone and with all
/// workers, in every round, the rounds shuffled by `seed`.
#[must_use]
pub fn engine_order(workers: usize, seed: u64) -> Vec<(Engine, usize)> {
    let counts = if workers > 1 {
        vec![1, workers]
    } else {
        vec![1]
    };
    let all: Vec<_> = Engine::ALL
        .into_iter()
        .flat_map(|engine| counts.iter().map(move |workers| (engine, *workers)))
        .collect();
    shuffled_rounds(&all, ROUNDS, seed)
}

/// Adds one measurement to the points, in the order of the engines and their workers.
pub(super) fn add(
    points: &mut Vec<EnginePoint>,
    engine: Engine,
    workers: usize,
    elapsed: Duration,
) {
    let key = |point: &EnginePoint| (point.engine, point.workers);
    let index = match points.binary_search_by_key(&(engine, workers), key) {
        Ok(index) => index,
        Err(index) => {
            points.insert(
                index,
                EnginePoint {
                    engine,
                    workers,
                    elapsed: Vec::new(),
                },
            );
            index
        }
    };
    points[index].elapsed.push(elapsed);
}
