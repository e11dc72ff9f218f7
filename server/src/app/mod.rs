//! The built app from its folder: media types, compressed siblings, caching; never a file outside the folder.

mod caching;
mod path;

use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use tokio::fs;

use self::caching::{accepts, cache_control, entity_tag, is_unchanged};
use self::path::relative_path;
use crate::answer::{Answer, answer, text};
use crate::media::content_type;

/// Compressed siblings the build leaves beside a file, by preference: suffix and `Content-Encoding`.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gz", "gzip")];

/// HTML, "Cross-origin opener policies": no page of another origin gets hold of the app's window.
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// What the app may load: its own files alone, and answers from anywhere, which is what its runs are made of. The same
/// stands in the page, for hosts that send no headers.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src *; worker-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default";

/// The frame in which functions of a person's own run, and its policy: text may become code there, and nothing comes in or goes
/// out. It stands in the frame too.
const FRAME: &str = "own.html";
const FRAME_POLICY: &str =
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; worker-src blob:";

/// HTML, "Cross-origin embedder policies": a page that shares memory takes no frame without this.
const EMBEDDER_POLICY: HeaderName = HeaderName::from_static("cross-origin-embedder-policy");

/// The folder of the built app.
pub(crate) struct App {
    root: PathBuf,
}

/// A file chosen for a request.
struct Found {
    path: PathBuf,
    modified: SystemTime,
    length: u64,
    encoding: Option<&'static str>,
}

impl App {
    pub(crate) const fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Answers a GET for `path` as it stands in the request.
    pub(crate) async fn get(&self, path: &str, headers: &HeaderMap) -> Answer {
        let Some(relative) = relative_path(path) else {
            return text(StatusCode::NOT_FOUND, None);
        };
        let found = match self.find(&relative, headers).await {
            Ok(Some(found)) => found,
            Ok(None) if path == "/" => return text(StatusCode::NOT_FOUND, Some(&self.not_built())),
            Ok(None) => return text(StatusCode::NOT_FOUND, None),
            Err(error) => return unreadable(&error),
        };
        let tag = entity_tag(found.modified, found.length, found.encoding);
        let mut answer = if is_unchanged(headers, &tag, found.modified) {
            text(StatusCode::NOT_MODIFIED, None)
        } else {
            match fs::read(&found.path).await {
                Ok(bytes) => answer(
                    StatusCode::OK,
                    content_type(&relative.to_string_lossy()),
                    bytes,
                ),
                Err(error) => return unreadable(&error),
            }
        };
        if let Some(encoding) = found.encoding {
            set(&mut answer, header::CONTENT_ENCODING, encoding);
        }
        set(&mut answer, header::ETAG, &tag);
        set(
            &mut answer,
            header::LAST_MODIFIED,
            &httpdate::fmt_http_date(found.modified),
        );
        set(&mut answer, header::CACHE_CONTROL, cache_control(&relative));
        set(&mut answer, header::VARY, "accept-encoding");
        set(&mut answer, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        let is_frame = relative.file_name().is_some_and(|name| name == FRAME);
        if is_frame {
            // Also for who opens it by itself.
            let policy = format!("{FRAME_POLICY}; sandbox allow-scripts");
            set(&mut answer, header::CONTENT_SECURITY_POLICY, &policy);
            set(&mut answer, EMBEDDER_POLICY, "require-corp");
        } else {
            set(&mut answer, header::CONTENT_SECURITY_POLICY, POLICY);
        }
        set(&mut answer, header::REFERRER_POLICY, "no-referrer");
        set(&mut answer, OPENER_POLICY, "same-origin");
        answer
    }

    /// The file, or the best compressed sibling the client accepts. A link that leads outside is not found.
    async fn find(&self, relative: &Path, headers: &HeaderMap) -> io::Result<Option<Found>> {
        let Some(root) = found_or_none(fs::canonicalize(&self.root).await)? else {
            return Ok(None);
        };
        let candidates = ENCODINGS
            .iter()
            .filter(|(_, encoding)| accepts(headers, encoding))
            .map(|(suffix, encoding)| (format!(".{suffix}"), Some(*encoding)))
            .chain([(String::new(), None)]);
        for (suffix, encoding) in candidates {
            let mut name = root.join(relative).into_os_string();
            name.push(suffix);
            let Some(path) = found_or_none(fs::canonicalize(&name).await)? else {
                continue;
            };
            let metadata = fs::metadata(&path).await?;
            if path.starts_with(&root) && metadata.is_file() {
                let modified = metadata.modified().unwrap_or(UNIX_EPOCH);
                return Ok(Some(Found {
                    path,
                    modified,
                    length: metadata.len(),
                    encoding,
                }));
            }
        }
        Ok(None)
    }

    fn not_built(&self) -> String {
        format!(
            "The app is not built: there is no index.html in {}. Flags are served below /flags/.",
            self.root.display()
        )
    }
}

/// Not found is an ordinary outcome here, also in the guise of a file used as a folder or of an overlong name.
fn found_or_none<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    use io::ErrorKind::{InvalidFilename, NotADirectory, NotFound};
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory | InvalidFilename) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn unreadable(error: &io::Error) -> Answer {
    text(
        StatusCode::INTERNAL_SERVER_ERROR,
        Some(&format!("This file cannot be read: {error}.")),
    )
}

fn set<B>(answer: &mut Response<B>, name: HeaderName, value: &str) {
    // Every value set here is made of printable ASCII.
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::{FRAME_POLICY, POLICY};

    #[test]
    fn the_page_says_the_same_policy_as_the_server() {
        let page = include_str!("../../../index.html");
        assert!(page.contains(&format!("content=\"{POLICY}\"")));
        let frame = include_str!("../../../www/own.html");
        assert!(frame.contains(&format!("content=\"{FRAME_POLICY}\"")));
    }
}
