//! Runs steps and counts what passed and what failed in them.

use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::process;

/// How many passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    passed: usize,
    /// How many failed.
    pub failed: usize,
}

impl Counts {
    /// So many passed, and none failed.
    pub fn passed(passed: usize) -> Self {
        Counts { passed, failed: 0 }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

struct Step {
    name: String,
    counts: Counts,
    took: Duration,
}

/// A step that cannot be done on this machine.
struct LeftOut {
    name: &'static str,
    why: &'static str,
}

/// The steps so far.
#[derive(Default)]
pub struct Tally {
    steps: Vec<Step>,
    left_out: Vec<LeftOut>,
}

impl Tally {
    /// A command that counts as one: it succeeds or fails.
    pub fn check(&mut self, name: &str, command: &mut Command) {
        self.step(name, || {
            process::run(command)?;
            Ok(Counts::passed(1))
        });
    }

    /// A command that runs tests: each of them counts.
    pub fn tests(&mut self, name: &str, command: &mut Command) {
        self.step(name, || count_tests(command));
    }

    /// A step of any kind. If it cannot be done at all, that is one failure.
    pub fn step(&mut self, name: &str, run: impl FnOnce() -> Result<Counts>) {
        println!("\n=== {name}");
        let started = Instant::now();
        let counts = run().unwrap_or_else(|error| {
            println!("{error:#}");
            Counts {
                passed: 0,
                failed: 1,
            }
        });
        let took = started.elapsed();
        println!("=== {name}: {}, {took:.1?}", sentence(counts));
        self.steps.push(Step {
            name: name.to_owned(),
            counts,
            took,
        });
    }

    /// Takes note of a step that no command can make possible here. It counts neither way.
    pub fn leave_out(&mut self, name: &'static str, why: &'static str) {
        println!("\n=== {name}: not run, as {why}");
        self.left_out.push(LeftOut { name, why });
    }

    /// Prints what each step came to, then the sum as the last line.
    pub fn report(&self) -> ExitCode {
        println!();
        let mut sum = Counts::default();
        for Step { name, counts, took } in &self.steps {
            println!(
                "{name:<40} {:>24} {:>8.1} s",
                sentence(*counts),
                took.as_secs_f64()
            );
            sum += *counts;
        }
        for LeftOut { name, why } in &self.left_out {
            println!("{name:<40} not run, as {why}");
        }
        println!("{}", sentence(sum));
        if sum.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

fn sentence(counts: Counts) -> String {
    format!("{} passed, {} failed", counts.passed, counts.failed)
}

/// Runs the command, shows what it prints, and adds up the results of its test programs.
pub fn count_tests(command: &mut Command) -> Result<Counts> {
    let line = process::line(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{line}`"))?;
    let mut counts = Counts::default();
    if let Some(stdout) = child.stdout.take() {
        let mut lines = BufReader::new(stdout);
        let mut bytes = Vec::new();
        while lines.read_until(b'\n', &mut bytes)? > 0 {
            let text = String::from_utf8_lossy(&bytes);
            print!("{text}");
            if let Some(result) = test_result(&text) {
                counts.passed += result.passed;
                counts.failed += result.failed;
            }
            bytes.clear();
        }
    }
    let status = child.wait()?;
    if !status.success() && counts.failed == 0 {
        // It did not compile, or a test program died before it could count.
        println!("`{line}` failed ({status})");
        counts.failed = 1;
    }
    Ok(counts)
}

/// Reads the last line of a test program, native or in a browser:
/// `test result: ok. 3 passed; 0 failed; …`.
fn test_result(line: &str) -> Option<Counts> {
    let (_, result) = line.split_once("test result: ")?;
    let (_, numbers) = result.split_once(". ")?;
    let number = |word: &str| {
        numbers
            .split(';')
            .find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok())
    };
    Some(Counts {
        passed: number("passed")?,
        failed: number("failed")?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Counts, count_tests, test_result};
    use std::process::Command;

    fn shell(script: &str) -> Counts {
        count_tests(Command::new("sh").args(["-c", script])).unwrap()
    }

    #[test]
    fn results_of_native_and_browser_tests_are_read_alike() {
        let native = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";
        let browser = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out; finished in 1.2s\n";
        assert_eq!(
            test_result(native),
            Some(Counts {
                passed: 12,
                failed: 0
            })
        );
        assert_eq!(
            test_result(browser),
            Some(Counts {
                passed: 3,
                failed: 2
            })
        );
        assert_eq!(test_result("test the_test_result ... ok"), None);
    }

    #[test]
    fn test_programs_add_up() {
        let script = "echo 'test result: ok. 2 passed; 0 failed;'; \
                      echo 'test result: FAILED. 1 passed; 1 failed;'; exit 101";
        assert_eq!(
            shell(script),
            Counts {
                passed: 3,
                failed: 1
            }
        );
    }

    #[test]
    fn a_command_that_fails_without_a_failed_test_is_a_failure() {
        let script = "echo 'test result: ok. 2 passed; 0 failed;'; exit 101";
        assert_eq!(
            shell(script),
            Counts {
                passed: 2,
                failed: 1
            }
        );
    }
}
