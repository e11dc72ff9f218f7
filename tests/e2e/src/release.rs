//! Versions of the site: the one that was built, and others that differ from it in nothing but the hashes that name
//! versions.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::places;

/// A version of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Release {
    /// As it was built.
    #[default]
    Built,
    /// One that came later.
    Later,
}

impl Release {
    /// What `precache.json`, `index.html` and `sw.js` say of this version.
    ///
    /// # Panics
    /// When the site is not built.
    #[must_use]
    pub fn version(self) -> String {
        let (version, _) = hashes();
        self.renamed(&version)
    }

    /// The path at which the build has the file, if this version has it at `path`.
    pub(crate) fn built(self, path: &str) -> Option<String> {
        let Some(path) = path.strip_prefix("app-") else {
            return Some(path.to_owned());
        };
        let (_, app) = hashes();
        let below = path.strip_prefix(&self.renamed(&app))?;
        Some(format!("app-{app}{below}"))
    }

    /// The content of the file in this version.
    pub(crate) fn told(self, path: &Path, content: Vec<u8>) -> Vec<u8> {
        if matches!(self, Release::Built) {
            return content;
        }
        let names = ["index.html", "sw.js", "precache.json"].map(Path::new);
        match String::from_utf8(content) {
            Ok(text) if names.contains(&path) => {
                let (version, app) = hashes();
                let text = text.replace(&version, &self.renamed(&version));
                text.replace(&app, &self.renamed(&app)).into_bytes()
            }
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        }
    }

    fn renamed(self, hash: &str) -> String {
        match self {
            Release::Built => hash.to_owned(),
            Release::Later => hash.chars().rev().collect(),
        }
    }
}

/// The version of the built site, and the hash in the name of its folder of scripts.
fn hashes() -> (String, String) {
    let list = fs::read(places::dist().join("precache.json")).expect("the site is built");
    let list: Value = serde_json::from_slice(&list).expect("precache.json is JSON");
    let version = list["version"].as_str().expect("a version").to_owned();
    let mut addresses = list["app"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let app = addresses.find_map(|address| address.strip_prefix("app-")?.split_once('/'));
    (version, app.expect("a folder of scripts").0.to_owned())
}
