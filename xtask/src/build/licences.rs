//! The licences of all that the site is made of, beside it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::editor;
use crate::{paths, process};

/// Name of the file in the site.
const FILE: &str = "licences.txt";
/// What is not compiled from crates: the flags, with the text that came with them.
const FLAGS: &str = "www/flags/LICENSE";
/// Of what runs Python in the page.
const PYTHON: [(&str, &str); 2] = [
    (
        "Pyodide (python-*/), source at https://github.com/pyodide/pyodide, and tqdm, source at https://github.com/tqdm/tqdm: MPL-2.0",
        "www/python/licences/MPL-2.0.txt",
    ),
    (
        "CPython, its standard library: PSF-2.0",
        "www/python/licences/PSF-2.0.txt",
    ),
];

/// Writes every crate that is compiled into the app, and the flags, with their licence texts, into
/// `stage`.
pub fn write(stage: &Path) -> Result<()> {
    let mut text = String::from(
        "Photofinish, with its JavaScript and style sheets, is under MIT OR Apache-2.0. Its Wasm is\n\
         compiled from these crates and the standard library of Rust (MIT OR Apache-2.0); what joins\n\
         Wasm and JavaScript is written by wasm-bindgen, which is among them. The flags are those of\n\
         the npm package flag-icons, Python is Pyodide, and the editor of programs CodeMirror; their\n\
         licences are at the end.\n",
    );
    for (name, version, licence) in crates()? {
        text += &format!("\n\n==== {name} {version}: {licence}\n");
        for file in licence_files(&name, &version)? {
            text += "\n";
            text += &fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()))?;
        }
    }
    for (what, file) in [("flag-icons: MIT", FLAGS)].into_iter().chain(PYTHON) {
        let file = paths::root().join(file);
        text += &format!("\n\n==== {what}\n\n");
        text += &fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
    }
    for (name, version, file) in editor::packages()? {
        text += &format!("\n\n==== {name} {version}, of the editor: MIT\n\n");
        text += &fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
    }
    fs::write(stage.join(FILE), text)?;
    Ok(())
}

/// Name, version and licence of each crate in the app, by name.
fn crates() -> Result<Vec<(String, String, String)>> {
    let mut tree = process::cargo(["tree", "--locked", "--package", "photofinish"]);
    tree.args([
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal,no-proc-macro",
    ])
    .args(["--prefix", "none", "--format", "{p}\t{l}"]);
    let mut crates: Vec<_> = process::output(&mut tree)?
        .lines()
        .filter_map(|line| {
            let (package, licence) = line.split_once('\t')?;
            let (name, version) = package.split_once(" v")?;
            let version = version.split_whitespace().next()?;
            // A crate seen before is marked with a star.
            let licence = licence.trim_end_matches("(*)").trim();
            (name != "photofinish").then(|| (name.into(), version.into(), licence.into()))
        })
        .collect();
    crates.sort();
    crates.dedup_by(|a, b| (&a.0, &a.1) == (&b.0, &b.1));
    Ok(crates)
}

/// The licence files in the crate's unpacked source.
fn licence_files(name: &str, version: &str) -> Result<Vec<PathBuf>> {
    let home = paths::cargo_home().context("no home folder")?;
    let sources = home.join("registry/src");
    let mut files = Vec::new();
    for registry in fs::read_dir(&sources).into_iter().flatten() {
        let source = registry?.path().join(format!("{name}-{version}"));
        for file in fs::read_dir(source).into_iter().flatten() {
            let file = file?.path();
            let base = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .to_uppercase();
            let is_licence = ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"]
                .iter()
                .any(|start| base.starts_with(start));
            if is_licence && file.is_file() {
                files.push(file);
            }
        }
    }
    files.sort();
    Ok(files)
}
