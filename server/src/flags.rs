//! The flags, read into memory once: a request can only name what is in this table, never a file.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use bytes::Bytes;

use crate::config::StartError;
use crate::media::content_type;

/// All flag files by their path below `/flags/`.
pub(crate) struct Flags(HashMap<String, File>);

/// One file and its media type.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) bytes: Bytes,
    pub(crate) content_type: &'static str,
}

impl Flags {
    /// Reads `<cc>/<cc>.svg`, `<cc>/<cc>.gif` and `<cc>/metadata.json` of every country folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, StartError> {
        let failed = |source| StartError::Flags {
            folder: folder.to_owned(),
            source,
        };
        let mut files = HashMap::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let country = entry.map_err(failed)?.path();
            let Some(cc) = country
                .file_name()
                .and_then(|name| name.to_str())
                .filter(|name| is_code(name))
            else {
                continue;
            };
            for name in [
                format!("{cc}.svg"),
                format!("{cc}.gif"),
                "metadata.json".to_owned(),
            ] {
                let bytes = fs::read(country.join(&name)).map_err(failed)?.into();
                let content_type = content_type(&name);
                files.insert(
                    format!("{cc}/{name}"),
                    File {
                        bytes,
                        content_type,
                    },
                );
            }
        }
        if files.is_empty() {
            Err(StartError::NoFlags(folder.to_owned()))
        } else {
            Ok(Self(files))
        }
    }

    /// The file below `/flags/`. Paths are case-sensitive and not decoded: `BR/BR.gif` and `%62r/br.gif` are unknown.
    pub(crate) fn get(&self, path: &str) -> Option<&File> {
        self.0.get(path)
    }
}

fn is_code(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_lowercase())
}
