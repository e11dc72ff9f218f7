//! The last line of a run, and of a comparison of runs.

use super::format::hundredths;
use super::words;
use crate::config::{Lang, Strategy};
use crate::record::{FETCH, Outcome, Record};
use crate::stats::{elapsed, first_result};

/// What a run brought, as the book says it: `20 flags downloaded in 0.35 s`. Failures are not
/// counted; of a run that has not ended, what it brought so far.
#[must_use]
pub fn report(record: &Record, lang: Lang) -> String {
    let seconds = hundredths(elapsed(record));
    let brought = brought(record, lang);
    (words::report::of(lang).brought_in)(&brought, &seconds)
}

/// The same as a sentence, with how many were not found, failed or were cancelled, where any were.
#[must_use]
pub fn report_with_rest(record: &Record, lang: Lang) -> String {
    let errors = [
        Outcome::HttpError,
        Outcome::NetworkError,
        Outcome::Timeout,
        Outcome::Failed,
    ];
    let errors = errors.map(|outcome| record.count(outcome)).iter().sum();
    let (missing, cancelled) = (
        record.count(Outcome::NotFound),
        record.count(Outcome::Cancelled),
    );
    report(record, lang) + &(words::page::of(lang).report_tail)(missing, errors, cancelled)
}

fn brought(record: &Record, lang: Lang) -> String {
    let lanes = || record.lanes().iter();
    let is_ok = |outcome| outcome == Some(Outcome::Ok);
    let flags = lanes()
        .filter(|l| is_ok(l.outcome()) && &*l.executor == FETCH)
        .count();
    let jobs = record.count(Outcome::Ok) - flags;
    let has_jobs = lanes().any(|lane| &*lane.executor != FETCH);
    let has_flags = lanes().any(|lane| &*lane.executor == FETCH) || !has_jobs;
    let words = words::report::of(lang);
    let flags = has_flags.then(|| (words.flags)(flags));
    let jobs = has_jobs.then(|| (words.jobs)(jobs));
    let parts: Vec<String> = [flags, jobs].into_iter().flatten().collect();
    parts.join(words.comma)
}

/// What a comparison shows: the report of the fastest run, the times of all, and when each
/// concurrent one had its first result. Empty without runs.
#[must_use]
pub fn headline(runs: &[(Strategy, &Record)], lang: Lang) -> String {
    let Some((_, fastest)) = runs.iter().min_by_key(|(_, record)| elapsed(record)) else {
        return String::new();
    };
    let words = words::report::of(lang);
    let part = |(strategy, record): &(Strategy, &Record)| {
        let (name, all) = (strategy.name(), hundredths(elapsed(record)));
        let first = first_result(record).map(hundredths);
        (words.one_of_several)(name, &all, first.as_deref())
    };
    let parts: Vec<String> = runs.iter().map(part).collect();
    let report = report(fastest, lang);
    format!("{report}{}{}", words.colon, parts.join(words.comma))
}
