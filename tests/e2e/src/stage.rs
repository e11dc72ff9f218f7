//! One test from start to end: browser, page, what must hold for every page, and the clearing up.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;

use tokio::runtime::{Builder, Runtime};

use crate::browser::Browser;
use crate::driver::Engine;
use crate::page::Page;
use crate::places;
use crate::server::Server;

/// Runs a test on our own server, with the page at `query` (`?experiment=race…`) already open.
///
/// # Panics
/// When the test does, or when the page wrote an error to the console.
pub fn drive(query: &str, test: impl AsyncFnOnce(&Page, &Server)) {
    let server = Server::start();
    let address = format!("{}/{query}", server.local);
    drive_at(&address, async |page| test(page, &server).await);
}

/// Runs a test in Chromium with the page at `address` already open.
///
/// # Panics
/// When the test does, or when the page wrote an error to the console.
pub fn drive_at(address: &str, test: impl AsyncFnOnce(&Page)) {
    drive_in(Engine::Chromium, address, test);
}

/// The same in the browser of this engine.
///
/// # Panics
/// When the test does, or when the page wrote an error to a console that can be read.
pub fn drive_in(engine: Engine, address: &str, test: impl AsyncFnOnce(&Page)) {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime for the test");
    let browser = runtime.block_on(Browser::open(engine));
    let page = Page::new(browser.client.clone());
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            page.goto(address).await;
            test(&page).await;
            expect_quiet_console(&browser).await;
        });
    }));
    keep_screenshot(&runtime, &browser, outcome.is_err());
    // Before the driver is ended: it would leave the browser behind.
    if let Err(error) = runtime.block_on(browser.client.clone().close()) {
        eprintln!("the browser could not be closed: {error}");
    }
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// A browser reports every failed request as an error, and one that a server does not allow to read,
/// or that it does not send by plain http, as an error of the script; those are outcomes here, not
/// defects.
async fn expect_quiet_console(browser: &Browser) {
    let errors: Vec<_> = browser
        .console()
        .await
        .into_iter()
        .filter(|message| message.level == "SEVERE" && message.source != "network")
        .filter(|message| !message.text.contains("blocked by CORS policy"))
        .filter(|message| !message.text.contains("Mixed Content: "))
        .collect();
    assert!(
        errors.is_empty(),
        "the page wrote errors to the console: {errors:#?}"
    );
}

/// The page as the test left it, under the test's name.
fn keep_screenshot(runtime: &Runtime, browser: &Browser, failed: bool) {
    let thread = thread::current();
    let test = thread.name().unwrap_or("test").replace("::", "-");
    let suffix = if failed { "-failed" } else { "" };
    let folder = places::screenshots();
    let kept = runtime
        .block_on(browser.client.screenshot())
        .map_err(|error| error.to_string())
        .and_then(|png| {
            fs::create_dir_all(&folder)
                .and_then(|()| fs::write(folder.join(format!("{test}{suffix}.png")), png))
                .map_err(|error| error.to_string())
        });
    if let Err(error) = kept {
        eprintln!("no screenshot of {test}: {error}");
    }
}
