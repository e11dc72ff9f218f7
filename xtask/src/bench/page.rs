//! `cargo xtask bench page`: what the page costs while it shows something, how that grows, and how long the page takes to be
//! there, in Chromium.

use std::process::ExitCode;

use anyhow::Result;

use super::beside;
use crate::setup::{self, tools};

/// `cargo xtask bench page [--rounds N] [--only frames,growth,start,lighthouse]`: on the site as it is published.
pub fn run(args: lexopt::Parser) -> Result<ExitCode> {
    let mut options = beside::options(args, &["rounds", "only"])?;
    setup::ensure(tools::AUDIT)?;
    options.extend(["--lighthouse".into(), tools::lighthouse().into()]);
    beside::run_on_site("page", options, "lanes")?;
    Ok(ExitCode::SUCCESS)
}
