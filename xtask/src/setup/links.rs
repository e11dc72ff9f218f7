//! Links from cargo's bin folder to the tools of the project's versions.
//!
//! `cargo xtask` finds them in the cache; with the links plain `wasm-pack test` does so too.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::tools;
use crate::paths;

/// Whether every tool in the cache is linked, as far as there is a place for links.
pub fn settled() -> bool {
    links().is_none_or(|links| links.iter().all(Link::settled))
}

/// Makes the links that are missing.
pub fn make() -> Result<()> {
    links().map_or(Ok(()), |links| links.iter().try_for_each(Link::make))
}

/// A link from cargo's bin folder to a program in the cache.
struct Link {
    at: PathBuf,
    to: PathBuf,
}

impl Link {
    /// Right already, or a program of the user's own, which stays.
    fn settled(&self) -> bool {
        match fs::read_link(&self.at) {
            Ok(to) => to == self.to || !to.starts_with(paths::cache()),
            Err(_) => self.at.exists(),
        }
    }

    #[cfg(unix)]
    fn make(&self) -> Result<()> {
        if self.settled() {
            return Ok(());
        }
        // Ours, of another version: `settled` keeps everybody else's.
        let _absent_at_first = fs::remove_file(&self.at);
        std::os::unix::fs::symlink(&self.to, &self.at)
            .with_context(|| format!("cannot link {}", self.at.display()))
    }

    #[cfg(not(unix))]
    fn make(&self) -> Result<()> {
        anyhow::bail!("add {} to PATH", self.to.display())
    }
}

/// `None` where there is no cargo bin folder or no locked version.
fn links() -> Option<Vec<Link>> {
    let bin = paths::cargo_bin().filter(|bin| bin.is_dir())?;
    let wasm_bindgen = tools::wasm_bindgen().ok()?;
    let test_runner = wasm_bindgen.with_file_name("wasm-bindgen-test-runner");
    let links = [
        wasm_bindgen,
        test_runner,
        tools::wasm_pack(),
        tools::geckodriver(),
    ]
    .into_iter()
    .filter(|to| to.is_file())
    .filter_map(|to| {
        Some(Link {
            at: bin.join(to.file_name()?),
            to,
        })
    })
    .collect();
    Some(links)
}
