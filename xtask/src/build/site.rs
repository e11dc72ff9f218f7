//! Puts the site together from index.html, www/ and the bound modules.
//!
//! Scripts, styles and Wasm go into one folder whose name holds the hash of its contents:
//! `app-0123456789abcdef/`. So a browser may keep them for ever, they find each other by plain
//! relative names (workers too, from `import.meta.url`), and only index.html has to be told the
//! folder's name, where it says `%APP%`. Everything else is served under its own name.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::wasm::Effort;
use super::{fingerprint, minify};
use crate::paths;

/// Stands for the versioned folder's name in index.html.
const APP: &str = "%APP%";

/// Who loads Python in the page, and what stands in it for the name of its folder: nothing where there is none.
const PYTHON_WORKER: &str = "python/worker.js";
const PYTHON: &str = "%PYTHON%";

/// What stands in licences.txt need not stand beside it.
const LICENCES: &str = "python/licences/";

/// The frame in which functions of a person's own run.
const FRAME: &str = "own.html";

/// The service worker has to stay beside index.html, under one name, to be in charge of the site.
pub const SERVICE_WORKER: &str = "sw.js";

/// Every file of a site, as an address relative to its root.
pub fn addresses(site: &Path) -> Result<Vec<String>> {
    fingerprint::files_below(site)?
        .iter()
        .map(|file| address(file, site))
        .collect()
}

/// Completes `stage`, in which `app` holds the bound modules, and `python` names the folder of Python.
pub fn assemble(stage: &Path, app: &Path, python: Option<&str>, effort: Effort) -> Result<()> {
    let root = paths::root();
    let www = root.join("www");
    for file in fingerprint::files_below(&www)? {
        let name = address(&file, &www)?;
        if name.starts_with(LICENCES) {
            continue;
        }
        let to = if is_versioned(&name) {
            app.join(&name)
        } else {
            stage.join(&name)
        };
        copy(&file, &to)?;
    }

    told(&app.join(PYTHON_WORKER), PYTHON, python.unwrap_or_default())?;
    if effort == Effort::Full {
        minify::all(app)?;
    }
    let hash = fingerprint::of_folder(app)?;
    let name = format!("app-{hash}");
    fs::rename(app, stage.join(&name))?;

    let page = stage.join("index.html");
    copy(&root.join("index.html"), &page)?;
    told(&page, APP, &name)
}

/// Puts `what` into a file, in the place of each `sign`.
fn told(file: &Path, sign: &str, what: &str) -> Result<()> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    ensure!(
        text.contains(sign),
        "{name} does not say where {sign} belongs"
    );
    Ok(fs::write(file, text.replace(sign, what))?)
}

fn is_versioned(name: &str) -> bool {
    let is_script = name.ends_with(".js") || name.ends_with(".css") || name.ends_with(".py");
    // The frame is of one version with the module that opens it.
    (is_script && name != SERVICE_WORKER) || name == FRAME
}

/// The address of a file, relative to a folder above it.
pub fn address(file: &Path, below: &Path) -> Result<String> {
    let parts = file
        .strip_prefix(below)?
        .iter()
        .map(|part| part.to_string_lossy());
    Ok(parts.collect::<Vec<_>>().join("/"))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(dir) = to.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, is_versioned, paths};

    #[test]
    fn every_page_has_every_style_sheet() {
        // A part of the page may stand on any screen: which sheets it needs is nobody's to remember. Only
        // what no other module draws comes with its own.
        let root = paths::root();
        let page = std::fs::read_to_string(root.join("index.html")).unwrap();
        let boot = std::fs::read_to_string(root.join("www/boot.js")).unwrap();
        let sheets = fingerprint::files_below(&root.join("www/css")).unwrap();
        assert!(!sheets.is_empty());
        for sheet in sheets {
            let name = sheet.file_name().unwrap().to_string_lossy().into_owned();
            let link = format!(r#"<link rel="stylesheet" href="./%APP%/css/{name}""#);
            let with_lab = boot.contains(&format!(r#"dress("./css/{name}")"#));
            assert!(page.contains(&link) || with_lab, "{name} is not linked");
        }
    }

    #[test]
    fn scripts_and_styles_are_versioned_but_the_service_worker_keeps_its_name() {
        assert!(is_versioned("style.css"));
        assert!(is_versioned("kernels/sha256.js"));
        assert!(is_versioned("python/inpage/stacks.py"));
        assert!(!is_versioned("sw.js"));
        assert!(!is_versioned("flags/br/br.svg"));
    }
}
