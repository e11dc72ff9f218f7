//! An `AbortSignal` of JavaScript, which stops a future.

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::FutureHandle;

impl<T: 'static> FutureHandle<T> {
    /// [Aborts](FutureHandle::abort) the future when this signal says so, or now if it has already:
    /// so a `fetch` of JavaScript, a timer (`AbortSignal.timeout(500)`) and this end together. Once the
    /// future is done nothing is left at the signal.
    /// <https://developer.mozilla.org/en-US/docs/Web/API/AbortSignal>
    ///
    /// ```no_run
    /// # use concurrent_futures::{Error, job, workers::WorkerPool};
    /// # #[job]
    /// # fn square(n: u64) -> u64 { n * n }
    /// # async fn run() -> Result<(), Error> {
    /// let pool = WorkerPool::new()?;
    /// let future = pool.submit(square, 7)?;
    /// future.abort_on(&web_sys::AbortSignal::timeout_with_u32(500));
    /// # Ok(())
    /// # }
    /// ```
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
