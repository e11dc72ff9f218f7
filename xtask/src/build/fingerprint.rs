//! Short hashes: what a build was made from, and what a file's address promises about its content.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{editor, python};
use crate::paths;
use crate::setup::tools;

/// A hash of everything dist/ is made from: modules, page, tools and this program itself.
pub fn of_inputs(modules: &[PathBuf]) -> Result<String> {
    let root = paths::root();
    let mut hasher = DefaultHasher::new();
    tools::wasm_bindgen()?.hash(&mut hasher);
    (tools::wasm_opt().is_file(), tools::esbuild().is_file()).hash(&mut hasher);
    (python::is_there(), editor::is_there()).hash(&mut hasher);
    add_folder(&root.join("editor"), &mut hasher)?;
    add(&root.join(python::RECORDER), &mut hasher)?;
    add(&root.join("index.html"), &mut hasher)?;
    add(&std::env::current_exe()?, &mut hasher)?;
    for module in modules {
        add(module, &mut hasher)?;
    }
    add_folder(&root.join("www"), &mut hasher)?;
    Ok(text(&hasher))
}

/// A hash of the names and contents of all files below a folder, wherever the folder is.
pub fn of_folder(dir: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    add_folder(dir, &mut hasher)?;
    Ok(text(&hasher))
}

fn add_folder(dir: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    for file in files_below(dir)? {
        file.strip_prefix(dir)?.hash(hasher);
        add(&file, hasher)?;
    }
    Ok(())
}

fn add(file: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let content = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    content.hash(hasher);
    Ok(())
}

fn text(hasher: &DefaultHasher) -> String {
    format!("{:016x}", hasher.finish())
}

/// Every file below a folder, in the order of their names.
pub fn files_below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(dir)
        .with_context(|| format!("cannot read {}", dir.display()))?
        .collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    let mut files = Vec::new();
    for entry in entries {
        if entry.file_type()?.is_dir() {
            files.extend(files_below(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
