//! The table of tools: what each is for, how to see that it is there, how to get it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::{Tool, install, links};
use crate::{paths, process};

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

const WASM_PACK_VERSION: &str = "0.15.1";
const GECKODRIVER_VERSION: &str = "0.37.1";
const BINARYEN_VERSION: &str = "132.0.0";
const ESBUILD_VERSION: &str = "0.28.2";
/// Of CPython 3.14.2.
const PYODIDE_VERSION: &str = "314.0.7";
/// As `clients/python/requirements.txt` has it, which a test holds.
const TQDM_VERSION: &str = "4.70.1";
const CARGO_MUTANTS_VERSION: &str = "27.1.0";
const AXE_VERSION: &str = "4.14.1";
const SPEEDSCOPE_VERSION: &str = "1.25.0";
const VITE_VERSION: &str = "8.3.8";
// The last one for node 20.
const LIGHTHOUSE_VERSION: &str = "12.8.2";
const CARGO_DENY_VERSION: &str = "0.20.2";
const CARGO_SEMVER_CHECKS_VERSION: &str = "0.51.0";

const TARGET: Tool = Tool {
    name: "Rust target wasm32-unknown-unknown",
    why: "compiles the app for browsers; `rustup target add` downloads it",
    found: || {
        process::output(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]))
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
    why: "wasm-opt, esbuild, Pyodide and CodeMirror come as npm packages",
    found: || {
        paths::which(&["node"]).is_some()
            && ([wasm_opt(), esbuild(), pyodide(), codemirror()]
                .iter()
                .all(|tool| tool.exists())
                || paths::which(&["npm"]).is_some())
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

const ESBUILD: Tool = Tool {
    name: "esbuild",
    why: "makes scripts and styles smaller by a third; comes by npm",
    found: || esbuild().is_file(),
    get: || install::from_npm("esbuild", ESBUILD_VERSION),
    optional: true,
};

const PYODIDE: Tool = Tool {
    name: "Pyodide",
    why: "CPython for the page, to run programs where they stand; comes by npm, and is loaded only when asked for",
    found: || pyodide().is_dir(),
    get: || install::from_npm("pyodide", PYODIDE_VERSION),
    optional: true,
};

const CODEMIRROR: Tool = Tool {
    name: "CodeMirror",
    why: "the editor in which programs are changed in the page; comes by npm, and is loaded only when asked for",
    found: || codemirror().is_dir(),
    get: || install::from_npm_lock(&editor(), &codemirror_home()),
    optional: true,
};

const TQDM: Tool = Tool {
    name: "tqdm",
    why: "draws the progress of programs in Python in the page; comes by pip",
    found: || tqdm().is_some(),
    get: || install::wheel_from_pypi("tqdm", TQDM_VERSION),
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

const PYTHON: Tool = Tool {
    name: "Python 3.10 or newer, with pip",
    why: "runs the programs in Python that the page shows",
    found: || python_version().is_some_and(|version| version >= (3, 10)) && has_pip(),
    get: || install::from_apt(&["python3", "python3-pip"]),
    optional: false,
};

const PYTHON_PACKAGES: Tool = Tool {
    name: "packages for Python",
    why: "Dask, requests and tqdm, which these programs use, and mypy, which reads the recorder's types; come by pip",
    found: || {
        let wanted = fs::read_to_string(python_requirements());
        let there = fs::read_to_string(python_packages().join(install::REQUIREMENTS));
        matches!((wanted, there), (Ok(wanted), Ok(there)) if wanted == there)
    },
    get: || install::from_pypi(&python_requirements(), &python_packages()),
    optional: false,
};
const WEBKIT: Tool = Tool {
    name: "WebKitGTK, its driver and Xvfb",
    why: "the third browser in which the tests run, of Safari's engine; it has no mode without a screen, and Xvfb is one",
    found: || webkit_driver().is_some() && xvfb().is_some(),
    get: || install::from_apt(&WEBKIT_PACKAGES),
    optional: false,
};

const WEBKIT_PACKAGES: [&str; 2] = ["webkit2gtk-driver", "xvfb"];

const CARGO_MUTANTS: Tool = Tool {
    name: "cargo-mutants",
    why: "changes one operator at a time, to see whether a test notices; compiled once (about 2 minutes)",
    found: || cargo_mutants().is_file(),
    get: || install::from_crate("cargo-mutants", CARGO_MUTANTS_VERSION, true),
    optional: false,
};

const AXE: Tool = Tool {
    name: "axe-core",
    why: "checks every screen for those who hear or magnify it; comes by npm",
    found: || axe().is_file(),
    get: || install::from_npm("axe-core", AXE_VERSION),
    optional: false,
};

const SPEEDSCOPE: Tool = Tool {
    name: "speedscope",
    why: "reads the traces that the page writes; comes by npm",
    found: || speedscope().join("index.html").is_file(),
    get: || install::from_npm("speedscope", SPEEDSCOPE_VERSION),
    optional: false,
};

const LIGHTHOUSE: Tool = Tool {
    name: "Lighthouse",
    why: "checks the built site as search engines and auditors do; comes by npm",
    found: || lighthouse().is_dir(),
    get: || install::from_npm("lighthouse", LIGHTHOUSE_VERSION),
    optional: false,
};

const VITE: Tool = Tool {
    name: "Vite",
    why: "builds one of the examples, to see that workers start where it is used; comes by npm",
    found: || vite().is_file(),
    get: || install::from_npm("vite", VITE_VERSION),
    optional: false,
};

const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    why: "holds licences and sources of all dependencies to deny.toml; compiled once (about 2 minutes)",
    found: || cargo_deny().is_file(),
    get: || install::from_crate("cargo-deny", CARGO_DENY_VERSION, true),
    optional: false,
};

const CARGO_SEMVER_CHECKS: Tool = Tool {
    name: "cargo-semver-checks",
    why: "compares the library's interface with its last release; compiled once (about 6 minutes)",
    found: || cargo_semver_checks().is_file(),
    get: || install::from_crate("cargo-semver-checks", CARGO_SEMVER_CHECKS_VERSION, true),
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
pub const BUILD: &[&Tool] = &[
    &TARGET,
    &WASM_BINDGEN,
    &NODE,
    &WASM_OPT,
    &ESBUILD,
    &PYODIDE,
    &CODEMIRROR,
    &TQDM,
];
/// To drive the built site in Chromium, group after group.
pub const CHROMIUM_AND_SITE: &[&[&Tool]] = &[BUILD, &[&CHROMIUM]];
/// To look the built site over.
pub const AUDIT: &[&Tool] = &[&NODE, &CHROMIUM, &AXE, &SPEEDSCOPE, &LIGHTHOUSE];
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
/// To run the programs that the page shows.
pub const PROGRAMS: &[&Tool] = &[&NODE, &PYTHON, &PYTHON_PACKAGES];
/// To run the browser tests in WebKit.
pub const WEB_WEBKIT: &[&Tool] = &[&TARGET, &WASM_BINDGEN, &WASM_PACK, &WEBKIT, &LINKS];
/// WebKit alone.
pub const WEBKIT_ONLY: &[&Tool] = &[&WEBKIT];
/// To drive the built site in all browsers but WebKit, group after group: Python first, whose pip gets a part of the site.
pub const E2E: &[&[&Tool]] = &[
    &[&PYTHON],
    BUILD,
    &[&CHROMIUM, &FIREFOX, &GECKODRIVER, &VITE],
];
/// To build the examples.
pub const EXAMPLES: &[&Tool] = &[&TARGET, &WASM_BINDGEN, &NODE, &VITE];
/// To see whether the tests notice a change.
pub const MUTANTS: &[&Tool] = &[&CARGO_MUTANTS];
/// To look at what is depended on.
pub const DENY: &[&Tool] = &[&CARGO_DENY];
/// To compare the library with its last release: where there is none nobody needs it.
pub const SEMVER: &[&Tool] = &[&CARGO_SEMVER_CHECKS];
/// Everything that building and testing need, group after group.
pub const ALL: &[&[&Tool]] = &[
    &[&PYTHON],
    BUILD,
    WEB_CHROMIUM,
    WEB_FIREFOX,
    AUDIT,
    EXAMPLES,
    DENY,
    PROGRAMS,
];

/// The wasm-bindgen program that fits the locked library.
pub fn wasm_bindgen() -> Result<PathBuf> {
    Ok(paths::cached("wasm-bindgen-cli", &wasm_bindgen_version()?).join("bin/wasm-bindgen"))
}

/// wasm-opt, a script for node.
pub fn wasm_opt() -> PathBuf {
    paths::cached("binaryen", BINARYEN_VERSION).join("node_modules/binaryen/bin/wasm-opt")
}

/// esbuild, the program that its npm package leaves.
pub fn esbuild() -> PathBuf {
    paths::cached("esbuild", ESBUILD_VERSION).join("node_modules/esbuild/bin/esbuild")
}

/// Pyodide, the folder of its npm package.
pub fn pyodide() -> PathBuf {
    paths::cached("pyodide", PYODIDE_VERSION).join("node_modules/pyodide")
}

/// CodeMirror, the folder of its npm packages.
pub fn codemirror() -> PathBuf {
    codemirror_home().join("node_modules")
}

/// Named by what pins them: they are many, and of no version together.
fn codemirror_home() -> PathBuf {
    let mut hasher = DefaultHasher::new();
    fs::read(editor().join("package-lock.json"))
        .unwrap_or_default()
        .hash(&mut hasher);
    paths::cached("codemirror", &format!("{:016x}", hasher.finish()))
}

/// Where they are named.
fn editor() -> PathBuf {
    paths::root().join("editor")
}

/// tqdm, its wheel, which is a zip of its modules.
pub fn tqdm() -> Option<PathBuf> {
    let files = fs::read_dir(paths::cached("tqdm", TQDM_VERSION)).ok()?;
    let mut files = files.flatten().map(|file| file.path());
    files.find(|file| file.extension().is_some_and(|ending| ending == "whl"))
}

/// wasm-pack.
pub fn wasm_pack() -> PathBuf {
    paths::cached("wasm-pack", WASM_PACK_VERSION).join("bin/wasm-pack")
}

/// The driver of Firefox.
pub fn geckodriver() -> PathBuf {
    paths::cached("geckodriver", GECKODRIVER_VERSION).join("bin/geckodriver")
}

/// The driver of WebKitGTK, which brings its browser along.
pub fn webkit_driver() -> Option<PathBuf> {
    paths::which(&["WebKitWebDriver"])
}

fn xvfb() -> Option<PathBuf> {
    paths::which(&["Xvfb"])
}

/// Why this machine cannot have WebKitGTK by set-up, and how it may be had.
pub fn no_webkit() -> Option<&'static str> {
    let is_there = (WEBKIT.found)() || paths::which(&["apt-get"]).is_some();
    (!is_there).then_some(
        "WebKitWebDriver and Xvfb are not on PATH: Linux distributions have them in packages of WebKitGTK and of the X \
         server, macOS has not",
    )
}

/// cargo-mutants, cargo's subcommand.
pub fn cargo_mutants() -> PathBuf {
    paths::cached("cargo-mutants", CARGO_MUTANTS_VERSION).join("bin/cargo-mutants")
}

/// Where Python finds the packages, by its version: some are compiled for one.
pub fn python_packages() -> PathBuf {
    let (major, minor) = python_version().unwrap_or_default();
    paths::cached("python-packages", &format!("{major}.{minor}"))
}

fn python_requirements() -> PathBuf {
    paths::root().join("clients/python/requirements.txt")
}

fn python_version() -> Option<(u32, u32)> {
    let mut python = Command::new("python3");
    let told = process::output(python.args(["-c", "import sys; print(*sys.version_info[:2])"]));
    let told = told.ok()?;
    let (major, minor) = told.split_once(' ')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn has_pip() -> bool {
    process::output(Command::new("python3").args(["-m", "pip", "--version"])).is_ok()
}

/// axe-core, a script for pages.
pub fn axe() -> PathBuf {
    paths::cached("axe-core", AXE_VERSION).join("node_modules/axe-core/axe.min.js")
}

/// speedscope, the folder of its site: its npm package has the app, and no importer apart from it.
pub fn speedscope() -> PathBuf {
    paths::cached("speedscope", SPEEDSCOPE_VERSION).join("node_modules/speedscope/dist/release")
}

/// Lighthouse, the folder of its npm package.
pub fn lighthouse() -> PathBuf {
    paths::cached("lighthouse", LIGHTHOUSE_VERSION).join("node_modules/lighthouse")
}

/// Vite, a script for node.
pub fn vite() -> PathBuf {
    paths::cached("vite", VITE_VERSION).join("node_modules/vite/bin/vite.js")
}

/// cargo-deny, cargo's subcommand.
pub fn cargo_deny() -> PathBuf {
    paths::cached("cargo-deny", CARGO_DENY_VERSION).join("bin/cargo-deny")
}

/// cargo-semver-checks, cargo's subcommand.
pub fn cargo_semver_checks() -> PathBuf {
    paths::cached("cargo-semver-checks", CARGO_SEMVER_CHECKS_VERSION)
        .join("bin/cargo-semver-checks")
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
    use super::{TQDM_VERSION, locked_version, python_requirements};

    #[test]
    fn programs_have_the_same_tqdm_in_the_page_and_outside() {
        let list = std::fs::read_to_string(python_requirements()).unwrap();
        let pinned = format!("tqdm=={TQDM_VERSION}");
        assert!(list.lines().any(|line| line == pinned), "{pinned}");
    }

    #[test]
    fn the_locked_version_is_the_named_package_s_alone() {
        let lock = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"r\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
    }
}
