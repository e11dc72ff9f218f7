//! The browser's clock, timers and microtasks; in a window and in a worker alike.

use std::time::Duration;

use wasm_bindgen::prelude::*;
use web_sys::MessageChannel;

use super::{LocalBoxFuture, Runtime, micros};

#[wasm_bindgen]
extern "C" {
    /// `performance` exists in window and worker scope; `web_sys::window()` only in the first.
    /// <https://developer.mozilla.org/en-US/docs/Web/API/Performance/now>
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// [`Runtime`] on `performance.now()`, `setTimeout` and the microtask queue.
///
/// ```no_run
/// use std::rc::Rc;
/// use concurrent_futures::executor::IoExecutor;
/// use concurrent_futures::runtime::BrowserRuntime;
///
/// let executor = IoExecutor::new(Rc::new(BrowserRuntime), 6)?;
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserRuntime;

impl Runtime for BrowserRuntime {
    fn now(&self) -> Duration {
        // A clock that somebody replaced may tell what is no time: that becomes zero here. `Duration`
        // itself converts by divisions of 128 bits, and this is asked several times for each job.
        Duration::from_nanos((performance_now() * 1e6).round_ties_even() as u64)
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<()> {
        // A fraction is rounded up: a timer may be late, never early.
        let millis = u32::try_from(micros(duration).div_ceil(1000)).unwrap_or(u32::MAX);
        // Browsers take a signed 32-bit number and treat more as 0; 24 days is long enough.
        Box::pin(gloo_timers::future::TimeoutFuture::new(
            millis.min(i32::MAX as u32),
        ))
    }

    /// A message to oneself: microtasks alone would never let the page draw, and nested timers
    /// wait at least 4 ms (WHATWG HTML, section "Timers").
    fn yield_now(&self) -> LocalBoxFuture<()> {
        let Ok(channel) = MessageChannel::new() else {
            return self.sleep(Duration::ZERO);
        };
        let mut begin = |resolve: js_sys::Function, _: js_sys::Function| {
            channel.port1().set_onmessage(Some(&resolve));
        };
        let arrived = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::new(&mut begin));
        Box::pin(async move {
            if channel.port2().post_message(&JsValue::NULL).is_ok() {
                // It resolves and never rejects.
                let _ = arrived.await;
            }
            channel.port1().close();
        })
    }

    fn spawn(&self, future: LocalBoxFuture<()>) {
        wasm_bindgen_futures::spawn_local(future);
    }
}
