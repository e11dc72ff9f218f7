//! Tells the service worker what to keep for working offline, and which version of the site it is.
//!
//! `precache.json`: `{"version": "…", "app": [address…], "rest": [address…], "asked": [address…]}`. `app` is what a race
//! cannot start without; `rest`, kept once the page is at rest, is the other module and the flags. `asked`, Python
//! and the editor, are kept once they were asked for. In `sw.js`
//! and `index.html` the text `%VERSION%` becomes the version: so a browser sees a new service worker for
//! every new site, and each of the three tells of which site it is.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::fingerprint;
use super::site::{self, SERVICE_WORKER};
use super::sizes::{self, Loaded};

/// Stands for the version in the files that tell it.
const VERSION: &str = "%VERSION%";

/// Who answers is asked of the host at each visit; what it said last time may be gone.
const NEVER_KEPT: [&str; 2] = [SERVICE_WORKER, "servers.json"];

/// Writes precache.json, and the version where it is told.
pub fn write(root: &Path) -> Result<()> {
    let addresses = site::addresses(root)?;
    let version = fingerprint::of_folder(root)?;

    let is_shown = |name: &&String| !name.starts_with("flags/") || name.ends_with(".svg");
    let (app, rest): (Vec<&String>, Vec<&String>) = addresses
        .iter()
        .filter(|name| !NEVER_KEPT.contains(&name.as_str()))
        .filter(|name| !sizes::loaded(name).is_when_asked())
        .filter(is_shown)
        .partition(|name| sizes::loaded(name) == Loaded::First);
    let asked: Vec<&String> = (addresses.iter())
        .filter(|name| sizes::loaded(name).is_when_asked())
        .collect();
    let list = format!(
        "{{\"version\":{version:?},\"app\":{app:?},\"rest\":{rest:?},\"asked\":{asked:?}}}\n"
    );
    fs::write(root.join("precache.json"), list)?;

    for name in [SERVICE_WORKER, "index.html"] {
        let file = root.join(name);
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {name}"))?;
        ensure!(
            text.contains(VERSION),
            "{name} does not say where {VERSION} belongs"
        );
        fs::write(&file, text.replace(VERSION, &version))?;
    }
    Ok(())
}
