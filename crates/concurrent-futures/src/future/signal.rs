//! An `AbortSignal` of JavaScript, which stops a future.

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::FutureHandle;

impl<T: 'static> FutureHandle<T> {
    /// [Aborts](FutureHandle::abort) the future when this signal says so, or now if it has already:
    /// so a `fetch` of JavaScript, a timer (`AbortSignal.timeout(500)`) and this end together. Once the
    /// future is done nothing is left at the signal.
    /// <https://developer.mozilla.org/en-US/docs/Web/API/AbortSignal>
    pub fn abort_on(&self, signal: &AbortSignal) {
        if signal.aborted() {
            self.abort();
            return;
        }
        if self.done() {
            return;
        }
        let future = self.clone();
        let stop = Closure::<dyn FnMut()>::new(move || {
            future.abort();
        });
        let listener = stop.as_ref().unchecked_ref();
        // A signal takes every listener.
        let _ = signal.add_event_listener_with_callback("abort", listener);
        let signal = signal.clone();
        // Every future settles, and with it goes what holds the future.
        self.add_done_callback(move |_| {
            let listener = stop.as_ref().unchecked_ref();
            let _ = signal.remove_event_listener_with_callback("abort", listener);
        });
    }
}
