//! `cargo xtask conformance`: how the library stands to each case of CPython's
//! `concurrent.futures`. For every case the table says which test shows it, how that ended, and
//! which deviation is documented.

mod cases;
mod results;

use std::collections::BTreeMap;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::Arg;

use crate::paths;
use cases::{Case, Owner, Sources};
use results::{Outcome, Results};

/// How a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Passed,
    /// No test, but the reason is documented.
    Deviation,
    /// Of the worker pool, and not tested yet.
    Open,
    /// There is a test, and it was not asked to run.
    NotRun,
    Missing,
    Failed,
}

impl Standing {
    const ALL: [(Standing, &str); 6] = [
        (Standing::Passed, "passed"),
        (Standing::Deviation, "deviations"),
        (Standing::Open, "open"),
        (Standing::NotRun, "not run"),
        (Standing::Missing, "missing"),
        (Standing::Failed, "failed"),
    ];

    fn name(self) -> &'static str {
        match self {
            Standing::Deviation => "deviation",
            other => Self::ALL[other as usize].1,
        }
    }
}

/// `cargo xtask conformance [--native]`.
pub fn command(mut args: lexopt::Parser) -> Result<ExitCode> {
    let mut browser = true;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("native") => browser = false,
            other => return Err(other.unexpected().into()),
        }
    }
    let sources = Sources::read(&paths::library())?;
    let unknown = sources.unknown();
    if !unknown.is_empty() {
        bail!("no such case: {}", unknown.join(", "));
    }
    let results = Results::of(&sources, browser)?;
    let counts = report(&sources, &results);
    let count = |standing| counts.get(&standing).copied().unwrap_or(0);
    // What was asked to run and did not has failed.
    let not_run = if browser { count(Standing::NotRun) } else { 0 };
    let bad = count(Standing::Missing) + count(Standing::Failed) + not_run;
    Ok(if bad == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints the table, and as the last line the counts.
fn report(sources: &Sources, results: &Results) -> BTreeMap<Standing, usize> {
    let mut counts: BTreeMap<Standing, usize> = BTreeMap::new();
    println!("\n{:<8}{:<11}{:<11}test", "case", "result", "deviation");
    for case in &sources.cases {
        let tests: Vec<&str> = sources.tests_of(case).collect();
        let deviates = sources.deviations.contains(&case.id);
        let standing = standing(case, &tests, deviates, results);
        *counts.entry(standing).or_default() += 1;
        let deviation = if deviates { "documented" } else { "" };
        let first = tests.first().copied();
        let text = first.map_or_else(|| format!("({})", case.title), str::to_owned);
        println!("{:<8}{:<11}{deviation:<11}{text}", case.id, standing.name());
        for test in tests.iter().skip(1) {
            println!("{:<30}{test}", "");
        }
    }
    let kinds = sources.counts_by_kind();
    let standings = Standing::ALL
        .map(|(standing, name)| format!("{} {name}", counts.get(&standing).copied().unwrap_or(0)));
    println!("\n{kinds} cases: {}", standings.join(", "));
    counts
}

fn standing(case: &Case, tests: &[&str], deviates: bool, results: &Results) -> Standing {
    let outcomes: Vec<Outcome> = tests.iter().map(|test| results.of_test(test)).collect();
    if outcomes.contains(&Outcome::Failed) {
        Standing::Failed
    } else if outcomes.contains(&Outcome::NotRun) {
        Standing::NotRun
    } else if !outcomes.is_empty() {
        Standing::Passed
    } else if deviates {
        Standing::Deviation
    } else if case.owner == Owner::Pool {
        Standing::Open
    } else {
        Standing::Missing
    }
}
