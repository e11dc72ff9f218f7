//! Objects of the browser on their way to workers and back, and signals of JavaScript.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use concurrent_futures::executor::{Executor, IoExecutor};
use concurrent_futures::future::{FutureError, TaskError};
use concurrent_futures::job;
use concurrent_futures::runtime::BrowserRuntime;
use concurrent_futures::workers::{Attached, WorkerPool};
use js_sys::{Float64Array, Map, Uint8ClampedArray};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::*;
use web_sys::{AbortController, ImageBitmap, MessageChannel, MessagePort, OffscreenCanvas};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
export const bitmap = (width, height) => createImageBitmap(new ImageData(width, height));
export const heard = (port) => new Promise((tell) => (port.onmessage = ({ data }) => tell(data)));
export const timeout = (ms) => AbortSignal.timeout(ms);
"#)]
extern "C" {
    fn bitmap(width: u32, height: u32) -> js_sys::Promise;
    fn heard(port: &MessagePort) -> js_sys::Promise;
    fn timeout(ms: u32) -> web_sys::AbortSignal;
}

#[job]
fn size(canvas: Attached<OffscreenCanvas>) -> (u32, u32) {
    let canvas = canvas.into_value();
    (canvas.width(), canvas.height())
}

#[job]
fn same_bitmap(bitmap: Attached<ImageBitmap>) -> Attached<ImageBitmap> {
    bitmap
}

#[job]
fn say(port: Attached<MessagePort>, word: String) -> Result<(), PostError> {
    let posted = port.value().post_message(&word.into());
    posted.map_err(|error| PostError(format!("{error:?}")))
}

/// Why nothing could be said.
#[derive(Debug)]
struct PostError(String);

impl std::fmt::Display for PostError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PostError {}

#[job]
fn doubled(numbers: Attached<Float64Array>) -> Attached<Float64Array> {
    let numbers = numbers.into_value();
    for i in 0..numbers.length() {
        numbers.set_index(i, numbers.get_index(i) * 2.0);
    }
    Attached::transfer(numbers)
}

#[job]
fn entries(map: Attached<Map>) -> u32 {
    map.value().size()
}

#[job]
fn endless() {
    loop {
        std::hint::spin_loop();
    }
}

fn pool() -> WorkerPool {
    WorkerPool::options().max_workers(1).build().unwrap()
}

#[wasm_bindgen_test]
async fn a_canvas_and_a_bitmap_are_handed_over() {
    let pool = pool();
    let canvas = OffscreenCanvas::new(30, 20).unwrap();
    let future = pool
        .submit(size, Attached::transfer(canvas.clone()))
        .unwrap();
    assert_eq!(future.result().await.unwrap(), (30, 20));
    assert_eq!(canvas.width(), 0, "it is there, no longer here");

    let picture = wasm_bindgen_futures::JsFuture::from(bitmap(8, 4))
        .await
        .unwrap();
    let picture: ImageBitmap = picture.unchecked_into();
    let future = pool
        .submit(same_bitmap, Attached::transfer(picture.clone()))
        .unwrap();
    let back = future.result().await.unwrap();
    assert_eq!((back.value().width(), back.value().height()), (8, 4));
    assert_eq!(picture.width(), 0);
}

#[wasm_bindgen_test]
async fn a_worker_speaks_through_a_port_it_was_given() {
    let pool = pool();
    let channel = MessageChannel::new().unwrap();
    let word = wasm_bindgen_futures::JsFuture::from(heard(&channel.port1()));
    let port = Attached::transfer(channel.port2());
    pool.submit(say, (port, "here".into())).unwrap();
    assert_eq!(word.await.unwrap().as_string().as_deref(), Some("here"));
    channel.port1().close();
}

#[wasm_bindgen_test]
async fn an_array_is_handed_over_with_its_buffer_or_copied() {
    let pool = pool();
    let numbers = Float64Array::from(&[1.0, 2.5][..]);
    let copied = pool
        .submit(doubled, Attached::copy(numbers.clone()))
        .unwrap();
    let copied = copied.result().await.unwrap();
    assert_eq!(copied.value().to_vec(), [2.0, 5.0]);
    assert_eq!(numbers.length(), 2);
    let given = pool
        .submit(doubled, Attached::transfer(numbers.clone()))
        .unwrap();
    assert_eq!(given.result().await.unwrap().value().to_vec(), [2.0, 5.0]);
    assert_eq!(numbers.length(), 0);
}

#[wasm_bindgen_test]
async fn what_can_be_copied_is() {
    let map = Map::new();
    map.set(&1.into(), &"one".into());
    let counted = pool().submit(entries, Attached::copy(map)).unwrap();
    assert_eq!(counted.result().await.unwrap(), 1);
}

#[wasm_bindgen_test]
async fn what_cannot_be_handed_over_fails_its_job_and_says_why() {
    let pool = pool();
    let map = Map::new();
    let refused = pool.submit(entries, Attached::transfer(map)).unwrap();
    let error = refused.result().await.unwrap_err().to_string();
    assert!(error.contains("could not be sent"), "{error}");
    // Another type than the job takes.
    let wrong: Map = JsValue::from(Uint8ClampedArray::new_with_length(1)).unchecked_into();
    let refused = pool.submit(entries, Attached::copy(wrong)).unwrap();
    let error = refused.result().await.unwrap_err().to_string();
    assert!(error.contains("could not decode the job"), "{error}");
    assert!(error.contains("Attached<js_sys::Map>"), "{error}");
}

#[wasm_bindgen_test]
async fn a_signal_aborts_what_runs_what_waits_and_what_comes_too_late() {
    let pool = pool();
    let controller = AbortController::new().unwrap();
    let running = pool.submit(endless, ()).unwrap();
    let waiting = pool.submit(entries, Attached::copy(Map::new())).unwrap();
    running.abort_on(&controller.signal());
    waiting.abort_on(&controller.signal());
    pool.warm_up().await.unwrap();
    assert!(running.running());
    controller.abort();
    assert_eq!(running.result().await, Err(FutureError::Aborted));
    assert!(waiting.cancelled());

    let late = pool.submit(endless, ()).unwrap();
    late.abort_on(&controller.signal());
    assert!(late.cancelled());
    let in_time = pool.submit(endless, ()).unwrap();
    in_time.abort_on(&timeout(20));
    assert!(in_time.result().await.unwrap_err().is_cancelled());
    let whole = pool.submit(entries, Attached::copy(Map::new())).unwrap();
    assert_eq!(whole.result().await.unwrap(), 0);
}

#[wasm_bindgen_test]
async fn a_signal_after_the_end_changes_nothing() {
    let executor = IoExecutor::new(Rc::new(BrowserRuntime), 1).unwrap();
    let controller = AbortController::new().unwrap();
    let future = executor.submit(|| async { Ok::<_, TaskError>(1) }).unwrap();
    future.abort_on(&controller.signal());
    assert_eq!(future.result().await, Ok(1));
    controller.abort();
    assert_eq!(future.peek(), Some(Ok(1)));
}
