//! The editor of programs: one script for the page, bundled from `editor/` and the packages that its lock file names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::fingerprint;
use crate::setup::tools;
use crate::{paths, process};

/// What it is called in the folder of scripts: beside that of Python, and like it kept once it was asked for.
pub const FILE: &str = "python/editor.js";

/// The only licence that its packages may have, as what is said of them beside the site is that.
const LICENCE: &str = "MIT";

/// Whether all that it is made of is on this machine. Without it a program is changed in a plain field.
pub fn is_there() -> bool {
    tools::esbuild().is_file() && tools::codemirror().is_dir()
}

/// Puts it into the folder of scripts.
pub fn put(app: &Path) -> Result<()> {
    if !is_there() {
        println!("Without esbuild and CodeMirror programs are changed in a plain field.");
        return Ok(());
    }
    let to = app.join(FILE);
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut command = Command::new(tools::esbuild());
    command
        .arg(paths::root().join("editor/editor.js"))
        .args(["--bundle", "--format=esm", "--minify", "--charset=utf8"])
        // They stand beside the site.
        .args(["--legal-comments=none", "--log-level=error"])
        .arg(format!("--outfile={}", to.display()))
        .env("NODE_PATH", tools::codemirror());
    process::run(&mut command)
}

/// Each of its packages: name, version, and the file of its licence.
pub fn packages() -> Result<Vec<(String, String, PathBuf)>> {
    if !is_there() {
        return Ok(Vec::new());
    }
    let modules = tools::codemirror();
    let files = fingerprint::files_below(&modules)?.into_iter();
    let licences = files.filter(|file| file.file_name().is_some_and(|name| name == "LICENSE"));
    let mut packages = Vec::new();
    for file in licences {
        let folder = file.parent().unwrap_or(&modules);
        let described = folder.join("package.json");
        let text = fs::read_to_string(&described)
            .with_context(|| format!("cannot read {}", described.display()))?;
        let field = |name: &str| field(&text, name);
        let (name, version) = (field("name"), field("version"));
        ensure!(
            field("license").as_deref() == Some(LICENCE),
            "{} is not under {LICENCE}",
            described.display()
        );
        packages.extend(
            name.zip(version)
                .map(|(name, version)| (name, version, file)),
        );
    }
    ensure!(!packages.is_empty(), "no package in {}", modules.display());
    Ok(packages)
}

/// A text that `package.json` has under a name of its outermost object, which npm's tools indent by two.
fn field(text: &str, name: &str) -> Option<String> {
    let start = format!("  \"{name}\": \"");
    let line = text.lines().find_map(|line| line.strip_prefix(&start))?;
    line.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::field;
    use crate::paths;

    #[test]
    fn what_a_package_says_of_itself_is_its_own_and_not_its_author_s() {
        let text = "{\n  \"name\": \"a\",\n  \"author\": {\n    \"name\": \"b\"\n  },\n  \"version\": \"1.2.3\"\n}";
        assert_eq!(field(text, "name").as_deref(), Some("a"));
        assert_eq!(field(text, "version").as_deref(), Some("1.2.3"));
        assert_eq!(field(text, "license"), None);
    }

    #[test]
    fn each_package_is_pinned_by_what_it_holds_and_of_a_free_licence() {
        let lock = std::fs::read_to_string(paths::root().join("editor/package-lock.json")).unwrap();
        let count = |what: &str| lock.matches(what).count();
        assert!(count("\"integrity\": \"sha512-") > 10);
        assert_eq!(count("\"integrity\": \"sha512-"), count("\"node_modules/"));
        assert_eq!(count("\"license\": \"MIT\""), count("\"node_modules/"));
        assert_eq!(count("\"resolved\""), 0);
    }
}
