//! What is depended on: licences, where it comes from, what is there twice, and what is known to be
//! unsafe. `deny.toml` says what is allowed and why.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::tally::{Counts, Tally};
use crate::setup::{self, tools};
use crate::{paths, process};

/// Holds the dependencies to `deny.toml`.
pub fn run(tally: &mut Tally) {
    tally.step("dependencies", || {
        setup::ensure(tools::DENY)?;
        let checks = [
            "check",
            "--hide-inclusion-graph",
            "licenses",
            "bans",
            "sources",
        ];
        process::run(deny().args(checks))?;
        Ok(Counts::passed(1))
    });
    tally.step("dependencies, advisories", advisories);
}

/// The database is fetched each time, so that it is today's. Where it cannot be had nothing is known,
/// which is no failure.
fn advisories() -> Result<Counts> {
    setup::ensure(tools::DENY)?;
    if let Err(error) = process::output(deny().args(["fetch", "db"])) {
        let reason = error.to_string();
        let reason = reason.lines().next().unwrap_or_default();
        println!("Skipped: the database of advisories cannot be had here. {reason}");
        return Ok(Counts::passed(0));
    }
    process::run(deny().args(["check", "--disable-fetch", "advisories"]))?;
    Ok(Counts::passed(1))
}

/// By its own name: it need not be where cargo looks for its subcommands.
fn deny() -> Command {
    let program: PathBuf = tools::cargo_deny();
    let mut command = Command::new(program);
    command
        .current_dir(paths::root())
        .args(["--workspace", "--locked", "--log-level", "error"]);
    command
}
