//! End to end: the built site in a real browser, driven through WebDriver (`tests/e2e/`).

use anyhow::{Context, Result};

use super::audit;
use super::tally::{Counts, Tally, count_tests};
use crate::setup::{self, tools};
use crate::{build, paths, process, server, soak};

/// Builds what is served and runs the tests on it: in Chromium, some in Firefox too, the walk in WebKit where there is one.
pub fn run(tally: &mut Tally) {
    let without = tools::no_webkit();
    if let Some(why) = without {
        tally.leave_out(IN_WEBKIT, why);
    }
    tally.step("end-to-end tests", || {
        if without.is_some() {
            return tests("browser", &[]);
        }
        setup::ensure(tools::WEBKIT_ONLY)?;
        tests("webkit", &[])
    });
    audit::run(tally);
}

const IN_WEBKIT: &str = "end-to-end tests, WebKit";

/// The walk through every screen in WebKit.
pub fn webkit(tally: &mut Tally) {
    match tools::no_webkit() {
        Some(why) => tally.leave_out(IN_WEBKIT, why),
        None => tally.step(IN_WEBKIT, || {
            setup::ensure(tools::WEBKIT_ONLY)?;
            tests("webkit", &["--test", "site", "walk::"])
        }),
    }
}

/// Builds what they need and runs those of a feature.
pub fn tests(feature: &str, only: &[&str]) -> Result<Counts> {
    setup::ensure_each(tools::E2E)?;
    setup::ensure(tools::AUDIT)?;
    build::build(build::Effort::Full)?;
    let server = server::build_tls()?;
    let driver = tools::chromedriver().context("no chromedriver on PATH")?;
    let mut tests = process::cargo(["test", "--locked", "--package", "e2e", "--no-fail-fast"]);
    tests
        .args(["--features", feature])
        .args(only)
        .env("PHOTOFINISH_SERVER", server)
        .env("PHOTOFINISH_DIST", paths::dist())
        .env("CHROMEDRIVER", driver)
        .env("AXE", tools::axe())
        .env("SPEEDSCOPE", tools::speedscope())
        .env("GECKODRIVER", tools::geckodriver())
        .env("PHOTOFINISH_SOAK", soak::build_page()?)
        .env("PHOTOFINISH_EXAMPLES", build::examples::build()?);
    if let Some(driver) = tools::webkit_driver() {
        tests.env("WEBKITDRIVER", driver);
    }
    count_tests(&mut tests)
}
