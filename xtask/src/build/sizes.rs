//! The table of what a first visit loads, and what the other module adds.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::compress::Size;
use super::editor;
use super::site::{self, SERVICE_WORKER};

/// The kinds of files that are weighed, by how their names end.
const KINDS: [(&str, &str); 3] = [("Wasm", ".wasm"), ("JavaScript", ".js"), ("CSS", ".css")];

/// Who loads a file.
#[derive(Clone, Copy, PartialEq)]
pub enum Loaded {
    /// The module of races, which a first visit opens.
    First,
    /// The module of workers and lessons, besides.
    Lab,
    /// Neither, before it has started.
    Later,
    /// Python, when a program is to run in the page.
    Python,
    /// The editor, when a program is to be changed.
    Editor,
}

impl Loaded {
    /// Whether nothing of it comes before somebody wants just that.
    pub fn is_when_asked(self) -> bool {
        matches!(self, Loaded::Python | Loaded::Editor)
    }
}

/// Prints Wasm, JavaScript and CSS of both modules, and all of Python and of the editor, raw and as brotli sends them.
pub fn print(sizes: &[Size]) {
    for (title, page) in [("a race", Loaded::First), ("the lab, besides", Loaded::Lab)] {
        println!("{title:<20}{:>12}{:>12}", "raw", "brotli");
        let mut total = (0, 0);
        for (name, extension) in KINDS {
            let (raw, brotli) = sizes
                .iter()
                .filter(|size| size.address.ends_with(extension) && loaded(&size.address) == page)
                .fold((0, 0), |sum, size| (sum.0 + size.raw, sum.1 + size.brotli));
            row(name, raw, brotli);
            total = (total.0 + raw, total.1 + brotli);
        }
        row("total", total.0, total.1);
    }
    for (title, what) in [("Python", Loaded::Python), ("the editor", Loaded::Editor)] {
        let title = format!("{title}, when asked");
        println!("{title:<24}{:>8}{:>12}", "raw", "brotli");
        let files = sizes.iter().filter(|size| loaded(&size.address) == what);
        let (raw, brotli) = files.fold((0, 0), |sum, size| (sum.0 + size.raw, sum.1 + size.brotli));
        row("total", raw, brotli);
    }
}

/// What Wasm, JavaScript and CSS of a first visit to a built site come to, in bytes as brotli sends them.
pub fn first_visit(root: &Path) -> Result<usize> {
    let addresses = site::addresses(root)?.into_iter();
    let counts = addresses.filter(|address| {
        let is_weighed = KINDS
            .iter()
            .any(|(_, extension)| address.ends_with(extension));
        is_weighed && loaded(address) == Loaded::First
    });
    let sizes = counts.map(|address| {
        let file = root.join(&address);
        let compressed = root.join(format!("{address}.br"));
        let weighed = if compressed.is_file() {
            compressed
        } else {
            file
        };
        let size = fs::metadata(&weighed);
        let size = size.with_context(|| format!("cannot weigh {}", weighed.display()))?;
        Ok(size.len() as usize)
    });
    sizes.sum()
}

/// The service worker is fetched after the page has started, engines when they are compared, flags
/// when they race.
pub fn loaded(address: &str) -> Loaded {
    let file = address.rsplit('/').next().unwrap_or(address);
    let of_engines = address.contains("/engines/") || ["kernels.js", "engines.js"].contains(&file);
    let is_aside = address.starts_with("flags/") || ["licences.txt", "own.html"].contains(&file);
    // Of the two builds of the lab a browser loads one, and they differ little.
    let is_other_build = file.starts_with("lab_simd");
    if address.ends_with(editor::FILE) {
        return Loaded::Editor;
    }
    // What the lab's module imports from a folder of that name is the lab's.
    let is_import = address.contains("/snippets/");
    if address.starts_with("python-") || (address.contains("/python/") && !is_import) {
        return Loaded::Python;
    }
    if address == SERVICE_WORKER || of_engines || is_aside || is_other_build {
        Loaded::Later
    } else if file.starts_with("lab")
        || [
            "worker.js",
            "line.js",
            "clock.js",
            "bring.js",
            "sandbox.js",
            "lessons.css",
            "sheet.css",
        ]
        .contains(&file)
    {
        Loaded::Lab
    } else {
        Loaded::First
    }
}

fn row(name: &str, raw: usize, brotli: usize) {
    println!("{name:<20}{:>12}{:>12}", kilobytes(raw), kilobytes(brotli));
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::{Loaded, kilobytes, loaded};

    #[test]
    fn a_race_loads_neither_the_lab_nor_the_engines() {
        let page = |names: [&str; 3]| names.map(|name| loaded(&format!("app-0123/{name}")));
        let first = page(["race_bg.wasm", "boot.js", "css/race.css"]);
        let lab = page(["lab_bg.wasm", "css/lessons.css", "lab.js"]);
        let later = page(["engines/kernels_bg.wasm", "kernels.js", "engines.js"]);
        assert!(first.iter().all(|page| *page == Loaded::First));
        assert!(lab.iter().all(|page| *page == Loaded::Lab));
        assert!(loaded("app-0123/snippets/x/line.js") == Loaded::Lab);
        assert!(later.iter().all(|page| *page == Loaded::Later));
        assert!(loaded("sw.js") == Loaded::Later);
        assert!(loaded("app-0123/python/worker.js") == Loaded::Python);
        assert!(loaded("python-0123/pyodide.js") == Loaded::Python);
        assert!(loaded("app-0123/python/editor.js") == Loaded::Editor);
        assert!(loaded("app-0123/snippets/x/src/app/python/bring.js") == Loaded::Lab);
    }

    #[test]
    fn sizes_are_in_thousands_of_bytes() {
        assert_eq!(kilobytes(43_210), "43.2 KB");
        assert_eq!(kilobytes(99), "0.0 KB");
    }
}
