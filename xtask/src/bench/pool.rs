//! `cargo xtask bench pool`: our worker pool beside the others, in one page of Chromium.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use super::beside;
use crate::setup::{self, tools};
use crate::{build, paths};

/// `cargo xtask bench pool [--rounds N] [--only A,B] [--workers N,M] [--measures A,B]`.
pub fn run(args: lexopt::Parser) -> Result<ExitCode> {
    let options = beside::options(args, &["rounds", "only", "workers", "measures"])?;
    setup::ensure_each(tools::CHROMIUM_AND_SITE)?;
    let program = build_ours()?;
    let mut arguments = vec![program.into()];
    arguments.extend(options);
    beside::run("pool", arguments, "workers")?;
    Ok(ExitCode::SUCCESS)
}

/// Our side, compiled in the same profile as the page but not gone through wasm-opt; says in which
/// folder it lies.
fn build_ours() -> Result<PathBuf> {
    let out = paths::target().join("bench/pool");
    build::example("pool_bench", &["--release"], "release", &out)?;
    Ok(out)
}
