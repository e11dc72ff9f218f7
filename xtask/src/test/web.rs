//! The tests that need a browser's own promises, fetch and workers, in Chromium, Firefox and WebKit:
//! the library's, then the page's.
//!
//! Those that talk to a server talk to ours, on free ports. A page cannot read the environment,
//! and addresses compiled in would mean compiling for every run; but wasm-pack serves the package's
//! folder to the page, so the tests fetch the addresses from there, as [`ADDRESSES`].

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::relay::Relay;
use super::screen::Screen;
use super::tally::{Counts, Tally, count_tests};
use crate::server::{self, Server};
use crate::setup::{self, Tool, tools};
use crate::{paths, process};

/// Where the tests find the servers: `{"local": "http://…", "delay": "http://…", "error": "http://…"}`.
const ADDRESSES: &str = "target/test-server.json";

/// Runs the browser tests in each browser.
pub fn run(tally: &mut Tally) {
    tally.step("browser tests, Chromium", || {
        let driver = || tools::chromedriver().context("no chromedriver on PATH");
        browser(tools::WEB_CHROMIUM, ["--chrome", "--chromedriver"], driver)
    });
    tally.step("browser tests, Firefox", || {
        let driver = || Ok(tools::geckodriver());
        browser(tools::WEB_FIREFOX, ["--firefox", "--geckodriver"], driver)
    });
    webkit(tally);
}

/// Runs them in WebKit, where there is one.
pub fn webkit(tally: &mut Tally) {
    match tools::no_webkit() {
        Some(why) => tally.leave_out(IN_WEBKIT, why),
        None => tally.step(IN_WEBKIT, || {
            // The test runner knows of one driver of WebKit, Safari's; that of WebKitGTK is called alike.
            let driver = || tools::webkit_driver().context("no WebKitWebDriver on PATH");
            browser(tools::WEB_WEBKIT, ["--safari", "--safaridriver"], driver)
        }),
    }
}

const IN_WEBKIT: &str = "browser tests, WebKit";

/// WebKit's last compiler of Wasm, which the tests do without: with it, WebKitGTK 2.50.6 had a wrong SHA-256 from Wasm, beside
/// the right one from JavaScript, in 3 of 22 runs of `kernels_web`, and in none of 17 that took turns with them and did without
/// it. What is computed wrongly there no code of ours can mend.
const MISCOMPILES: &str = "JSC_useOMGJIT";

fn browser(
    needs: &[&Tool],
    [browser, with]: [&str; 2],
    driver: impl FnOnce() -> Result<PathBuf>,
) -> Result<Counts> {
    setup::ensure(needs)?;
    let root = paths::root();
    let server = Server::start(&server::build()?, &root.join("www"))?;
    let _file = AddressFile::write(root.join(ADDRESSES), &server)?;

    let driver = driver()?;
    let screen = (browser == "--safari").then(Screen::start).transpose()?;
    let env = screen.iter().flat_map(|screen| {
        [
            ("DISPLAY", screen.display.clone()),
            // Root may not make the sandbox that keeps pages of strangers from the machine; these are ours.
            ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1".to_owned()),
            (MISCOMPILES, "0".to_owned()),
        ]
    });
    let relay = Relay::start(driver, env.collect())?;
    let mut counts = Counts::default();
    for (folder, features) in [
        (paths::library(), [].as_slice()),
        (root, &["--features", "server-tests"]),
    ] {
        let mut tests = wasm_pack(&folder, [browser, with], &relay)?;
        tests.args(features);
        for program in programs(&folder.join("tests"))? {
            tests.args(["--test", &program]);
        }
        counts += count_tests(&mut tests).with_context(|| process::line(&tests))?;
    }
    Ok(counts)
}

/// The test programs of a package that have something for browsers, by what stands in them. Of five programs four are native
/// ones: each would be linked and bound for every browser, to say that there is nothing to run.
fn programs(tests: &Path) -> Result<Vec<String>> {
    let mut programs = Vec::new();
    for entry in fs::read_dir(tests).with_context(|| format!("no {}", tests.display()))? {
        let path = entry?.path();
        let main = if path.is_dir() {
            path.join("main.rs")
        } else {
            path.clone()
        };
        // A folder without a program is data.
        let text = fs::read_to_string(main).unwrap_or_default();
        if let (true, Some(name)) = (text.contains("wasm_bindgen_test"), path.file_stem()) {
            programs.push(name.to_string_lossy().into_owned());
        }
    }
    programs.sort();
    ensure!(
        !programs.is_empty(),
        "{} has nothing for browsers",
        tests.display()
    );
    Ok(programs)
}

/// One test program of the library in Chromium, and what it needs for as long as it runs.
pub fn chromium(program: &str) -> Result<(Command, Relay)> {
    setup::ensure(tools::WEB_CHROMIUM)?;
    let driver = tools::chromedriver().context("no chromedriver on PATH")?;
    let with = ["--chrome", "--chromedriver"];
    let relay = Relay::start(driver, Vec::new())?;
    let mut tests = wasm_pack(&paths::library(), with, &relay)?;
    tests.args(["--test", program]);
    Ok((tests, relay))
}

/// The tests of the package in this folder.
fn wasm_pack(folder: &Path, [browser, with]: [&str; 2], relay: &Relay) -> Result<Command> {
    let remote = format!("{}_REMOTE", with.trim_start_matches('-').to_uppercase());
    let mut tests = Command::new(tools::wasm_pack());
    tests
        .current_dir(folder)
        // Where wasm-pack looks for wasm-bindgen; `no-install` keeps it from downloading one.
        .env("PATH", paths::path_with(&[bin_of(tools::wasm_bindgen()?)])?)
        .env(remote, format!("http://{}", relay.address))
        .args(["test", "--mode", "no-install", "--headless", browser, with])
        .arg(&relay.program)
        .args(["--", "--locked"]);
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

#[cfg(test)]
mod tests {
    use super::{paths, programs};

    #[test]
    fn programs_for_browsers_are_found_by_what_stands_in_them() {
        let of_page = programs(&paths::root().join("tests")).unwrap();
        assert!(
            of_page.iter().any(|name| name == "fetch_web"),
            "{of_page:?}"
        );
        assert!(!of_page.iter().any(|name| name == "native"), "{of_page:?}");
        let of_library = programs(&paths::library().join("tests")).unwrap();
        assert!(
            of_library.iter().any(|name| name == "pool_web"),
            "{of_library:?}"
        );
        assert!(
            of_library.iter().any(|name| name == "pool_basic"),
            "{of_library:?}"
        );
    }
}
