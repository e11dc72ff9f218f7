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
    /// The profile of Cargo.toml in which it is compiled.
    pub profile: &'static str,
    /// What wasm-opt aims at: `-Oz` for size, `-O3` for speed.
    pub optimize: &'static str,
    /// Whether it may use SIMD, which not every browser has.
    pub simd: bool,
    /// The folder below the site's versioned folder; empty for that folder itself.
    pub out_dir: &'static str,
    /// The name of the JavaScript, and of the Wasm before `_bg.wasm`.
    pub out_name: &'static str,
}

impl WasmBuild {
    /// Compiles the module and says where it is.
    pub fn compile(&self) -> Result<PathBuf> {
        let mut command = process::cargo(["build", "--locked", "--target", tools::WASM]);
        command.args(["--profile", self.profile, "--package", self.package]);
        // All programs of the package at once: the linker has one core for each, and the next call
        // finds its own done.
        command.arg(if self.bin.is_some() {
            "--bins"
        } else {
            "--lib"
        });
        let mut target = paths::target();
        // A panic names its place in a source file, but not whose machine the site was built on.
        let home = paths::cargo_home().context("no home folder")?;
        let mut flags = format!("--remap-path-prefix={}=cargo", home.display());
        if self.simd {
            // Its own folder, or the two builds of a package would replace each other every time.
            target.push("simd");
            flags.push_str("\u{1f}-Ctarget-feature=+simd128");
        }
        // Apart by a unit separator, since a path may have spaces.
        command.env("CARGO_ENCODED_RUSTFLAGS", flags);
        process::run(command.arg("--target-dir").arg(&target))?;
        let name = self.bin.unwrap_or(self.package).replace('-', "_");
        let folder = target.join(tools::WASM).join(self.profile);
        Ok(folder.join(name).with_extension("wasm"))
    }

    /// Writes the module, its JavaScript and its snippets below `app`.
    pub fn bind(&self, module: &Path, app: &Path) -> Result<()> {
        let out = app.join(self.out_dir);
        process::run(
            Command::new(tools::wasm_bindgen()?)
                .args([
                    "--target",
                    "web",
                    "--no-typescript",
                    "--out-name",
                    self.out_name,
                ])
                .arg("--out-dir")
                .arg(&out)
                .arg(module),
        )?;
        let wasm = out.join(format!("{}_bg.wasm", self.out_name));
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
