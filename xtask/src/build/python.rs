//! CPython for the page, in a folder of its own whose name holds the hash of its contents: `python-0123456789abcdef/`.
//! It outlives versions of the site, so that a browser that has it need not load it again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::compress;
use super::fingerprint;
use super::wasm::Effort;
use crate::paths;
use crate::setup::tools;

/// Files of the npm package, and what they are called in the site: not every host knows what `.mjs` is.
const PYODIDE: [(&str, &str); 4] = [
    ("pyodide.mjs", "pyodide.js"),
    ("pyodide.asm.mjs", "pyodide.asm.js"),
    ("pyodide.asm.wasm", "pyodide.asm.wasm"),
    ("python_stdlib.zip", "python_stdlib.zip"),
];

/// The recorder, which programs of the page can import.
pub const RECORDER: &str = "clients/python/photofinish_recorder.py";

/// Whether all of it is on this machine. Without it the site does everything else.
pub fn is_there() -> bool {
    tools::pyodide().is_dir() && tools::tqdm().is_some()
}

/// Puts it into `stage`, and says what its folder is called; nothing where set-up could not get it.
pub fn put(stage: &Path, effort: Effort) -> Result<Option<String>> {
    let Some(tqdm) = tools::tqdm().filter(|_| is_there()) else {
        return Ok(None);
    };
    let work = paths::target().join("xtask/python");
    let plain = work.join("plain");
    if work.join("done").is_file() && is_same(&plain, &sources(tqdm.clone()))? {
        return copied(&plain, &work, stage, effort).map(Some);
    }
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&plain)?;
    for (from, name) in sources(tqdm) {
        let copied = fs::copy(&from, plain.join(name));
        copied.with_context(|| format!("cannot copy {}", from.display()))?;
    }
    fs::write(work.join("done"), "")?;
    copied(&plain, &work, stage, effort).map(Some)
}

fn sources(tqdm: PathBuf) -> Vec<(PathBuf, &'static str)> {
    let package = tools::pyodide();
    let mut sources: Vec<_> = PYODIDE
        .iter()
        .map(|(from, name)| (package.join(from), *name))
        .collect();
    sources.push((tqdm, "tqdm.zip"));
    sources.push((paths::root().join(RECORDER), "photofinish_recorder.py"));
    sources
}

fn is_same(plain: &Path, sources: &[(PathBuf, &'static str)]) -> Result<bool> {
    for (from, name) in sources {
        let there = fs::read(plain.join(name)).ok();
        if there != Some(fs::read(from)?) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// With its compressed siblings, which are made once: they take half a minute.
fn copied(plain: &Path, work: &Path, stage: &Path, effort: Effort) -> Result<String> {
    let name = format!("python-{}", fingerprint::of_folder(plain)?);
    let packed = work.join("packed");
    if effort == Effort::Full && !packed.is_dir() {
        let unfinished = work.join("packed.part");
        copy(plain, &unfinished)?;
        compress::all(&unfinished)?;
        fs::rename(&unfinished, &packed)?;
    }
    let from = if effort == Effort::Full {
        &packed
    } else {
        plain
    };
    copy(from, &stage.join(&name))?;
    Ok(name)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for file in fingerprint::files_below(from)? {
        fs::copy(&file, to.join(file.strip_prefix(from)?))
            .with_context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}
