//! The ways to get a tool: rustup, cargo, npm, apt.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Once;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::process;

/// Compiles a program from the crates registry into the per-user cache.
pub fn from_crate(package: &str, version: &str, locked: bool) -> Result<()> {
    let mut command = process::cargo(["install", "--quiet"]);
    if locked {
        command.arg("--locked");
    }
    command
        .arg(format!("{package}@{version}"))
        .arg("--root")
        .arg(paths::cached(package, version))
        // They run for moments: better compiled soon than compiled to be fast.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        // Another crate's build folder is no business of the project's.
        .env_remove("CARGO_TARGET_DIR");
    process::run(&mut command)
}

/// Installs an npm package into the per-user cache.
pub fn from_npm(package: &str, version: &str) -> Result<()> {
    let home = paths::cached(package, version);
    let unfinished = paths::cached(package, &format!("{version}.part{}", std::process::id()));
    fs::create_dir_all(&unfinished)
        .with_context(|| format!("cannot create {}", unfinished.display()))?;
    process::run(
        Command::new("npm")
            .args(["install", "--silent", "--no-audit", "--no-fund"])
            .args(["--ignore-scripts", "--no-package-lock", "--prefix"])
            .arg(&unfinished)
            .arg(format!("{package}@{version}")),
    )?;
    // Only a finished installation gets the name under which it is looked for.
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    Ok(fs::rename(&unfinished, &home)?)
}

/// Installs the npm packages that a folder's `package-lock.json` pins into `home`.
pub fn from_npm_lock(folder: &Path, home: &Path) -> Result<()> {
    let unfinished = home.with_extension(format!("part{}", std::process::id()));
    fs::create_dir_all(&unfinished)
        .with_context(|| format!("cannot create {}", unfinished.display()))?;
    for name in ["package.json", "package-lock.json"] {
        let from = folder.join(name);
        fs::copy(&from, unfinished.join(name))
            .with_context(|| format!("cannot copy {}", from.display()))?;
    }
    process::run(
        Command::new("npm")
            .args(["ci", "--silent", "--no-audit", "--no-fund"])
            .args(["--ignore-scripts", "--prefix"])
            .arg(&unfinished),
    )?;
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    Ok(fs::rename(&unfinished, home)?)
}

/// Under which name an installation of Python's packages keeps the list of them.
pub const REQUIREMENTS: &str = "requirements.txt";

/// Installs Python's packages, all of which `list` names with their versions, into `home`, for `PYTHONPATH`.
pub fn from_pypi(list: &Path, home: &Path) -> Result<()> {
    let unfinished = home.with_extension(format!("part{}", std::process::id()));
    process::run(
        Command::new("python3")
            .args(["-m", "pip", "install", "--quiet", "--no-deps"])
            .args([
                "--disable-pip-version-check",
                "--root-user-action",
                "ignore",
            ])
            .arg("--target")
            .arg(&unfinished)
            .arg("--requirement")
            .arg(list),
    )?;
    fs::copy(list, unfinished.join(REQUIREMENTS))?;
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    Ok(fs::rename(&unfinished, home)?)
}

/// Gets the wheel of a package that is pure Python, and nothing that it needs itself, into the per-user cache.
pub fn wheel_from_pypi(package: &str, version: &str) -> Result<()> {
    let home = paths::cached(package, version);
    let unfinished = paths::cached(package, &format!("{version}.part{}", std::process::id()));
    process::run(
        Command::new("python3")
            .args(["-m", "pip", "download", "--quiet", "--no-deps"])
            .args(["--disable-pip-version-check", "--only-binary", ":all:"])
            .arg("--dest")
            .arg(&unfinished)
            .arg(format!("{package}=={version}")),
    )?;
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    Ok(fs::rename(&unfinished, &home)?)
}

/// Installs Debian packages, where this user may.
pub fn from_apt(packages: &[&str]) -> Result<()> {
    let by_hand = format!("apt-get install {}", packages.join(" "));
    if paths::which(&["apt-get"]).is_none() {
        bail!(
            "this system has no apt-get: install what `{by_hand}` would from your system's packages"
        );
    }
    if !is_root() {
        bail!("only root can install packages: run `sudo {by_hand}`");
    }
    static UPDATED: Once = Once::new();
    let mut updated = Ok(());
    UPDATED.call_once(|| updated = process::run(apt().args(["update", "--quiet=2"])));
    updated?;
    process::run(
        apt()
            .args(["install", "--quiet=2", "--yes", "--no-install-recommends"])
            .args(packages),
    )
    .with_context(|| format!("run `{by_hand}` to see why"))
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Adds a compilation target to the active toolchain.
pub fn rust_target(target: &str) -> Result<()> {
    let by_hand = format!("rustup target add {target}");
    if paths::which(&["rustup"]).is_none() {
        bail!(
            "this Rust is not managed by rustup: install its standard library for {target} \
             (README, \"Without rustup\")"
        );
    }
    process::run(Command::new("rustup").args(["target", "add", target])).with_context(|| {
        format!(
            "`{by_hand}` must reach rustup's server; README, \"Without rustup\", has a way round"
        )
    })
}
