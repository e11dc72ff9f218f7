//! A worker to which messages are measured: `line.js`.

use std::time::Duration;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::{LineError, Mode, Times};

#[wasm_bindgen(module = "/src/lab/transfer/line.js")]
extern "C" {
    #[wasm_bindgen(js_name = Line)]
    type Ends;

    #[wasm_bindgen(constructor, js_class = "Line", catch)]
    fn new() -> Result<Ends, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn ready(this: &Ends) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn whole(
        this: &Ends,
        length: f64,
        times: u32,
        transfer: bool,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn each(
        this: &Ends,
        length: f64,
        transfer: bool,
        works: bool,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn held(
        this: &Ends,
        length: f64,
        times: u32,
        transfer: bool,
        each: f64,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method)]
    fn end(this: &Ends);

    #[wasm_bindgen(catch)]
    fn compute(length: f64, times: u32) -> Result<f64, JsValue>;
}

/// The line. Dropping it ends the worker; what is under way then settles with no answer.
pub(super) struct Line(Ends);

/// Times of all messages of a kind together.
pub(super) struct Measured {
    /// There and back with the work, one after the other.
    pub whole: Duration,
    /// Sending.
    pub send: Duration,
    /// Taking what comes back.
    pub back: Duration,
}

impl Line {
    /// Starts the worker.
    pub(super) fn open() -> Result<Self, LineError> {
        Ends::new().map(Line).map_err(error)
    }

    /// Waits until the worker answers.
    pub(super) async fn ready(&self) -> Result<(), LineError> {
        self.0.ready().await.map(|_| ()).map_err(error)
    }

    /// What a message of so many bytes takes now there and back, with the work and without.
    pub(super) async fn each(&self, bytes: u64, mode: Mode) -> Result<[Duration; 2], LineError> {
        let (length, transfer) = (bytes as f64, mode == Mode::Transfer);
        let whole = self.0.each(length, transfer, true).await;
        let whole = time(&whole.map_err(error)?);
        let held = self.0.each(length, transfer, false).await;
        Ok([whole, time(&held.map_err(error)?)])
    }

    /// Passes so many bytes there and back, of which each pass without the work takes about so long.
    pub(super) async fn pass(
        &self,
        bytes: u64,
        mode: Mode,
        times: Times,
        each: Duration,
    ) -> Result<Measured, LineError> {
        let (length, transfer) = (bytes as f64, mode == Mode::Transfer);
        let whole = self.0.whole(length, times.whole, transfer).await;
        let whole = time(&whole.map_err(error)?);
        let each = each.as_secs_f64() * 1000.0;
        let held = self.0.held(length, times.held, transfer, each).await;
        let held = Array::from(&held.map_err(error)?);
        Ok(Measured {
            whole,
            send: time(&held.get(0)),
            back: time(&held.get(1)),
        })
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// The work on so many bytes, here, so many times.
pub(super) fn work_here(bytes: u64, times: u32) -> Result<Duration, LineError> {
    let took = compute(bytes as f64, times).map_err(error)?;
    Ok(time(&took.into()))
}

fn time(millis: &JsValue) -> Duration {
    let seconds = millis.as_f64().unwrap_or_default() / 1000.0;
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}

fn error(thrown: JsValue) -> LineError {
    let text = match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.to_string()),
        None => thrown.as_string().unwrap_or_else(|| format!("{thrown:?}")),
    };
    LineError::thrown(text)
}
