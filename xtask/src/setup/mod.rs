//! Set-up: everything the other commands need, each only when it is missing.
//!
//! Nothing here touches the network when all is there. What cannot be installed from here (no
//! root, another system) is named in one sentence with the command to run.

mod install;
mod links;
pub mod tools;

use std::fs::{self, File, TryLockError};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::paths;

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
    ensure_each(tools::ALL)?;
    match tools::no_webkit() {
        Some(why) => println!("The tests leave out WebKit, as {why}."),
        None => ensure(tools::WEBKIT_ONLY)?,
    }
    println!("Everything is set up.");
    Ok(ExitCode::SUCCESS)
}

/// Gets each of these tools that is missing, in order, saying what and why.
///
/// # Errors
/// When one that cannot be done without cannot be had. An optional one only costs a sentence.
pub fn ensure(tools: &[&Tool]) -> Result<()> {
    if tools.iter().all(|tool| (tool.found)()) {
        return Ok(());
    }
    let _turn = turn()?;
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

/// The same for one group after the other, where a tool of one needs those before.
///
/// # Errors
/// As [`ensure`].
pub fn ensure_each(groups: &[&[&Tool]]) -> Result<()> {
    groups.iter().try_for_each(|tools| ensure(tools))
}

/// Waits until no other clone gets tools: what it gets is there for this one too. Held until dropped.
fn turn() -> Result<File> {
    let cache = paths::cache();
    fs::create_dir_all(&cache).with_context(|| format!("cannot create {}", cache.display()))?;
    let path = cache.join("set-up.lock");
    let lock = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match lock.try_lock() {
        Err(TryLockError::WouldBlock) => {
            println!("Set-up: another one is under way on this machine; waiting for it.");
            lock.lock()?;
        }
        // Where files cannot be locked two may do the same work, and no harm.
        Err(TryLockError::Error(_)) | Ok(()) => {}
    }
    Ok(lock)
}
