//! `cargo xtask bench fetch`: the page's race beside loops that draw nothing, in one page of Chromium.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use super::beside;
use crate::build::{self, Effort};
use crate::paths;
use crate::server::{self, Server};
use crate::setup::{self, tools};

/// `cargo xtask bench fetch [--rounds N] [--servers local,sim] [--most N,M] [--count N]`: on the site
/// as it is published.
pub fn run(args: lexopt::Parser) -> Result<ExitCode> {
    let options = beside::options(args, &["rounds", "servers", "most", "count"])?;
    setup::ensure_each(tools::CHROMIUM_AND_SITE)?;
    build::build(Effort::Full)?;
    let server = Server::start(&server::build()?, &paths::dist())?;
    let mut arguments = vec![OsString::from(&server.addresses.local)];
    arguments.extend(options);
    beside::run("fetch", arguments, "at once")?;
    Ok(ExitCode::SUCCESS)
}
