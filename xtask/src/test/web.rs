//! The tests that need a browser's own promises, fetch and workers, in Chromium and in Firefox.
//!
//! Those that talk to a server talk to ours, on free ports. A page cannot read the environment,
//! and addresses compiled in would mean compiling for every run; but wasm-pack serves the package's
//! folder to the page, so the tests fetch the addresses from there, as [`ADDRESSES`].

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::tally::{Counts, Tally, count_tests};
use crate::server::{self, Server};
use crate::setup::{self, Tool, tools};
use crate::{paths, process};

/// Where the tests find the servers: `{"local": "http://…", "delay": "http://…", "error": "http://…"}`.
const ADDRESSES: &str = "target/test-server.json";

/// Runs the browser tests in both browsers.
pub fn run(tally: &mut Tally) {
    tally.step("browser tests, Chromium", || {
        let driver = || tools::chromedriver().context("no chromedriver on PATH");
        browser(tools::WEB_CHROMIUM, ["--chrome", "--chromedriver"], driver)
    });
    tally.step("browser tests, Firefox", || {
        let driver = || Ok(tools::geckodriver());
        browser(tools::WEB_FIREFOX, ["--firefox", "--geckodriver"], driver)
    });
}

fn browser(
    needs: &[&Tool],
    [browser, with]: [&str; 2],
    driver: impl FnOnce() -> Result<PathBuf>,
) -> Result<Counts> {
    setup::ensure(needs)?;
    let root = paths::root();
    let server = Server::start(&server::build()?, &root.join("www"))?;
    let _file = AddressFile::write(root.join(ADDRESSES), &server)?;

    let mut tests = wasm_pack([browser, with], driver()?)?;
    // Not the examples of the documentation: they run natively, here each would start a browser.
    // Not the examples of the documentation: they run natively, here each would start a browser.
    tests.args(["--lib", "--test", "*"]);
    count_tests(&mut tests).with_context(|| process::line(&tests))
}

/// Runs one test program in Chromium. There is no server for it.
pub fn chromium(program: &str) -> Result<Command> {
    setup::ensure(tools::WEB_CHROMIUM)?;
    let driver = tools::chromedriver().context("no chromedriver on PATH")?;
    let mut tests = wasm_pack(["--chrome", "--chromedriver"], driver)?;
    tests.args(["--test", program]);
    Ok(tests)
}

fn wasm_pack([browser, with]: [&str; 2], driver: PathBuf) -> Result<Command> {
    let mut tests = Command::new(tools::wasm_pack());
    tests
        .current_dir(paths::root())
        // Where wasm-pack looks for wasm-bindgen; `no-install` keeps it from downloading one.
        .env("PATH", paths::path_with(&[bin_of(tools::wasm_bindgen()?)])?)
        .args(["test", "--mode", "no-install", "--headless", browser, with])
        .arg(driver)
        .args(["--", "--locked", "--features", "server-tests"]);
    Ok(tests)
}

fn bin_of(mut program: PathBuf) -> PathBuf {
    program.pop();
    program
}

/// The file with the addresses; it goes when the server goes.
struct AddressFile(PathBuf);

impl AddressFile {
    fn write(path: PathBuf, server: &Server) -> Result<Self> {
        let at = &server.addresses;
        if let Some(dir) = path.parent() {
            fs::create_dir_all(dir)?;
        }
        let json = format!(
            "{{\"local\": {:?}, \"delay\": {:?}, \"error\": {:?}}}\n",
            at.local, at.delay, at.error
        );
        fs::write(&path, json).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for AddressFile {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.0) {
            eprintln!("{} stays behind: {error}", self.0.display());
        }
    }
}
