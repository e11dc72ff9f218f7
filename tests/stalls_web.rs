//! Stalls of the main thread, as a real page has them.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;
use std::time::Duration;

use js_sys::Promise;
use photofinish::record::EventKind;
use photofinish::recorder::Recorder;
use photofinish::runtime::BrowserRuntime;
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

/// The stalls seen while `work` keeps the main thread for 200 ms between two frames.
async fn stalls(work: impl FnOnce()) -> Vec<Duration> {
    let recorder = Recorder::new(Rc::new(BrowserRuntime), Rc::new(|| ()));
    watch(recorder.clone());
    draw(3).await;
    let before = recorder.record().stalls().count();
    work();
    draw(2).await;
    recorder.push(EventKind::Ended);
    draw(2).await;
    let record = recorder.record();
    record.stalls().skip(before).map(|(_, gap)| gap).collect()
}

#[wasm_bindgen_test]
async fn a_blocked_main_thread_is_a_stall_of_that_length() {
    let stalls = stalls(|| block(200)).await;
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
    let stalls = stalls(hidden_between).await;
    assert!(
        stalls.iter().all(|gap| *gap < Duration::from_millis(200)),
        "{stalls:?}"
    );
}
