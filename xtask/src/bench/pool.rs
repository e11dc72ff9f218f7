//! `cargo xtask bench pool`: our worker pool beside the others, in one page of Chromium.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use super::beside;
use crate::setup::{self, tools};
use crate::{build, paths, process};

/// `cargo xtask bench pool [--rounds N] [--only A,B] [--workers N,M] [--measures A,B]`.
pub fn run(args: lexopt::Parser) -> Result<ExitCode> {
    let options = beside::options(args, &["rounds", "only", "workers", "measures"])?;
    setup::ensure_each(tools::CHROMIUM_AND_SITE)?;
    let mut arguments = vec![build_ours()?.into(), build_peers()?.into()];
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

/// Those in Rust, in the same way. They are a workspace of their own, with a Cargo.lock of its own.
fn build_peers() -> Result<PathBuf> {
    let target = paths::target().join("pool-peers");
    let mut cargo = process::cargo(["build", "--locked", "--release", "--target", tools::WASM]);
    cargo.current_dir(paths::root().join("benches/pool/rust"));
    process::run(cargo.arg("--target-dir").arg(&target))?;
    let out = paths::target().join("bench/pool-peers");
    let module = target.join(tools::WASM).join("release/pool_peers.wasm");
    build::bind(&module, &out, "pool_peers")?;
    Ok(out)
}
