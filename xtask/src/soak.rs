//! `cargo xtask soak`: a million jobs and a hundred thousand fetches, with faults among them.
//!
//! The page is `tests/soak/`, and what drives it a test like the others of `tests/e2e/`; a short
//! form of it is one of `cargo xtask test e2e`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use lexopt::{Arg, ValueExt};

use crate::setup::{self, tools};
use crate::{build, paths, process, server};

const JOBS: u32 = 1_000_000;
const FETCHES: u32 = 100_000;

/// `cargo xtask soak [--jobs N] [--fetches N] [--seed N]`.
pub fn command(mut args: lexopt::Parser) -> Result<ExitCode> {
    let (mut jobs, mut fetches, mut seed) = (JOBS, FETCHES, None);
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("jobs") => jobs = args.value()?.parse()?,
            Arg::Long("fetches") => fetches = args.value()?.parse()?,
            Arg::Long("seed") => seed = Some(args.value()?.parse()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let seed: u32 = seed.unwrap_or_else(any_seed);
    setup::ensure_each(tools::E2E)?;
    let page = build_page()?;
    let server = server::build()?;
    let driver = tools::chromedriver().context("no chromedriver on PATH")?;
    let mut test = process::cargo(["test", "--locked", "--package", "e2e", "--test", "soak"]);
    test.args(["--features", "browser", "--", "--nocapture"])
        .env("PHOTOFINISH_SERVER", server)
        .env("PHOTOFINISH_SOAK", page)
        .env("CHROMEDRIVER", driver)
        .env("SOAK_JOBS", jobs.to_string())
        .env("SOAK_FETCHES", fetches.to_string())
        .env("SOAK_SEED", seed.to_string());
    process::run(&mut test).with_context(|| format!("seed {seed}"))?;
    Ok(ExitCode::SUCCESS)
}

/// Another each time.
fn any_seed() -> u32 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.subsec_nanos())
}

/// Builds the page, with all checks of a development build and of the features that the browser
/// tests are compiled with; says in which folder it lies.
pub fn build_page() -> Result<PathBuf> {
    let out = paths::target().join("soak");
    build::example("soak", &["--features", "server-tests"], "debug", &out)?;
    // The policy of the server holds for this page too, so it vouches for its workers as the site does.
    let parts = ["index.html", "counted.js", "main.js"].map(|name| ("tests/soak", name));
    for (folder, file) in parts.into_iter().chain([("www", "faults.js")]) {
        let from = paths::root().join(folder).join(file);
        fs::copy(&from, out.join(file))
            .with_context(|| format!("cannot copy {}", from.display()))?;
    }
    Ok(out)
}
