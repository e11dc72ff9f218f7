//! End to end: the built site in a real browser, driven through WebDriver (`tests/e2e/`).

use anyhow::{Context, Result};

use super::audit;
use super::tally::{Counts, Tally, count_tests};
use crate::setup::{self, tools};
use crate::{build, paths, process, server, soak};

/// Builds what is served and runs the tests on it, in Chromium.
pub fn run(tally: &mut Tally) {
    tally.step("end-to-end tests", || tests("browser", &[]));
    audit::run(tally);
}

/// The walk through every screen in WebKit.
pub fn webkit(tally: &mut Tally) {
    let name = "end-to-end tests, WebKit";
    match tools::no_webkit() {
        Some(why) => tally.leave_out(name, why),
        None => tally.step(name, || {
            setup::ensure(tools::WEBKIT_ONLY)?;
            tests("webkit", &["--test", "walk"])
        }),
    }
}

/// Builds what they need and runs those of a feature.
pub fn tests(feature: &str, only: &[&str]) -> Result<Counts> {
    setup::ensure_each(tools::E2E)?;
    setup::ensure(tools::AUDIT)?;
    build::build(build::Effort::Full)?;
    let server = server::build()?;
    let driver = tools::chromedriver().context("no chromedriver on PATH")?;
    let mut tests = process::cargo(["test", "--locked", "--package", "e2e", "--no-fail-fast"]);
    tests
        .args(["--features", feature])
        .args(only)
        .env("PHOTOFINISH_SERVER", server)
        .env("PHOTOFINISH_DIST", paths::dist())
        .env("CHROMEDRIVER", driver)
        .env("AXE", tools::axe())
        .env("GECKODRIVER", tools::geckodriver())
        .env("PHOTOFINISH_SOAK", soak::build_page()?)
        .env("PHOTOFINISH_EXAMPLES", build::examples::build()?);
    if let Some(driver) = tools::webkit_driver() {
        tests.env("WEBKITDRIVER", driver);
    }
    count_tests(&mut tests)
}
