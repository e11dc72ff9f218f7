//! The example programs of the library: each starts its workers where its tool put them, also below a
//! folder, and has a result.

use e2e::{Engine, Page, StaticHost, drive_in, examples};

/// Opens an example below a folder, on a host that sends no special headers.
fn example(engine: Engine, name: &str, test: impl AsyncFnOnce(&Page)) {
    let host = StaticHost::start_of(examples().join(name), "some/folder");
    drive_in(engine, &host.address, test);
}

async fn shows(page: &Page, text: &str) {
    let output = page.find("status", "").await;
    page.until_text(&output, text).await;
}

#[test]
fn the_one_with_wasm_bindgen_alone_counts() {
    example(Engine::Chromium, "plain", async |page| {
        shows(page, "17984").await
    });
}

#[test]
fn the_one_with_wasm_bindgen_alone_counts_in_firefox() {
    example(Engine::Firefox, "plain", async |page| {
        shows(page, "17984").await
    });
}

#[test]
fn the_one_with_trunk_finds_the_longest_chain() {
    example(Engine::Chromium, "trunk", async |page| {
        shows(page, "from 77031, 350 steps").await;
    });
}

#[test]
fn the_one_with_yew_counts_and_stops() {
    example(Engine::Chromium, "yew", async |page| {
        page.press("Count to 200,000").await;
        shows(page, "17984 primes below 200000.").await;
        page.press("Count for hours").await;
        let progress = page.find("progressbar", "Progress").await;
        page.until(&progress, "element.value > 0").await;
        page.press("Stop").await;
        shows(page, "No result: the task was aborted while it ran.").await;
        page.press("Count to 200,000").await;
        shows(page, "17984 primes below 200000.").await;
    });
}

#[test]
fn the_one_with_vite_counts_and_stops_by_a_signal() {
    example(Engine::Chromium, "vite", async |page| {
        shows(page, "ready").await;
        page.press("Count").await;
        shows(page, "17984 primes").await;
        page.press("Compute for ever").await;
        shows(page, "computing …").await;
        page.press("Stop").await;
        shows(page, "the task was aborted while it ran").await;
        page.press("Count").await;
        shows(page, "17984 primes").await;
    });
}
