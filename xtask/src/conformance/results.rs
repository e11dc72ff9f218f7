//! Runs the tests of the cases, natively and in a browser, and remembers how each ended.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::cases::Sources;
use crate::paths::LIBRARY;
use crate::process::{self, cargo};
use crate::test::web;

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It passed.
    Passed,
    /// It failed.
    Failed,
    /// It was not run.
    NotRun,
}

/// How the tests ended, by their names without modules.
#[derive(Default)]
pub struct Results(BTreeMap<String, bool>);

impl Results {
    /// Runs the programs that hold tests of cases; those of the browser only if asked for.
    pub fn of(sources: &Sources, browser: bool) -> Result<Self> {
        let programs = |needs_browser: bool| {
            let programs = sources.programs.iter();
            let these = programs.filter(move |(_, browser)| **browser == needs_browser);
            these.map(|(name, _)| name.as_str())
        };
        let mut results = Self::default();
        let mut native = cargo(["test", "--locked", "--package", LIBRARY]);
        native.arg("--no-fail-fast");
        results.run(native.args(programs(false).flat_map(|name| ["--test", name])))?;
        // One by one: wasm-pack has no way to go on after one that fails.
        for program in programs(true).filter(|_| browser) {
            let (mut tests, _relay) = web::chromium(program)?;
            results.run(&mut tests)?;
        }
        Ok(results)
    }

    /// How this test ended.
    pub fn of_test(&self, name: &str) -> Outcome {
        match self.0.get(name) {
            Some(true) => Outcome::Passed,
            Some(false) => Outcome::Failed,
            None => Outcome::NotRun,
        }
    }

    /// Runs one command and reads what it says of each test.
    fn run(&mut self, command: &mut Command) -> Result<()> {
        let line = process::line(command);
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start `{line}`"))?;
        let before = self.0.len();
        if let Some(stdout) = child.stdout.take() {
            for text in BufReader::new(stdout).split(b'\n') {
                let text = String::from_utf8_lossy(&text?).into_owned();
                match result(&text) {
                    // The table tells of it.
                    Some((name, passed)) => drop(self.0.insert(name, passed)),
                    None => println!("{text}"),
                }
            }
        }
        let status = child.wait()?;
        if !status.success() && self.0.len() == before {
            bail!("`{line}` failed ({status})");
        }
        Ok(())
    }
}

/// Name and outcome in a line of a test program: `test module::name ... ok`.
fn result(line: &str) -> Option<(String, bool)> {
    let (path, outcome) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let passed = match outcome.trim() {
        "ok" => true,
        outcome if outcome.starts_with("FAIL") => false,
        _ => return None,
    };
    let name = path.rsplit("::").next().unwrap_or(path);
    Some((name.to_owned(), passed))
}

#[cfg(test)]
mod tests {
    use super::result;

    #[test]
    fn the_lines_of_test_programs_are_read() {
        let passed = Some(("cf_001_a".to_owned(), true));
        assert_eq!(result("test future::cf_001_a ... ok"), passed);
        let failed = Some(("cf_002_b".to_owned(), false));
        assert_eq!(result("test cf_002_b ... FAILED"), failed);
        assert_eq!(result("test cf_003_c ... ignored"), None);
        assert_eq!(result("test result: ok. 3 passed; 0 failed"), None);
    }
}
