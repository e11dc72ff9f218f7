//! `cargo xtask bench page`: what the page costs while it shows something, how that grows, and how long the page takes to be
//! there, in Chromium.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use super::beside;
use crate::build::{self, Effort};
use crate::paths;
use crate::server::{self, Server};
use crate::setup::{self, tools};

/// `cargo xtask bench page [--rounds N] [--only frames,growth,start,lighthouse]`: on the site as it is published.
pub fn run(args: lexopt::Parser) -> Result<ExitCode> {
    let options = beside::options(args, &["rounds", "only"])?;
    setup::ensure_each(tools::CHROMIUM_AND_SITE)?;
    setup::ensure(tools::AUDIT)?;
    build::build(Effort::Full)?;
    let server = Server::start(&server::build()?, &paths::dist())?;
    // A page of a site, not a file in it.
    let mut arguments = vec![OsString::from(format!("{}/", server.addresses.local))];
    arguments.push("--lighthouse".into());
    arguments.push(tools::lighthouse().into());
    arguments.extend(options);
    beside::run("page", arguments, "lanes")?;
    Ok(ExitCode::SUCCESS)
}
