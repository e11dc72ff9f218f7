//! The built app from its folder: media types, compressed siblings, caching; never a file outside the folder.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use percent_encoding::percent_decode_str;
use tokio::fs;

use crate::answer::{Answer, answer, text};

/// Compressed siblings the build leaves beside a file, by preference: suffix and `Content-Encoding`.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gz", "gzip")];

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
        let tag = entity_tag(&found);
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

/// The path below the folder that a request means, `index.html` for a folder; none if it is not a plain one.
/// Segments are split before they are decoded, so that no encoded separator, dot or drive makes new ones.
fn relative_path(path: &str) -> Option<PathBuf> {
    let path = path.strip_prefix('/')?;
    let path = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    path.split('/')
        .map(|segment| {
            let name = percent_decode_str(segment).decode_utf8().ok()?;
            let plain = !name.is_empty()
                && !name.starts_with('.')
                && !name.contains(['/', '\\', '\0', ':']);
            plain.then(|| name.into_owned())
        })
        .collect()
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

/// `Accept-Encoding` names the encoding with a quality above 0 (RFC 9110, section 12.5.3).
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| {
            value.split(',').any(|item| {
                let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
                let quality = parameters
                    .trim()
                    .strip_prefix("q=")
                    .map_or(Ok(1.0), str::parse::<f32>);
                name.trim().eq_ignore_ascii_case(encoding)
                    && quality.is_ok_and(|quality| quality > 0.0)
            })
        })
}

/// Changes whenever the file does, and differs between its encodings.
fn entity_tag(found: &Found) -> String {
    let modified = found
        .modified
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_nanos();
    format!(
        "\"{modified:x}-{:x}{}\"",
        found.length,
        found.encoding.unwrap_or_default()
    )
}

/// RFC 9110, section 13.2.2: a tag decides alone, the date only without one.
fn is_unchanged(headers: &HeaderMap, tag: &str, modified: SystemTime) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(tags) = text(header::IF_NONE_MATCH) {
        return tags
            .split(',')
            .any(|each| matches!(each.trim().trim_start_matches("W/"), "*") || each.trim() == tag);
    }
    let seconds = |time: SystemTime| {
        time.duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs()
    };
    text(header::IF_MODIFIED_SINCE)
        .and_then(|date| httpdate::parse_http_date(date).ok())
        .is_some_and(|since| seconds(modified) <= seconds(since))
}

/// A file whose name or folder is named by its content never changes; all others are asked for again, and answered
/// 304 while unchanged.
fn cache_control(relative: &Path) -> &'static str {
    let name = relative.to_string_lossy();
    let is_hash = |part: &str| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    if name.split(['-', '.', '_', '/']).skip(1).any(is_hash) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// The media type by the name's ending.
pub(crate) fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "gif" => "image/gif",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ if name.ends_with("LICENSE") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn set<B>(answer: &mut Response<B>, name: HeaderName, value: &str) {
    // Every value set here is made of printable ASCII.
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_are_followed() {
        let plain = |path| relative_path(path).map(|path| path.to_string_lossy().into_owned());
        assert_eq!(plain("/").as_deref(), Some("index.html"));
        assert_eq!(plain("/zh/").as_deref(), Some("zh/index.html"));
        assert_eq!(plain("/a%20b.js").as_deref(), Some("a b.js"));
        for bad in [
            "",
            "*",
            "//",
            "//x",
            "/a//b",
            "/..",
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/%2E./x",
            "/a%2fb",
            "/a%5cb",
            "/a\\b",
            "/%00",
            "/a%00.js",
            "/.git/config",
            "/c:",
            "/%ff",
        ] {
            assert_eq!(plain(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for hashed in [
            "app-3f9a8b2c1d4e.js",
            "photofinish_bg-0123abcd.wasm",
            "style.00112233.css",
            "app-3f9a8b2c1d4e5f60/boot.js",
        ] {
            assert!(
                cache_control(Path::new(hashed)).contains("immutable"),
                "{hashed}"
            );
        }
        for named in [
            "index.html",
            "app.js",
            "photofinish.wasm",
            "worker-entry.js",
            "deadbeef.js",
        ] {
            assert_eq!(cache_control(Path::new(named)), "no-cache", "{named}");
        }
    }
}
