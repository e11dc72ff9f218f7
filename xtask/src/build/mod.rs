//! `cargo xtask build`: the static site in dist/, ready for any static host.
//!
//! Cargo decides what to compile again; the rest is done only when its inputs changed, so that
//! serving again without changes starts at once.

mod compress;
mod editor;
pub mod examples;
mod fingerprint;
mod licences;
mod minify;
mod place;
mod precache;
mod python;
mod site;
pub mod sizes;
mod wasm;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use lexopt::Arg;

use crate::paths;
use crate::setup::{self, tools};
use wasm::WasmBuild;
pub use wasm::{Effort, bind, example};

/// The module of races, small: all that a first visit loads; `www/` has what is beside it.
const RACE: WasmBuild = WasmBuild {
    package: "photofinish",
    bin: Some("race"),
    optimize: "-Oz",
    simd: false,
    out_dir: "",
    out_name: "race",
};

/// The module of workers and lessons, loaded when one of its tabs is opened.
const LAB: WasmBuild = WasmBuild {
    bin: Some("lab"),
    out_name: "lab",
    ..RACE
};

/// The same for browsers with SIMD, in which its kernels are faster; `www/early.js` chooses.
const LAB_SIMD: WasmBuild = WasmBuild {
    simd: true,
    out_name: "lab_simd",
    ..LAB
};

/// The kernels alone, fast, to be compared with `www/kernels.js`.
const ENGINE: WasmBuild = WasmBuild {
    package: "photofinish-engines",
    bin: None,
    optimize: "-O3",
    simd: false,
    out_dir: "engines",
    out_name: "kernels",
};

/// The same with SIMD.
const ENGINE_SIMD: WasmBuild = WasmBuild {
    simd: true,
    out_name: "kernels_simd",
    ..ENGINE
};

/// What is compiled, and where it goes in the site's versioned folder.
const WASM_BUILDS: &[WasmBuild] = &[RACE, LAB, LAB_SIMD, ENGINE, ENGINE_SIMD];

/// `cargo xtask build [--quick|--examples]`.
pub fn command(mut args: lexopt::Parser) -> Result<ExitCode> {
    let mut effort = Effort::Full;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("quick") => effort = Effort::Quick,
            Arg::Long("examples") => {
                setup::ensure(tools::EXAMPLES)?;
                println!("The examples are in {}", examples::build()?.display());
                return Ok(ExitCode::SUCCESS);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    setup::ensure(tools::BUILD)?;
    build(effort)?;
    Ok(ExitCode::SUCCESS)
}

/// The kernels alone, as they are in the site: both Wasm modules and the JavaScript, in the folder `out`,
/// which has nothing else then.
pub fn engines(out: &Path) -> Result<PathBuf> {
    let builds = [ENGINE, ENGINE_SIMD];
    let modules = wasm::compile(&builds, Effort::Full)?;
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    fs::create_dir_all(out)?;
    for (build, module) in builds.iter().zip(&modules) {
        build.bind(module, out, Effort::Full)?;
    }
    for file in ["engines.js", minify::MEASURED] {
        fs::copy(paths::root().join("www").join(file), out.join(file))?;
    }
    Ok(out.to_path_buf())
}

/// Brings dist/ up to date and prints its sizes.
pub fn build(effort: Effort) -> Result<()> {
    let started = Instant::now();
    let modules = wasm::compile(WASM_BUILDS, effort)?;

    let work = paths::target().join("xtask");
    fs::create_dir_all(&work)?;
    let mark = work.join("dist.fingerprint");
    let fingerprint = fingerprint::of_inputs(&modules)?;
    let dist = paths::dist();
    if dist.join("index.html").is_file()
        && fs::read_to_string(&mark).is_ok_and(|m| m == fingerprint)
    {
        println!("dist/ is up to date ({:.1?})", started.elapsed());
        return Ok(());
    }

    // Built aside and put in place at the end: a server never sees half a site.
    let stage = work.join("dist");
    if stage.exists() {
        fs::remove_dir_all(&stage)?;
    }
    let app = stage.join("app");
    fs::create_dir_all(&app)?;
    for (build, module) in WASM_BUILDS.iter().zip(&modules) {
        build.bind(module, &app, effort)?;
    }
    editor::put(&app)?;
    let python = python::put(&stage, effort)?;
    site::assemble(&stage, &app, python.as_deref(), effort)?;
    licences::write(&stage)?;
    precache::write(&stage)?;
    let sizes = match effort {
        Effort::Full => compress::all(&stage)?,
        Effort::Quick => Vec::new(),
    };

    place::put(&stage, &dist)?;
    fs::write(&mark, fingerprint)?;
    println!("dist/ is built ({:.1?})", started.elapsed());
    if effort == Effort::Full {
        sizes::print(&sizes);
    }
    Ok(())
}
