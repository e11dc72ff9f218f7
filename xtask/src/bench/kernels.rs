//! `cargo xtask bench kernels`: the lab's kernels in JavaScript, in Wasm without and with SIMD, beside a
//! library from npm, WebCrypto and the same crate natively, in Chromium and Firefox.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use lexopt::Arg;

use super::beside;
use crate::build::{self, Effort};
use crate::server::{self, Server};
use crate::setup::{self, tools};
use crate::{paths, process};

/// `cargo xtask bench kernels [--rounds N] [--only digest,sha256,rc4,mandelbrot] [--lesson]`: the last
/// builds the whole site, and has the lesson on engines measure as well.
pub fn run(mut args: lexopt::Parser) -> Result<ExitCode> {
    let mut options: Vec<OsString> = Vec::new();
    let mut with_lesson = false;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("lesson") => with_lesson = true,
            Arg::Long(name @ ("rounds" | "only")) => {
                options.push(format!("--{name}").into());
                options.push(args.value()?);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    setup::ensure_each(tools::CHROMIUM_AND_SITE)?;
    setup::ensure(tools::WEB_FIREFOX)?;
    let engines = build::engines(&paths::target().join("bench/kernels"))?;
    let mut arguments: Vec<OsString> = vec![engines.into(), build_native()?.into()];
    let chromedriver = tools::chromedriver().context("no chromedriver on PATH")?;
    arguments.extend(["--chromedriver".into(), chromedriver.into()]);
    arguments.extend(["--geckodriver".into(), tools::geckodriver().into()]);
    arguments.extend(options);
    let site = with_lesson.then(site).transpose()?;
    if let Some(site) = &site {
        arguments.extend(["--site".into(), (&site.addresses.local).into()]);
    }
    beside::run("kernels", arguments, "worker")?;
    Ok(ExitCode::SUCCESS)
}

/// The page, served for as long as it is held.
fn site() -> Result<Server> {
    build::build(Effort::Full)?;
    Server::start(&server::build()?, &paths::dist())
}

/// The kernels for this machine, in the profile of the site's: both are compiled for speed.
fn build_native() -> Result<PathBuf> {
    let mut cargo = process::cargo(["build", "--locked", "--release"]);
    cargo.args(["--package", "photofinish-kernels", "--example", "native"]);
    process::run(cargo.arg("--target-dir").arg(paths::target()))?;
    let name = format!("native{}", std::env::consts::EXE_SUFFIX);
    Ok(paths::target().join("release/examples").join(name))
}
