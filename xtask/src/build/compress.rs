//! Compressed siblings of the files, so that any server can send them without compressing itself.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::site;

/// Below this the headers of a compressed answer outweigh what it saves.
const WORTHWHILE: usize = 1024;

const COMPRESSIBLE: &[&str] = &[
    "html",
    "css",
    "js",
    "wasm",
    "json",
    "svg",
    "webmanifest",
    "txt",
    "py",
];

/// One file and what it weighs on the wire.
pub struct Size {
    /// Its address in the site.
    pub address: String,
    /// As it is.
    pub raw: usize,
    /// As brotli sends it.
    pub brotli: usize,
}

/// Writes `.br` and `.gz` beside every file of the app that is worth it, and weighs them.
///
/// Not the flags: they are fetched to be seen arriving, one by one, as they are. What has its siblings already, as Python
/// has, is weighed only.
pub fn all(root: &Path) -> Result<Vec<Size>> {
    let addresses = site::addresses(root)?.into_iter();
    addresses
        .filter(|address| {
            !address.starts_with("flags/") && !address.ends_with(".br") && !address.ends_with(".gz")
        })
        .map(|address| one(root, address))
        .collect()
}

fn one(root: &Path, address: String) -> Result<Size> {
    let file = root.join(&address);
    let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let raw = content.len();
    let extension = address.rsplit('.').next().unwrap_or_default();
    let sibling = root.join(format!("{address}.br"));
    if let Ok(there) = fs::metadata(&sibling) {
        let brotli = there.len() as usize;
        return Ok(Size {
            address,
            raw,
            brotli,
        });
    }
    if raw <= WORTHWHILE || !COMPRESSIBLE.contains(&extension) {
        return Ok(Size {
            address,
            raw,
            brotli: raw,
        });
    }

    let mut brotli = Vec::new();
    let best = BrotliEncoderParams {
        quality: 11,
        size_hint: raw,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &best)?;
    fs::write(&sibling, &brotli)?;

    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&content)?;
    fs::write(root.join(format!("{address}.gz")), gzip.finish()?)?;
    Ok(Size {
        address,
        raw,
        brotli: brotli.len(),
    })
}
