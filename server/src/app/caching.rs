//! HTTP's rules for who gets which encoding, and who need not get a file again.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use hyper::header::{self, HeaderMap, HeaderName};

/// `Accept-Encoding` names the encoding with a quality above 0 (RFC 9110, section 12.5.3).
pub(crate) fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
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
pub(crate) fn entity_tag(modified: SystemTime, length: u64, encoding: Option<&str>) -> String {
    let modified = modified
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_nanos();
    format!(
        "\"{modified:x}-{length:x}{}\"",
        encoding.unwrap_or_default()
    )
}

/// RFC 9110, section 13.2.2: a tag decides alone, the date only without one.
pub(crate) fn is_unchanged(headers: &HeaderMap, tag: &str, modified: SystemTime) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(tags) = text(header::IF_NONE_MATCH) {
        let mut tags = tags
            .split(',')
            .map(|each| each.trim().trim_start_matches("W/"));
        return tags.any(|each| each == "*" || each == tag);
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
pub(crate) fn cache_control(relative: &Path) -> &'static str {
    let name = relative.to_string_lossy();
    let is_hash = |part: &str| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    if name.split(['-', '.', '_', '/']).skip(1).any(is_hash) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
