//! Set-up: everything the other commands need, each only when it is missing.
//!
//! Nothing here touches the network when all is there. What cannot be installed from here (no
//! root, another system) is named in one sentence with the command to run.

mod install;
mod links;
pub mod tools;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};

/// One thing the project needs from the machine.
pub struct Tool {
    /// What it is.
    pub name: &'static str,
    /// What it is needed for.
    pub why: &'static str,
    /// Is it there?
    pub found: fn() -> bool,
    /// Gets it. The error is a sentence that says what to run instead.
    pub get: fn() -> Result<()>,
    /// Whether its users can go on without it.
    pub optional: bool,
}

/// `cargo xtask setup`: everything, for building and for all tests.
pub fn command(mut args: lexopt::Parser) -> Result<ExitCode> {
    if let Some(arg) = args.next()? {
        return Err(arg.unexpected().into());
    }
    ensure(tools::ALL)?;
    println!("Everything is set up.");
    Ok(ExitCode::SUCCESS)
}

/// Gets each of these tools that is missing, in order, saying what and why.
///
/// # Errors
/// When one that cannot be done without cannot be had. An optional one only costs a sentence.
pub fn ensure(tools: &[&Tool]) -> Result<()> {
    for tool in tools.iter().filter(|tool| !(tool.found)()) {
        println!("Set-up: {}: {}", tool.name, tool.why);
        let started = Instant::now();
        let got = (tool.get)().with_context(|| format!("set-up of {}", tool.name));
        match got {
            Ok(()) => println!("Set-up: {} ({:.0?})", tool.name, started.elapsed()),
            Err(error) if tool.optional => println!("Going on without it: {error:#}"),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
