//! Two kept runs of one plan: the page's own, and that of a program in Python. And how an address names two that are kept.

use super::shelf::Kept;
use crate::config::RunConfig;

/// A run: the number of what is kept, and of the run in that.
pub type Choice = (u64, usize);

/// What an address has before the two that it names.
const SIGN: &str = "#kept=";
/// How a program in Python says by what it was run.
const PYTHON: &str = "CPython ";

/// Two runs of one plan, as far as they are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Twins {
    /// The page's own.
    pub own: Option<Choice>,
    /// That of a program in Python.
    pub python: Option<Choice>,
}

impl Twins {
    /// The newest of each, of what is kept, the newest first.
    #[must_use]
    pub fn of(plan: &RunConfig, kept: &[(u64, Kept)]) -> Self {
        let plan = plain(plan);
        let is_python = |kept: &Kept| {
            let whose = kept.whose.as_deref();
            whose.map(|whose| whose.starts_with(PYTHON))
        };
        let newest = |wanted: Option<bool>| {
            let mut fitting = kept.iter().filter(|(_, kept)| is_python(kept) == wanted);
            fitting.find_map(|(number, kept)| {
                let mut runs = kept.runs.iter();
                let run = runs.position(|run| plain(&run.config) == plan)?;
                Some((*number, run))
            })
        };
        Twins {
            own: newest(None),
            python: newest(Some(true)),
        }
    }

    /// Both.
    #[must_use]
    pub fn both(self) -> Option<[Choice; 2]> {
        Some([self.own?, self.python?])
    }
}

/// Without what is no part of a plan.
fn plain(config: &RunConfig) -> RunConfig {
    RunConfig {
        lang: None,
        embed: false,
        autorun: false,
        verbose: false,
        lesson: RunConfig::default().lesson,
        ..config.clone()
    }
}

/// The end of an address that shows two runs beside each other.
#[must_use]
pub fn hash(both: [Choice; 2]) -> String {
    let [a, b] = both.map(|(number, run)| format!("{number}.{run}"));
    format!("{SIGN}{a},{b}")
}

/// What [`hash`] wrote; `None` for anything else.
#[must_use]
pub fn from_hash(hash: &str) -> Option<[Choice; 2]> {
    let (a, b) = hash.strip_prefix(SIGN)?.split_once(',')?;
    let choice = |text: &str| {
        let (number, run) = text.split_once('.')?;
        Some((number.parse().ok()?, run.parse().ok()?))
    };
    Some([choice(a)?, choice(b)?])
}
