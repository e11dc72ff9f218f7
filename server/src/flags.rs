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
    /// Reads `<cc>/<cc>.svg`, `<cc>/<cc>.gif` and `<cc>/metadata.json` of every country folder, and the lists and the
    /// licence beside those folders.
    pub(crate) fn read(folder: &Path) -> Result<Self, StartError> {
        let failed = |source| StartError::Flags {
            folder: folder.to_owned(),
            source,
        };
        let mut files = HashMap::new();
        let mut add = |path: String| {
            let bytes = fs::read(folder.join(&path))?.into();
            let content_type = content_type(&path);
            files.insert(
                path,
                File {
                    bytes,
                    content_type,
                },
            );
            Ok(())
        };
        let mut countries = 0;
        for entry in fs::read_dir(folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            let Some(cc) = name.to_str().filter(|name| is_code(name)) else {
                continue;
            };
            countries += 1;
            for name in [&format!("{cc}.svg"), &format!("{cc}.gif"), "metadata.json"] {
                add(format!("{cc}/{name}")).map_err(failed)?;
            }
        }
        if countries == 0 {
            return Err(StartError::NoFlags(folder.to_owned()));
        }
        for name in ["codes.json", "codes.txt", "LICENSE"] {
            if folder.join(name).is_file() {
                add(name.to_owned()).map_err(failed)?;
            }
        }
        Ok(Self(files))
    }

    /// The file below `/flags/`. Paths are case-sensitive and not decoded: `BR/BR.gif` and `%62r/br.gif` are unknown.
    pub(crate) fn get(&self, path: &str) -> Option<&File> {
        self.0.get(path)
    }
}

fn is_code(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_lowercase())
}
