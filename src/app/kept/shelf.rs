//! What is kept, how much of it, and how it is written.

use std::time::Duration;

use crate::config::RunConfig;
use crate::record::Record;
use crate::runtime::micros;
use crate::stats::elapsed;

/// More runs are not kept.
pub const MOST: usize = 12;
/// More characters than this are not kept, of all runs together. Browsers give a page five million.
const MOST_CHARACTERS: usize = 4_000_000;
/// More than this are not kept of one: it would leave no room for another to stand beside.
pub const LONGEST: usize = 2_000_000;
/// A run of more futures is not even written: that would hold the page up.
pub const MOST_FUTURES: usize = 3_000;

/// What is known of a run that is kept without a look at its export.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// When it came here, in milliseconds since 1970.
    pub at: u64,
    /// What was run: once, or the several runs of one experiment.
    pub runs: Vec<Ran>,
    /// Where it came from, if not from this page: a program, or the name of a file, which may be empty.
    pub whose: Option<String>,
}

/// One run of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran {
    /// How it was done.
    pub config: RunConfig,
    /// How long it took.
    pub took: Duration,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
}

impl Ran {
    /// What is known of a run with this record.
    #[must_use]
    pub fn of(config: RunConfig, record: &Record) -> Self {
        Ran {
            config,
            took: elapsed(record),
            is_cancelled: record.is_cancelled(),
        }
    }
}

/// Behind the time of a run that was cancelled.
const CANCELLED: &str = "-";

impl Kept {
    /// As it is written: a line about it, and its export.
    #[must_use]
    pub fn write(&self, export: &str) -> String {
        // Queries have neither spaces nor number signs.
        let run = |ran: &Ran| {
            let (took, query) = (micros(ran.took), ran.config.to_query());
            let cancelled = if ran.is_cancelled { CANCELLED } else { "" };
            format!(" {took}{cancelled}?{query}")
        };
        let runs: String = self.runs.iter().map(run).collect();
        let whose = self.whose.as_ref().map(|whose| {
            let whose = whose.replace(char::is_control, " ");
            format!(" #{whose}")
        });
        format!("{}{runs}{}\n{export}", self.at, whose.unwrap_or_default())
    }

    /// Reads what was written, and hands the export on; `None` where somebody else wrote it.
    #[must_use]
    pub fn read(text: &str) -> Option<(Self, &str)> {
        let (head, export) = text.split_once('\n')?;
        let (head, whose) = match head.split_once(" #") {
            Some((head, whose)) => (head, Some(whose.to_owned())),
            None => (head, None),
        };
        let mut words = head.split(' ');
        let at = words.next()?.parse().ok()?;
        let run = |word: &str| {
            let (time, query) = word.split_once('?')?;
            let cut = time.strip_suffix(CANCELLED);
            Some(Ran {
                config: RunConfig::from_query(query).0,
                took: Duration::from_micros(cut.unwrap_or(time).parse().ok()?),
                is_cancelled: cut.is_some(),
            })
        };
        let runs: Vec<_> = words.map(run).collect::<Option<_>>()?;
        (!runs.is_empty()).then_some((Kept { at, runs, whose }, export))
    }
}

/// Which runs have to go, so that there is room for one of so many characters: the oldest, of runs that are told by number
/// and length, the oldest first. `None` where there is no room in any case.
#[must_use]
pub fn room_for(length: usize, kept: &[(u64, usize)]) -> Option<Vec<u64>> {
    if length > LONGEST {
        return None;
    }
    let mut left = kept;
    let mut gone = Vec::new();
    while let [(number, _), rest @ ..] = left {
        let characters: usize = left.iter().map(|(_, length)| length).sum();
        if left.len() < MOST && characters + length <= MOST_CHARACTERS {
            break;
        }
        gone.push(*number);
        left = rest;
    }
    Some(gone)
}
