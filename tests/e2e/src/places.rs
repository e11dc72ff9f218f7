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

/// The driver of Chromium.
pub fn chromedriver() -> PathBuf {
    told("CHROMEDRIVER", || "chromedriver".into())
}

/// The folder of screenshots, a build output.
pub fn screenshots() -> PathBuf {
    root().join("target/e2e/screenshots")
}

fn told(variable: &str, otherwise: impl FnOnce() -> PathBuf) -> PathBuf {
    env::var_os(variable).map_or_else(otherwise, PathBuf::from)
}
