//! `cargo xtask bench fetch`: the page's race beside loops that draw nothing, in one page of Chromium.

use std::process::ExitCode;

use anyhow::Result;

use super::beside;

/// `cargo xtask bench fetch [--rounds N] [--servers local,sim] [--most N,M] [--count N]`: on the site
/// as it is published.
pub fn run(args: lexopt::Parser) -> Result<ExitCode> {
    let options = beside::options(args, &["rounds", "servers", "most", "count"])?;
    beside::run_on_site("fetch", options, "at once")?;
    Ok(ExitCode::SUCCESS)
}
