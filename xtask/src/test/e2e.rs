//! End to end: the built site in a real browser, driven through WebDriver (`tests/e2e/`).

use anyhow::{Context, Result};

use super::tally::{Counts, Tally, count_tests};
use crate::setup::{self, tools};
use crate::{build, paths, process, server};

/// Builds what is served and runs the tests on it.
pub fn run(tally: &mut Tally) {
    tally.step("end-to-end tests, Chromium", tests);
}

fn tests() -> Result<Counts> {
    setup::ensure(tools::E2E)?;
    build::build(build::Effort::Full)?;
    let server = server::build()?;
    let driver = tools::chromedriver().context("no chromedriver on PATH")?;
    let mut tests = process::cargo(["test", "--locked", "--package", "e2e", "--no-fail-fast"]);
    tests
        .args(["--features", "browser"])
        .env("PHOTOFINISH_SERVER", server)
        .env("PHOTOFINISH_DIST", paths::dist())
        .env("CHROMEDRIVER", driver);
    count_tests(&mut tests)
}
