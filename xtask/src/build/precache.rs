//! Tells the service worker what to keep for working offline, and which version of the site it is.
//!
//! `precache.json`: `{"version": "…", "app": [address…], "rest": [address…]}`. `app` is what a race
//! cannot start without; `rest`, kept once the page is at rest, is the other page and the flags. In `sw.js`
//! the text `%VERSION%` becomes the version, so a browser sees a new service worker for every new
//! site.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::fingerprint;
use super::site::{self, SERVICE_WORKER};
use super::sizes::{self, Loaded};

/// Writes precache.json and the version into the service worker.
pub fn write(root: &Path) -> Result<()> {
    let addresses = site::addresses(root)?;
    let version = fingerprint::of_folder(root)?;

    let is_shown = |name: &&String| !name.starts_with("flags/") || name.ends_with(".svg");
    let (app, rest): (Vec<&String>, Vec<&String>) = addresses
        .iter()
        .filter(|name| *name != SERVICE_WORKER)
        .filter(is_shown)
        .partition(|name| sizes::loaded(name) == Loaded::First);
    let list = format!("{{\"version\":{version:?},\"app\":{app:?},\"rest\":{rest:?}}}\n");
    fs::write(root.join("precache.json"), list)?;

    let worker = root.join(SERVICE_WORKER);
    if worker.is_file() {
        let script = fs::read_to_string(&worker).context("cannot read sw.js")?;
        fs::write(&worker, script.replace("%VERSION%", &version))?;
    }
    Ok(())
}
