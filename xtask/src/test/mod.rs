//! `cargo xtask test`: every check and test of the project, counted.

mod audit;
mod deny;
pub mod e2e;
mod msrv;
mod native;
mod relay;
mod screen;
mod semver;
mod tally;
pub mod web;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::Arg;

use tally::Tally;

/// `cargo xtask test [native|programs|web|e2e|webkit]`. The last line it prints is `N passed, N failed`.
pub fn command(mut args: lexopt::Parser) -> Result<ExitCode> {
    let part = match args.next()? {
        None => None,
        Some(Arg::Value(part)) => Some(part.to_string_lossy().into_owned()),
        Some(other) => return Err(other.unexpected().into()),
    };
    let mut tally = Tally::default();
    match part.as_deref() {
        None => {
            native::run(&mut tally);
            native::programs(&mut tally);
            web::run(&mut tally);
            e2e::run(&mut tally);
        }
        Some("native") => native::run(&mut tally),
        Some("web") => web::run(&mut tally),
        Some("e2e") => e2e::run(&mut tally),
        Some("programs") => native::programs(&mut tally),
        Some("webkit") => {
            web::webkit(&mut tally);
            e2e::webkit(&mut tally);
        }
        Some(other) => {
            bail!("there is no part {other:?}: native, web, e2e, programs or webkit")
        }
    }
    Ok(tally.report())
}
