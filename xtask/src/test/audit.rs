//! The built site looked over as a whole: how much a first visit loads, and Lighthouse on a phone and on
//! a desktop. What depends on the speed of the machine is not among it.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::tally::{Counts, Tally};
use crate::build::sizes;
use crate::server::{self, Server};
use crate::setup::{self, tools};
use crate::{paths, process};

/// What Wasm, JavaScript and CSS of a first visit may come to, in bytes as brotli sends them. The aim is
/// 150,000; this is what it must not grow beyond on the way there.
const FIRST_VISIT: usize = 297_000;
/// What has to be without fault, of a hundred points.
const WHOLE: [&str; 2] = ["accessibility", "best-practices"];

/// Looks the site over that the end-to-end tests built.
pub fn run(tally: &mut Tally) {
    tally.step("size of a first visit", || {
        let size = sizes::first_visit(&paths::dist())?;
        println!("{size} bytes of {FIRST_VISIT}");
        ensure!(
            size <= FIRST_VISIT,
            "a first visit loads {size} bytes, more than {FIRST_VISIT}"
        );
        Ok(Counts::passed(1))
    });
    for device in ["mobile", "desktop"] {
        tally.step(&format!("Lighthouse, {device}"), || lighthouse(device));
    }
}

fn lighthouse(device: &str) -> Result<Counts> {
    setup::ensure(tools::AUDIT)?;
    let server = Server::start(&server::build()?, &paths::dist())?;
    let mut command = Command::new("node");
    command
        .arg(paths::root().join("xtask/src/test/lighthouse.mjs"))
        .arg(tools::lighthouse())
        .arg(format!("{}/?lang=en", server.addresses.local))
        .arg(device)
        .args(WHOLE)
        .env(
            "CHROME_PATH",
            tools::chromium().context("no Chromium on PATH")?,
        );
    process::run(&mut command)?;
    Ok(Counts::passed(1))
}
