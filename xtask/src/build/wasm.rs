//! One Wasm module: compiled by cargo, bound by wasm-bindgen, made small by wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::setup::tools;
use crate::{paths, process};

/// What rustc uses on wasm32-unknown-unknown by default; wasm-opt must be told to allow it.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A Wasm module of the site.
pub struct WasmBuild {
    /// The cargo package.
    pub package: &'static str,
    /// The program in it that becomes the module; `None` for its library, a `cdylib`.
    pub bin: Option<&'static str>,
    /// What wasm-opt aims at: `-Oz` for size, `-O3` for speed.
    pub optimize: &'static str,
    /// Whether it may use SIMD, which not every browser has.
    pub simd: bool,
    /// The folder below the site's versioned folder; empty for that folder itself.
    pub out_dir: &'static str,
    /// The name of the JavaScript, and of the Wasm before `_bg.wasm`.
    pub out_name: &'static str,
}

/// How much is done for a small and fast site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// All there is: what is served to people.
    Full,
    /// Compiled in seconds instead of minutes, large, to be looked at while one works on the page.
    Quick,
}

impl Effort {
    /// Cargo's profile, in Cargo.toml.
    pub fn profile(self) -> &'static str {
        match self {
            Effort::Full => "release",
            Effort::Quick => "quick",
        }
    }
}

/// Compiles the modules and says where each is.
pub fn compile(builds: &[WasmBuild], effort: Effort) -> Result<Vec<PathBuf>> {
    for simd in [false, true] {
        // All that can be is compiled by one command: linking has one core for each module.
        let mut command = process::cargo(["build", "--locked", "--profile", effort.profile()]);
        command.args(["--target", tools::WASM]);
        for build in builds.iter().filter(|build| build.simd == simd) {
            command.args(["--package", build.package]);
            match build.bin {
                Some(bin) => command.args(["--bin", bin]),
                None => command.arg("--lib"),
            };
        }
        // Apart by a unit separator, since a path may have spaces.
        command.env("CARGO_ENCODED_RUSTFLAGS", flags(simd)?.join("\u{1f}"));
        process::run(command.arg("--target-dir").arg(target(simd)))?;
    }
    Ok(builds.iter().map(|build| build.compiled(effort)).collect())
}

/// Cargo's target folder. With other flags another one, or the two builds of a package would
/// replace each other every time.
fn target(simd: bool) -> PathBuf {
    let target = paths::target();
    if simd { target.join("simd") } else { target }
}

fn flags(simd: bool) -> Result<Vec<String>> {
    let home = paths::cargo_home().context("no home folder")?;
    // A panic names its place in a source file, but not whose machine the site was built on.
    let mut flags = vec![format!("--remap-path-prefix={}=cargo", home.display())];
    if simd {
        flags.push("-Ctarget-feature=+simd128".to_owned());
    }
    Ok(flags)
}

/// Compiles a program of `examples` for pages, with these further arguments for cargo, and binds it in the
/// folder `out`, which has nothing else then. `folder` is the one of the profile below cargo's target.
pub fn example(name: &str, arguments: &[&str], folder: &str, out: &Path) -> Result<()> {
    let target = paths::target();
    let mut cargo = process::cargo(["build", "--locked", "--package", "photofinish"]);
    cargo.args(["--example", name, "--target", tools::WASM]);
    process::run(cargo.args(arguments).arg("--target-dir").arg(&target))?;
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    let compiled = target.join(tools::WASM).join(folder).join("examples");
    bind(&compiled.join(name).with_extension("wasm"), out, name)
}

/// Writes a module, its JavaScript and its snippets to the folder `out`.
pub fn bind(module: &Path, out: &Path, name: &str) -> Result<()> {
    let mut bind = Command::new(tools::wasm_bindgen()?);
    bind.args(["--target", "web", "--no-typescript", "--out-name", name]);
    process::run(bind.arg("--out-dir").arg(out).arg(module))
}

impl WasmBuild {
    /// The file that cargo leaves.
    fn compiled(&self, effort: Effort) -> PathBuf {
        let name = self.bin.unwrap_or(self.package).replace('-', "_");
        let folder = target(self.simd).join(tools::WASM).join(effort.profile());
        folder.join(name).with_extension("wasm")
    }

    /// Writes the module, its JavaScript and its snippets below `app`.
    pub fn bind(&self, module: &Path, app: &Path, effort: Effort) -> Result<()> {
        let out = app.join(self.out_dir);
        bind(module, &out, self.out_name)?;
        let wasm = out.join(format!("{}_bg.wasm", self.out_name));
        if effort == Effort::Quick {
            return Ok(());
        }
        if tools::wasm_opt().is_file() {
            self.optimize(&wasm)?;
        } else {
            println!(
                "Without wasm-opt {} stays larger than need be; it works the same.",
                wasm.display()
            );
        }
        Ok(())
    }

    fn optimize(&self, wasm: &Path) -> Result<()> {
        let optimized = wasm.with_extension("opt");
        let mut command = Command::new(tools::wasm_opt());
        command.arg(self.optimize).args(FEATURES);
        if self.simd {
            command.arg("--enable-simd");
        }
        process::run(command.arg(wasm).arg("-o").arg(&optimized))?;
        fs::rename(&optimized, wasm).with_context(|| format!("cannot replace {}", wasm.display()))
    }
}
