//! Scripts and styles without what only readers of the source need: as they stand, none joined to another.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use super::{fingerprint, site};
use crate::process;
use crate::setup::tools;

/// Whose speed is compared: nobody but its author has a hand in it.
pub(super) const MEASURED: &str = "kernels.js";

/// Makes every script and style sheet below a folder smaller, where the tool for it is at hand.
pub fn all(app: &Path) -> Result<()> {
    if !tools::esbuild().is_file() {
        println!(
            "Without esbuild scripts and styles stay larger than need be; they work the same."
        );
        return Ok(());
    }
    let mut files = Vec::new();
    for file in fingerprint::files_below(app)? {
        let name = site::address(&file, app)?;
        if (name.ends_with(".js") || name.ends_with(".css")) && name != MEASURED {
            files.push(name);
        }
    }
    ensure!(
        !files.is_empty(),
        "there are no scripts in {}",
        app.display()
    );
    let mut command = Command::new(tools::esbuild());
    command.current_dir(app).args(&files).args([
        "--minify",
        "--charset=utf8",
        "--log-level=error",
        "--allow-overwrite",
        "--outdir=.",
        "--outbase=.",
    ]);
    process::run(&mut command)
}
