//! What is told of a person's own function: what is wrong with it, and what it threw.

use std::cmp::Reverse;

use crate::config::Lang;
use crate::lab::own::{THREW, Wrong};
use crate::record::{Outcome, Record};
use crate::tell::words;

/// So many different errors are told apart, and so many of them told.
const DIFFERENT: usize = 20;
const TOLD: usize = 2;

/// So many characters of an error are told; the inspector has all.
const LONGEST: usize = 120;

/// What is wrong with a text.
#[must_use]
pub fn wrong_in(lang: Lang, wrong: &Wrong, text: &str) -> String {
    let words = words::own::of(lang);
    if text.trim().is_empty() {
        return words.nothing.to_owned();
    }
    let place = match wrong.place {
        // What closes the text is not its author's.
        Some((line, _)) if line > text.trim_end().lines().count() => words.at_end.to_owned(),
        Some((line, column)) if line > 0 => (words.place)(line, column),
        _ => String::new(),
    };
    (words.wrong)(&wrong.said, &place)
}

/// What the function threw in a run, each once, the most frequent first.
#[must_use]
pub fn thrown(record: &Record, lang: Lang) -> Vec<String> {
    let mut thrown: Vec<(&str, usize)> = Vec::new();
    for lane in record.lanes().iter().filter(|lane| !lane.is_fetch()) {
        let settled = lane.settled.as_ref();
        let failed = settled.filter(|settled| settled.outcome == Outcome::Failed);
        let error = failed.and_then(|settled| settled.error.as_deref());
        let Some(said) = error.and_then(|error| Some(error.split_once(THREW)?.1)) else {
            continue;
        };
        match thrown.iter().position(|(one, _)| *one == said) {
            Some(place) => thrown[place].1 += 1,
            None if thrown.len() < DIFFERENT => thrown.push((said, 1)),
            None => {}
        }
    }
    thrown.sort_by_key(|(_, times)| Reverse(*times));
    let sentence = |(said, times): &(&str, usize)| {
        let mut short: String = said.chars().take(LONGEST).collect();
        if short.len() < said.len() {
            short.push('…');
        }
        let words = words::own::of(lang);
        if short.trim().is_empty() {
            short = words.without_words.to_owned();
        }
        (words.threw)(&short, *times)
    };
    thrown.iter().take(TOLD).map(sentence).collect()
}
