//! From the path of a request to a path below the folder; anything but a plain one is refused.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// The path below the folder that a request means, `index.html` for a folder; none if it is not a plain one.
/// Segments are split before they are decoded, so that no encoded separator, dot or drive makes new ones.
pub(crate) fn relative_path(path: &str) -> Option<PathBuf> {
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

#[cfg(test)]
mod tests {
    use std::path::Component;

    use proptest::prelude::{prop_assert, prop_oneof, proptest};

    use super::*;

    proptest! {
        /// Whatever is asked for lies below the folder, and is no hidden file.
        #[test]
        fn no_path_leaves_the_folder(
            path in prop_oneof!["(/([a-z.%\\\\:]|%2[eEfF]|%5c|%00|%ff|\\.\\.){0,6}){0,6}", ".*"],
        ) {
            if let Some(path) = relative_path(&path) {
                let plain = |part: Component<'_>| match part {
                    Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
                    _ => false,
                };
                prop_assert!(path.components().all(plain) && path.is_relative(), "{path:?}");
            }
        }
    }

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
}
