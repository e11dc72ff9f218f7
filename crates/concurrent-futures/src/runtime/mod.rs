//! Clock, timers and spawning, behind one trait: the browser's, and a virtual one for tests. And how
//! many cores there are.
//!
//! Everything above asks the time and waits through [`Runtime`], so a test plays a minute of
//! scheduling in microseconds and gets the same times on every machine.

#[cfg(target_arch = "wasm32")]
mod browser;
mod cores;
mod deadline;
mod virtual_clock;

use std::future::Future;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

#[cfg(target_arch = "wasm32")]
pub use browser::BrowserRuntime;
pub use cores::hardware_concurrency;
pub(crate) use deadline::Deadline;
pub use virtual_clock::VirtualRuntime;

/// A boxed future that stays on its thread.
///
/// ```
/// # use std::time::Duration;
/// use concurrent_futures::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};
///
/// /// Two ways of one type.
/// fn page(runtime: &dyn Runtime, cached: bool) -> LocalBoxFuture<&'static str> {
///     if cached {
///         return Box::pin(async { "kept" });
///     }
///     let arrival = runtime.sleep(Duration::from_millis(100));
///     Box::pin(async move {
///         arrival.await;
///         "fetched"
///     })
/// }
///
/// let runtime = VirtualRuntime::new();
/// assert_eq!(runtime.block_on(page(&runtime, true)), Some("kept"));
/// assert_eq!(runtime.block_on(page(&runtime, false)), Some("fetched"));
/// ```
pub type LocalBoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// Where tasks run and what time it is. One thread; no method blocks.
///
/// ```
/// use std::time::Duration;
/// use concurrent_futures::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};
///
/// fn tick(runtime: &dyn Runtime) -> LocalBoxFuture<()> {
///     runtime.sleep(Duration::from_secs(1))
/// }
///
/// let runtime = VirtualRuntime::new();
/// runtime.spawn(tick(&runtime));
/// runtime.run();
/// assert_eq!(runtime.now(), Duration::from_secs(1));
/// ```
pub trait Runtime {
    /// Time since an arbitrary start that does not change; never runs backwards.
    fn now(&self) -> Duration;

    /// A future that is ready once `duration` has passed. Dropping it removes the timer.
    ///
    /// In a browser the time is that of `setTimeout`: whole milliseconds, at least 1 s apart in
    /// background tabs (WHATWG HTML, section "Timers").
    fn sleep(&self, duration: Duration) -> LocalBoxFuture<()>;

    /// Gives other tasks of the thread a turn: in a browser also events and drawing, with less
    /// delay than a timer.
    fn yield_now(&self) -> LocalBoxFuture<()> {
        let mut yielded = false;
        Box::pin(std::future::poll_fn(move |cx| {
            if std::mem::replace(&mut yielded, true) {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        }))
    }

    /// Runs `future` to its end in the background. It is first polled in a later turn, never
    /// inside this call.
    fn spawn(&self, future: LocalBoxFuture<()>);
}

/// A time in whole microseconds; one of more than half a million years is cut. For what is computed
/// in the page: the library's own, in 128 bits, takes a kilobyte of Wasm.
///
/// ```
/// # use std::time::Duration;
/// use concurrent_futures::runtime::micros;
///
/// assert_eq!(micros(Duration::from_millis(2)), 2000);
/// ```
#[must_use]
pub fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// A limit of time as it was given: `2 s`, `1.5 s`, `100 ms`; as the errors of this library say it.
///
/// ```
/// # use std::time::Duration;
/// use concurrent_futures::runtime::written;
///
/// assert_eq!(written(Duration::from_millis(1500)), "1.5 s");
/// ```
#[must_use]
pub fn written(time: Duration) -> String {
    let text = format!("{time:?}");
    let unit = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (number, unit) = text.split_at(unit);
    format!("{number} {unit}")
}
