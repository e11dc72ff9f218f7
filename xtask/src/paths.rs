//! Where things are: the checkout, cargo's target folder, the per-user cache of tools.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    let xtask = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or(xtask.clone(), Path::to_path_buf)
}

/// The package of the library: futures, executors, the pool of workers.
pub const LIBRARY: &str = "concurrent-futures";

/// The package of its attributes.
pub const MACROS: &str = "concurrent-futures-macros";

/// The folder of the library.
pub fn library() -> PathBuf {
    root().join("crates").join(LIBRARY)
}

/// The static site, as `build` leaves it.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's target folder, wherever the user keeps it: this program runs from `<target>/debug/`.
pub fn target() -> PathBuf {
    env::current_exe()
        .ok()
        .and_then(|exe| Some(exe.parent()?.parent()?.to_path_buf()))
        .unwrap_or_else(|| root().join("target"))
}

/// The per-user cache of tools, which all clones share.
pub fn cache() -> PathBuf {
    let cache = env::var_os("XDG_CACHE_HOME")
        .filter(|dir| !dir.is_empty())
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cache")))
        .unwrap_or_else(|| target().join("cache"));
    cache.join("photofinish")
}

/// A tool's folder in the cache. It is keyed by version, so that a new version never overwrites the
/// one another branch still needs.
pub fn cached(package: &str, version: &str) -> PathBuf {
    cache().join(format!("{package}-{version}"))
}

/// The folder on PATH into which `cargo install` puts programs.
pub fn cargo_bin() -> Option<PathBuf> {
    cargo_home().map(|home| home.join("bin"))
}

/// Cargo's own folder, where it also unpacks the sources of crates.
pub fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")))
}

/// The first of these programs that PATH knows.
pub fn which(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |dir| dir.join(name)))
        .find(|candidate| candidate.is_file())
}

/// PATH with these folders in front.
pub fn path_with(front: &[PathBuf]) -> anyhow::Result<std::ffi::OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths(
        front.iter().cloned().chain(env::split_paths(&path)),
    )?)
}
