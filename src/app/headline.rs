//! The sentence at the top: what will be, what is, what was. Spoken by screen readers, so while a
//! run goes it changes at most every five seconds; it says when it was true.

use std::time::Duration;

use super::state::{AppState, Stage};
use crate::config::{Lang, RunConfig, Server, Strategy};
use crate::record::{Outcome, Record};
use crate::stats::{Waiting, elapsed};
use crate::tell::report_with_rest;
use crate::tell::words;
use crate::tell::words::page::RunFacts;

/// The least time between two sentences while a run goes.
pub const EVERY: Duration = Duration::from_secs(5);

/// The time since the start that the sentence of a run that goes names: at a `moment` that one looks at, that; else whole
/// seconds, and nothing before the first of these sentences is due.
#[must_use]
pub fn told_time(moment: Option<Duration>, clock: Duration) -> Option<Duration> {
    moment.or_else(|| (clock >= EVERY).then(|| Duration::from_secs(clock.as_secs())))
}

/// The moment at which a run is told of.
#[derive(Clone, Copy)]
pub struct At {
    /// Where the run stood.
    pub stage: Stage,
    /// The time to be told, [`told_time`].
    pub time: Option<Duration>,
    /// Whether one went to that moment: then all that is told is of it.
    pub is_looked_at: bool,
    /// How many futures a run has in the end.
    pub total: usize,
}

/// The sentence for a moment.
#[must_use]
pub fn headline(state: &AppState, at: At, runs: &[(Strategy, &Record)]) -> String {
    let words = words::page::of(state.lang);
    let config = state.on_show();
    let named = |sentence| named(&config, sentence);
    match (at.stage, runs) {
        (Stage::Ready, _) => named((words.ready)(config.labels().len(), config.max_workers)),
        // What answers may have to be got ready first.
        (Stage::Asked, _) | (Stage::Running, []) => {
            named((words.starting)(config.labels().len(), config.max_workers))
        }
        (Stage::Running, runs) if config.strategy == Strategy::Compare && at.is_looked_at => {
            let came =
                |(strategy, record): &(Strategy, &Record)| (*strategy, record.delivered().len());
            let came: Vec<_> = runs.iter().map(came).collect();
            (words.compared_so_far)(&came, at.total, at.time.unwrap_or_default())
        }
        // True for all three: it need not change, and be spoken, with each.
        (Stage::Running, _) if config.strategy == Strategy::Compare => {
            named((words.comparing)(config.labels().len(), config.max_workers))
        }
        (Stage::Running, [.., (strategy, record)]) => {
            if let Some(time) = at.time {
                return named((words.so_far)(record.delivered().len(), at.total, time));
            }
            named((words.running)(
                config.labels().len(),
                config.max_workers,
                *strategy,
            ))
        }
        (Stage::Over, [(strategy, record)]) => {
            let sentence = named(report_with_rest(record, state.lang));
            let order = match strategy {
                Strategy::AsCompleted => first_home(state, record),
                _ => held(state, record),
            };
            sentence + words.between + &order
        }
        (Stage::Over, runs) => comparison(state, runs),
    }
}

/// The sentence in the words for what is asked: flags, or addresses of one's own. Not for one with a label
/// in it, which may have these words itself.
#[must_use]
pub fn named(config: &RunConfig, sentence: String) -> String {
    match config.server {
        Some(Server::List(_)) => Lang::ALL.iter().fold(sentence, |sentence, lang| {
            let instead = words::page::of(*lang).of_addresses.iter();
            instead.fold(sentence, |sentence, one| {
                sentence.replace(one.flags, one.addresses)
            })
        }),
        _ => sentence,
    }
}

/// Who overtook all that were submitted before it; empty if the first submitted was the first, or
/// nobody came: what failed is not here.
fn first_home(state: &AppState, record: &Record) -> String {
    let delivered = record.delivered().iter();
    let mut came = delivered.filter_map(|id| record.lanes().get(*id));
    let first = came.find(|lane| lane.outcome() == Some(Outcome::Ok));
    match first.map(|lane| (lane, lane.delivered)) {
        Some((lane, Some(delivered))) if lane.id > 0 => {
            (words::page::of(state.lang).first_home)(&lane.label, delivered, lane.id + 1)
        }
        _ => String::new(),
    }
}

/// What the order of submission cost; empty where it cost nothing.
fn held(state: &AppState, record: &Record) -> String {
    let waiting = Waiting::of(record);
    waiting.worst.map_or_else(String::new, |worst| {
        (words::page::of(state.lang).held)(
            waiting.results,
            &worst.label,
            worst.results,
            worst.longest,
        )
    })
}

fn comparison(state: &AppState, runs: &[(Strategy, &Record)]) -> String {
    let words = words::page::of(state.lang);
    let is_told = |(_, record): &(Strategy, &Record)| {
        record.count(Outcome::Cancelled) == 0 && record.count(Outcome::Ok) > 0
    };
    if runs.len() != 3 || !runs.iter().all(is_told) {
        // Cut short, or where nothing came, there is nothing to compare: the last run speaks for itself.
        let last = runs
            .last()
            .map(|(_, record)| named(&state.on_show(), report_with_rest(record, state.lang)));
        return last.unwrap_or_default();
    }
    let facts: Vec<RunFacts> = (runs.iter())
        .map(|(strategy, record)| RunFacts {
            strategy: *strategy,
            ok: record.count(Outcome::Ok),
            elapsed: elapsed(record),
        })
        .collect();
    let map = runs.iter().find(|(strategy, _)| *strategy == Strategy::Map);
    let held = map.map_or_else(String::new, |(_, record)| held(state, record));
    named(&state.on_show(), (words.compared)(&facts)) + words.between + &held
}
