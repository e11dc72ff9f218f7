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
    /// Flags for rustc, as `-Ctarget-feature=+simd128`; usually none.
    pub rustflags: &'static str,
    /// The folder below the site's versioned folder; empty for that folder itself.
    pub out_dir: &'static str,
    /// The name of the JavaScript, and of the Wasm before `_bg.wasm`.
    pub out_name: &'static str,
}

impl WasmBuild {
    /// Compiles the module in release mode and says where it is.
    pub fn compile(&self) -> Result<PathBuf> {
        let mut command =
            process::cargo(["build", "--release", "--locked", "--target", tools::WASM]);
        command.args(["--package", self.package]);
        match self.bin {
            Some(bin) => command.args(["--bin", bin]),
            None => command.arg("--lib"),
        };
        let mut target = paths::target();
        if !self.rustflags.is_empty() {
            // Its own folder, or two builds of one package would replace each other every time.
            target.push(self.out_name);
            command.env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                self.rustflags,
            );
        }
        process::run(command.arg("--target-dir").arg(&target))?;
        let name = self.bin.unwrap_or(self.package).replace('-', "_");
        Ok(target
            .join(tools::WASM)
            .join("release")
            .join(name)
            .with_extension("wasm"))
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
        command.arg("-Oz").args(FEATURES);
        if self.rustflags.contains("simd128") {
            command.arg("--enable-simd");
        }
        process::run(command.arg(wasm).arg("-o").arg(&optimized))?;
        fs::rename(&optimized, wasm).with_context(|| format!("cannot replace {}", wasm.display()))
    }
}
