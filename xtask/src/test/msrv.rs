//! Whether the library compiles with the oldest Rust that its manifest promises, for browsers and without its workers.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::tally::{Counts, Tally};
use crate::paths::{self, LIBRARY};
use crate::process;
use crate::setup::tools;

/// Compiles it, where that Rust can be had.
pub fn run(tally: &mut Tally) {
    tally.step("the library with the oldest Rust it promises", check);
}

fn check() -> Result<Counts> {
    let rust = promised()?;
    if let Err(error) = have(&rust) {
        let reason = error.to_string();
        let reason = reason.lines().next().unwrap_or_default();
        println!("Skipped: Rust {rust} cannot be had here. {reason}");
        return Ok(Counts::passed(0));
    }
    let ways: [&[&str]; 2] = [&["--target", tools::WASM], &["--no-default-features"]];
    for way in ways {
        let mut command = Command::new("rustup");
        command.current_dir(paths::root());
        command.args(["run", &rust, "cargo", "check", "--locked"]);
        command.args(["--package", LIBRARY]).args(way);
        // This program's own cargo tells its children which Rust they are of.
        for inherited in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTC", "RUSTFLAGS"] {
            command.env_remove(inherited);
        }
        command.env("CARGO_TARGET_DIR", paths::target().join("msrv"));
        process::run(&mut command)?;
    }
    Ok(Counts::passed(ways.len()))
}

/// Gets this Rust if it is not there, with what compiles for browsers.
fn have(rust: &str) -> Result<()> {
    let mut install = Command::new("rustup");
    install.args(["toolchain", "install", rust, "--profile", "minimal"]);
    install.args(["--target", tools::WASM, "--no-self-update"]);
    process::output(&mut install).map(drop)
}

/// What stands in the library's manifest.
fn promised() -> Result<String> {
    let manifest = paths::library().join("Cargo.toml");
    let manifest = fs::read_to_string(&manifest)
        .with_context(|| format!("cannot read {}", manifest.display()))?;
    rust_version(&manifest)
        .map(str::to_owned)
        .context("the library's manifest has no rust-version")
}

fn rust_version(manifest: &str) -> Option<&str> {
    let mut lines = manifest.lines();
    let version = lines.find_map(|line| line.strip_prefix("rust-version = \""))?;
    version.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::{promised, rust_version};

    #[test]
    fn the_oldest_rust_stands_in_the_manifest() {
        assert_eq!(
            rust_version("a = 1\nrust-version = \"1.88\"\n"),
            Some("1.88")
        );
        assert_eq!(rust_version("rust-version.workspace = true\n"), None);
        assert!(promised().is_ok());
    }
}
