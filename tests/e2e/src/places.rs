//! Where the things under test are, and where pictures of them go.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.join("../..")
}

/// The server program.
pub fn server() -> PathBuf {
    told("PHOTOFINISH_SERVER", || {
        root().join("target/debug/photofinish-server")
    })
}

/// The built site.
pub fn dist() -> PathBuf {
    let dist = told("PHOTOFINISH_DIST", || root().join("dist"));
    assert!(
        dist.join("index.html").is_file(),
        "{} is not built: `cargo xtask test e2e` builds it",
        dist.display()
    );
    dist
}

/// The page of `cargo xtask soak`.
pub fn soak() -> PathBuf {
    told("PHOTOFINISH_SOAK", || root().join("target/soak"))
}

/// The example programs of the library, as pages.
pub fn examples() -> PathBuf {
    told("PHOTOFINISH_EXAMPLES", || root().join("target/examples"))
}

/// The driver of Chromium.
pub fn chromedriver() -> PathBuf {
    told("CHROMEDRIVER", || "chromedriver".into())
}

/// The script of axe-core.
pub fn axe() -> PathBuf {
    told("AXE", || "axe.min.js".into())
}

/// The built site of speedscope.
pub fn speedscope() -> PathBuf {
    told("SPEEDSCOPE", || "speedscope".into())
}

/// The driver of Firefox.
pub fn geckodriver() -> PathBuf {
    told("GECKODRIVER", || "geckodriver".into())
}

/// The driver of WebKitGTK.
pub fn webkit_driver() -> PathBuf {
    told("WEBKITDRIVER", || "WebKitWebDriver".into())
}

/// The folder of screenshots, a build output.
pub fn screenshots() -> PathBuf {
    root().join("target/e2e/screenshots")
}

/// The folder of copies of the site, each as long as its server runs.
pub fn copies() -> PathBuf {
    root().join("target/e2e/sites")
}

fn told(variable: &str, otherwise: impl FnOnce() -> PathBuf) -> PathBuf {
    env::var_os(variable).map_or_else(otherwise, PathBuf::from)
}
