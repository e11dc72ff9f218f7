//! Tells the service worker what to keep for working offline, and which version of the site it is.
//!
//! `precache.json`: `{"version": "…", "app": [address…], "flags": [address…]}`. `app` is what the
//! page cannot start without; `flags` is what the simulated origin answers with. In `sw.js`
//! the text `%VERSION%` becomes the version, so a browser sees a new service worker for every new
//! site.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::fingerprint;
use super::site::{self, SERVICE_WORKER};

/// Writes precache.json and the version into the service worker.
pub fn write(root: &Path) -> Result<()> {
    let addresses = site::addresses(root)?;
    let version = fingerprint::of_folder(root)?;

    let (flags, app): (Vec<&String>, Vec<&String>) = addresses
        .iter()
        .filter(|name| *name != SERVICE_WORKER)
        .partition(|name| name.starts_with("flags/"));
    let list = format!("{{\"version\":{version:?},\"app\":{app:?},\"flags\":{flags:?}}}\n");
    fs::write(root.join("precache.json"), list)?;

    let worker = root.join(SERVICE_WORKER);
    if worker.is_file() {
        let script = fs::read_to_string(&worker).context("cannot read sw.js")?;
        fs::write(&worker, script.replace("%VERSION%", &version))?;
    }
    Ok(())
}
