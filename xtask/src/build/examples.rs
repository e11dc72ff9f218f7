//! The example programs of the library as pages, below `target/examples/`, each by the tool it is for as
//! far as that is at hand: Vite comes by npm; what Trunk makes of its page is done here in its place.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::wasm;
use crate::setup::tools;
use crate::{paths, process};

/// What Trunk replaces by the script that starts the program.
const TRUNK_LINK: &str = r#"<link data-trunk rel="rust" data-wasm-opt="z">"#;

/// Builds them, with all checks of a development build; says in which folder they lie.
pub fn build() -> Result<PathBuf> {
    let names = ["plain", "trunk", "yew", "vite"];
    let mut cargo = process::cargo(["build", "--locked", "--target", tools::WASM]);
    for name in names {
        cargo.args(["--package", &format!("example-{name}")]);
    }
    process::run(cargo.arg("--target-dir").arg(paths::target()))?;

    let all = paths::target().join("examples");
    if all.exists() {
        fs::remove_dir_all(&all)?;
    }
    let page = |name: &str| paths::root().join("examples").join(name).join("index.html");
    bind("plain", &all.join("plain"))?;
    copy(&page("plain"), &all.join("plain/index.html"))?;
    for name in ["trunk", "yew"] {
        bind(name, &all.join(name))?;
        let start = format!(
            r#"<script type="module">import init from "./example_{name}.js"; await init();</script>"#
        );
        let text = fs::read_to_string(page(name)).with_context(|| format!("no page of {name}"))?;
        let text = text.replace(TRUNK_LINK, &start);
        fs::write(all.join(name).join("index.html"), text)?;
    }
    vite(&all)?;
    Ok(all)
}

/// Vite works on a copy, so that nothing is left in the checkout.
fn vite(all: &Path) -> Result<()> {
    let (from, source) = (paths::root().join("examples/vite"), all.join("vite-source"));
    bind("vite", &source.join("public/pkg"))?;
    for file in ["index.html", "main.js", "vite.config.js", "package.json"] {
        copy(&from.join(file), &source.join(file))?;
    }
    let mut vite = Command::new("node");
    vite.arg(tools::vite()).current_dir(&source);
    vite.args(["build", "--logLevel", "warn", "--emptyOutDir", "--outDir"]);
    process::run(vite.arg(all.join("vite")))
}

fn bind(name: &str, out: &Path) -> Result<()> {
    let debug = paths::target().join(tools::WASM).join("debug");
    let module = ["example-", "example_"].map(|start| debug.join(format!("{start}{name}.wasm")));
    // A program keeps the dash of its name, a library does not.
    let module = if name == "vite" {
        &module[1]
    } else {
        &module[0]
    };
    wasm::bind(module, out, &format!("example_{name}"))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
