//! The table of tools: what each is for, how to see that it is there, how to get it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{Tool, install, links};
use crate::{paths, process};

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

const WASM_PACK_VERSION: &str = "0.15.1";
const GECKODRIVER_VERSION: &str = "0.37.1";
const BINARYEN_VERSION: &str = "132.0.0";
const CARGO_MUTANTS_VERSION: &str = "27.1.0";

const TARGET: Tool = Tool {
    name: "Rust target wasm32-unknown-unknown",
    why: "compiles the app for browsers; `rustup target add` downloads it",
    found: || {
        process::output(std::process::Command::new("rustc").args([
            "--print",
            "target-libdir",
            "--target",
            WASM,
        ]))
        .is_ok_and(|dir| {
            fs::read_dir(dir).is_ok_and(|files| {
                files
                    .flatten()
                    .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
            })
        })
    },
    get: || install::rust_target(WASM),
    optional: false,
};

const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    why: "joins the app's Wasm to JavaScript; compiled once, its version must be Cargo.lock's (about 2 minutes)",
    found: || wasm_bindgen().is_ok_and(|program| program.is_file()),
    // Not `--locked`: the lock file of 0.2.130 names a crate version the registry does not have.
    get: || install::from_crate("wasm-bindgen-cli", &wasm_bindgen_version()?, false),
    optional: false,
};

const NODE: Tool = Tool {
    name: "node and npm",
    why: "wasm-opt comes as an npm package",
    found: || {
        paths::which(&["node"]).is_some()
            && (wasm_opt().is_file() || paths::which(&["npm"]).is_some())
    },
    get: || install::from_apt(&["nodejs", "npm"]),
    optional: true,
};

const WASM_OPT: Tool = Tool {
    name: "wasm-opt",
    why: "makes the app's Wasm a third smaller, and a fifth less to download; comes by npm",
    found: || wasm_opt().is_file(),
    get: || install::from_npm("binaryen", BINARYEN_VERSION),
    optional: true,
};

const WASM_PACK: Tool = Tool {
    name: "wasm-pack",
    why: "runs the tests that need a browser's own promises and fetch; compiled once (about 2 minutes)",
    found: || wasm_pack().is_file(),
    get: || install::from_crate("wasm-pack", WASM_PACK_VERSION, true),
    optional: false,
};

const CHROMIUM: Tool = Tool {
    name: "Chromium and its driver",
    why: "the first browser in which the tests run",
    found: || chromium().is_some() && chromedriver().is_some(),
    get: || install::from_apt(&["chromium", "chromium-driver"]),
    optional: false,
};

const FIREFOX: Tool = Tool {
    name: "Firefox",
    why: "the second browser in which the tests run",
    found: || paths::which(&["firefox", "firefox-esr"]).is_some(),
    get: || install::from_apt(&["firefox-esr"]),
    optional: false,
};

const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    why: "drives Firefox; compiled once (about 2 minutes)",
    found: || geckodriver().is_file(),
    get: || install::from_crate("geckodriver", GECKODRIVER_VERSION, true),
    optional: false,
};

const CARGO_MUTANTS: Tool = Tool {
    name: "cargo-mutants",
    why: "changes one operator at a time, to see whether a test notices; compiled once (about 2 minutes)",
    found: || cargo_mutants().is_file(),
    get: || install::from_crate("cargo-mutants", CARGO_MUTANTS_VERSION, true),
    optional: false,
};

const LINKS: Tool = Tool {
    name: "links in cargo's bin folder",
    why: "so that plain `wasm-pack test` finds the tools of these versions",
    found: || links::settled(),
    get: || links::make(),
    optional: true,
};

/// To compile for Wasm.
pub const COMPILE: &[&Tool] = &[&TARGET];
/// To build the site.
pub const BUILD: &[&Tool] = &[&TARGET, &WASM_BINDGEN, &NODE, &WASM_OPT];
/// To drive the built site in Chromium.
pub const E2E: &[&Tool] = &[&TARGET, &WASM_BINDGEN, &NODE, &WASM_OPT, &CHROMIUM];
/// To run the browser tests in Chromium.
pub const WEB_CHROMIUM: &[&Tool] = &[&TARGET, &WASM_BINDGEN, &WASM_PACK, &CHROMIUM, &LINKS];
/// To run the browser tests in Firefox.
pub const WEB_FIREFOX: &[&Tool] = &[
    &TARGET,
    &WASM_BINDGEN,
    &WASM_PACK,
    &FIREFOX,
    &GECKODRIVER,
    &LINKS,
];
/// To see whether the tests notice a change.
pub const MUTANTS: &[&Tool] = &[&CARGO_MUTANTS];
/// Everything that building and testing need.
pub const ALL: &[&Tool] = &[
    &TARGET,
    &WASM_BINDGEN,
    &NODE,
    &WASM_OPT,
    &WASM_PACK,
    &CHROMIUM,
    &FIREFOX,
    &GECKODRIVER,
    &LINKS,
];

/// The wasm-bindgen program that fits the locked library.
pub fn wasm_bindgen() -> Result<PathBuf> {
    Ok(paths::cached("wasm-bindgen-cli", &wasm_bindgen_version()?).join("bin/wasm-bindgen"))
}

/// wasm-opt, a script for node.
pub fn wasm_opt() -> PathBuf {
    paths::cached("binaryen", BINARYEN_VERSION).join("node_modules/binaryen/bin/wasm-opt")
}

/// wasm-pack.
pub fn wasm_pack() -> PathBuf {
    paths::cached("wasm-pack", WASM_PACK_VERSION).join("bin/wasm-pack")
}

/// The driver of Firefox.
pub fn geckodriver() -> PathBuf {
    paths::cached("geckodriver", GECKODRIVER_VERSION).join("bin/geckodriver")
}

/// cargo-mutants, cargo's subcommand.
pub fn cargo_mutants() -> PathBuf {
    paths::cached("cargo-mutants", CARGO_MUTANTS_VERSION).join("bin/cargo-mutants")
}

/// The driver of Chromium.
pub fn chromedriver() -> Option<PathBuf> {
    paths::which(&["chromedriver"])
}

/// The browser itself.
pub fn chromium() -> Option<PathBuf> {
    paths::which(&[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ])
}

/// The version of wasm-bindgen in Cargo.lock: program and library must be of the same one.
fn wasm_bindgen_version() -> Result<String> {
    let lock = paths::root().join("Cargo.lock");
    let text =
        fs::read_to_string(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    locked_version(&text, "wasm-bindgen")
        .map(str::to_owned)
        .context("Cargo.lock names no wasm-bindgen")
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, entry) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    entry.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_locked_version_is_the_named_package_s_alone() {
        let lock = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"r\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
    }
}
