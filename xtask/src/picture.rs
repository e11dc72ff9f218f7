//! `cargo xtask picture`: the page in the middle of a race, as README shows it.

use std::process::ExitCode;

use anyhow::{Result, ensure};

use crate::{paths, test};

/// Takes the picture anew.
pub fn command(mut args: lexopt::Parser) -> Result<ExitCode> {
    if let Some(arg) = args.next()? {
        return Err(arg.unexpected().into());
    }
    let taken = test::e2e::tests("picture", &["--test", "picture"])?;
    ensure!(taken.failed == 0, "there is no picture");
    println!("{}", paths::root().join("docs/race.png").display());
    Ok(ExitCode::SUCCESS)
}
