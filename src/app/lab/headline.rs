//! The sentence at the top of the lab: what will be, what is, what was measured.

use std::time::Duration;

use super::facts::JobsFacts;
use crate::app::headline::{named, told_time};
use crate::app::state::Stage;
use crate::config::{Experiment, Lang, Where};
use crate::lab::shared;
use crate::lab::transfer::{ChunkRow, Quantity, Row, compared, verdict};
use crate::lab::{Engine, EnginePoint, Point, RunKind};
use crate::record::Record;
use crate::stats::{Speedup, median, times_of};
use crate::tell::plain;
use crate::tell::words;
use crate::tell::words::lab::{Asked, EngineFacts, SweepFacts};

/// What there is to tell of a run, by experiment.
#[derive(Clone, Copy)]
pub enum Told<'a> {
    /// Nothing yet.
    Nothing,
    /// One run of jobs, and what the same jobs took on one thread, if that was measured before.
    Jobs(RunKind, &'a Record, Option<(RunKind, Duration)>),
    /// A sweep.
    Sweep(&'a [Point]),
    /// A comparison of engines.
    Engines(&'a [EnginePoint]),
    /// Passing data.
    Passing(&'a [Row]),
    /// Shared memory.
    Shared(&'a [shared::Row]),
}

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Far {
    /// Jobs, futures or runs of which something came: what was cancelled is not done.
    pub done: usize,
    /// Those of `done` that failed.
    pub failed: usize,
    /// Those that were cancelled.
    pub gone: usize,
    /// All of them.
    pub total: usize,
    /// Time since the start.
    pub elapsed: Duration,
    /// The moment that one looks at, if it is not the newest.
    pub moment: Option<Duration>,
    /// Whether the person asked to cancel.
    pub cancelled: bool,
}

/// The sentence for now.
#[must_use]
pub fn headline(lang: Lang, stage: Stage, asked: &Asked<'_>, told: Told<'_>, far: Far) -> String {
    let words = words::lab::of(lang);
    let sentence = match (stage, told) {
        (Stage::Ready, _) => (words.ready)(asked),
        (Stage::Asked, _) => (words.running)(asked),
        (Stage::Running, _) => match told_time(far.moment, far.elapsed) {
            Some(now) => (words.so_far)(asked, far.done, far.total, now),
            None => (words.running)(asked),
        },
        (Stage::Over, _) if far.cancelled && far.done < far.total => {
            (words.cancelled)(far.done, far.total)
        }
        (Stage::Over, told) => over(lang, asked, told).unwrap_or_else(|| (words.ready)(asked)),
    };
    named(asked.config, sentence)
}

fn over(lang: Lang, asked: &Asked<'_>, told: Told<'_>) -> Option<String> {
    let words = words::lab::of(lang);
    match told {
        Told::Nothing => None,
        Told::Jobs(kind, record, baseline) => {
            let facts = JobsFacts {
                baseline,
                ..JobsFacts::of(asked.kernel(), kind, record, asked.cores)
            };
            Some((words.jobs_done)(&facts))
        }
        Told::Sweep(points) => Some((words.swept)(&sweep(points, asked.cores)?)),
        Told::Engines(points) => Some((words.engines_compared)(&engines(points)?)),
        Told::Shared(rows) => (words.shared.done)(rows),
        Told::Passing(rows) => {
            verdict(rows, Quantity::Held).map(|verdict| (words.passing.verdict)(&verdict))
        }
    }
}

/// The curve of a sweep.
#[must_use]
pub fn curve(points: &[Point]) -> Option<Speedup> {
    let samples = points
        .iter()
        .map(|point| (point.workers, point.elapsed.clone()));
    Speedup::of(&samples.collect::<Vec<_>>())
}

fn sweep(points: &[Point], cores: usize) -> Option<SweepFacts> {
    let curve = curve(points)?;
    let best = curve.best();
    Some(SweepFacts {
        best: best.workers,
        times: best.times(),
        slower: curve.slower().map(|point| point.workers),
        cores,
    })
}

/// Median time of an engine with so many workers, in seconds.
#[must_use]
pub fn engine_time(points: &[EnginePoint], engine: Engine, workers: usize) -> Option<f64> {
    let is_this = |point: &&EnginePoint| (point.engine, point.workers) == (engine, workers);
    let time = median(&points.iter().find(is_this)?.elapsed)?.as_secs_f64();
    (time > 0.0).then_some(time)
}

/// The ratios of a comparison of engines; `None` before there is something to compare.
#[must_use]
pub fn engines(points: &[EnginePoint]) -> Option<EngineFacts> {
    let alone = |engine| engine_time(points, engine, 1);
    let base = alone(Engine::JavaScript)?;
    let others = [Engine::Wasm, Engine::WasmSimd].into_iter();
    let (engine, fastest) = others
        .filter_map(|engine| Some((engine, alone(engine)?)))
        .min_by(|(_, one), (_, other)| one.total_cmp(other))?;
    let workers = points.iter().map(|point| point.workers).max()?;
    let with = |engine| engine_time(points, engine, workers).filter(|_| workers > 1);
    Some(EngineFacts {
        engine: engine.name(),
        by_engine: base / fastest,
        workers,
        by_workers: with(Engine::JavaScript).and_then(|time| times_of(base / time, workers)),
        by_both: with(engine).map(|time| base / time),
    })
}

/// What each way of sharing memory left there, in sentences.
#[must_use]
pub fn ways_found(record: &Record, lang: Lang) -> Vec<String> {
    let words = &words::lab::of(lang).shared;
    let rows = shared::rows(record);
    rows.iter().map(|row| (words.finding)(row)).collect()
}

/// The same as the findings of a file are written: in English, without a full stop.
#[must_use]
pub fn ways_told(record: &Record) -> Vec<String> {
    let mut told = ways_found(record, Lang::En);
    for sentence in &mut told {
        sentence.truncate(sentence.trim_end_matches('.').len());
    }
    told
}

/// What passing data cost, beyond the sentence at the top: the whole time, the largest size, and
/// small jobs.
#[must_use]
pub fn passing_findings(lang: Lang, rows: &[Row], chunks: &[ChunkRow]) -> Vec<String> {
    let words = &words::lab::of(lang).passing;
    // Nothing stands out in a list.
    let whole = verdict(rows, Quantity::Whole).map(|verdict| plain(&(words.verdict)(&verdict)));
    // Where it is the size whose figures the sentence at the top has, once is enough.
    let told = verdict(rows, Quantity::Held).map(|verdict| verdict.at);
    let largest = compared(rows, Quantity::Held).pop();
    let largest = largest
        .filter(|size| Some(*size) != told)
        .map(|size| (words.held_at)(&size));
    let alone = chunks.iter().find(|row| row.chunk == 1);
    let best = chunks.iter().min_by_key(|row| row.per_job);
    let small = alone.zip(best).filter(|(_, best)| best.chunk > 1);
    let small =
        small.map(|(alone, best)| (words.chunks_pay)(alone.per_job, best.chunk, best.per_job));
    [whole, largest, small].into_iter().flatten().collect()
}

/// Whether the experiment has a clock that shows whether the page stands still.
#[must_use]
pub fn shows_clock(experiment: Experiment, place: Where) -> bool {
    match experiment {
        Experiment::Both => true,
        Experiment::Workers => !matches!(place, Where::Sweep | Where::Engines),
        _ => false,
    }
}
