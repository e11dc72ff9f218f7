//! Stalls of the main thread, as a real page has them.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;
use std::time::Duration;

use js_sys::Promise;
use photofinish::record::EventKind;
use photofinish::recorder::Recorder;
use photofinish::runtime::{BrowserRuntime, Runtime};
use photofinish::stalls::watch;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
export const frames = async (number) => {
    for (let i = 0; i < number; i++) await new Promise(requestAnimationFrame);
};
export function block(ms) {
    const end = performance.now() + ms;
    while (performance.now() < end);
}
export function hide_and_show() {
    for (const value of [true, false]) {
        Object.defineProperty(document, "hidden", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }
    delete document.hidden;
}
"#)]
extern "C" {
    fn frames(number: u32) -> Promise;
    fn block(ms: u32);
    fn hide_and_show();
}

async fn draw(number: u32) {
    JsFuture::from(frames(number)).await.expect("frames come");
}

/// The stalls seen while `work` keeps the main thread between two frames, and how long it was from
/// its start to the second frame after it.
async fn stalls(work: impl FnOnce()) -> (Vec<Duration>, Duration) {
    let recorder = Recorder::new(Rc::new(BrowserRuntime), Rc::new(|| ()));
    watch(recorder.clone());
    draw(3).await;
    let before = recorder.record().stalls().count();
    let clock = BrowserRuntime;
    let began = clock.now();
    work();
    draw(2).await;
    let whole = clock.now() - began;
    let record = recorder.record().clone();
    let stalls = record.stalls().skip(before).map(|(_, gap)| gap).collect();
    recorder.push(EventKind::Ended);
    (stalls, whole)
}

#[wasm_bindgen_test]
async fn a_blocked_main_thread_is_a_stall_of_that_length() {
    let (stalls, _) = stalls(|| block(200)).await;
    let longest = stalls.into_iter().max().unwrap_or_default();
    assert!(longest >= Duration::from_millis(200), "{longest:?}");
}

#[wasm_bindgen_test]
async fn time_in_which_the_page_was_hidden_is_no_stall() {
    let hidden_between = || {
        block(100);
        hide_and_show();
        block(100);
    };
    let (stalls, whole) = stalls(hidden_between).await;
    // None reaches from before it was hidden to after it, however late the next frame is.
    let after = whole - Duration::from_millis(98);
    assert!(
        stalls.iter().all(|gap| *gap < after),
        "{stalls:?} of {whole:?}"
    );
}
