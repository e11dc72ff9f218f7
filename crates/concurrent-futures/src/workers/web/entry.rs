//! Inside a worker: the loop, as `worker.js` drives it.

use std::alloc::{Layout, handle_alloc_error};
use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::super::attachments::Attachment;
use super::super::job::Job;
use super::super::server::{Outbox, Serve, Server};
use super::super::wire::Death;
use super::super::work::Work;
use super::line;
use crate::future::panic_message;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    #[wasm_bindgen(thread_local_v2, js_namespace = performance, js_name = timeOrigin)]
    static TIME_ORIGIN: f64;

    #[wasm_bindgen(js_name = close)]
    fn close_worker();

    /// The worker's name, given when it was made.
    #[wasm_bindgen(thread_local_v2, js_name = name)]
    static NAME: Option<String>;
}

/// What the names of workers begin with; the script knows by it that it is to work.
pub(super) const PREFIX: &str = "concurrent-futures ";

/// Whether this is a worker of a pool: there the start of the program, `main` or whatever is marked
/// with `#[wasm_bindgen(start)]`, runs before the first job.
///
/// ```no_run
/// use concurrent_futures::workers::in_worker;
///
/// if in_worker() {
///     return; // the page is drawn by the page
/// }
/// ```
#[must_use]
pub fn in_worker() -> bool {
    web_sys::window().is_none() && name().is_some()
}

/// Its name, without what all begin with.
fn name() -> Option<String> {
    NAME.with(|name| Some(name.as_ref()?.strip_prefix(PREFIX)?.to_owned()))
}

thread_local! {
    static SERVER: OnceCell<Rc<dyn Serve>> = const { OnceCell::new() };
}

struct Page {
    scope: JsValue,
}

impl Outbox for Page {
    fn now(&self) -> f64 {
        performance_now()
    }

    fn time_origin(&self) -> f64 {
        TIME_ORIGIN.with(|origin| *origin)
    }

    fn post(&self, bytes: &[u8], attachments: &[Attachment]) -> Result<(), String> {
        line::post(&self.scope, bytes, attachments)
    }

    fn close(&self) {
        close_worker();
    }
}

/// Makes this worker run jobs of type `J`. Export a function that calls it, and name that
/// function in [`Job::ENTRY`]. In a window it does nothing.
///
/// ```no_run
/// use concurrent_futures::workers::{Job, JobContext, JobError, serve};
/// use serde::{Deserialize, Serialize};
/// use wasm_bindgen::prelude::*;
///
/// #[derive(Serialize, Deserialize)]
/// struct Square(u64);
///
/// impl Job for Square {
///     type Output = u64;
///     const ENTRY: &'static str = "square_worker";
///     fn run(self, _: &mut JobContext<'_>) -> Result<u64, JobError> {
///         Ok(self.0 * self.0)
///     }
/// }
///
/// #[wasm_bindgen]
/// pub fn square_worker() {
///     serve::<Square>();
/// }
/// ```
pub fn serve<J: Job>() {
    serve_work::<J>();
}

/// The same for what it can serve.
pub(in crate::workers) fn serve_work<W: Work>() {
    if web_sys::window().is_some() {
        return;
    }
    std::panic::set_hook(Box::new(|info| {
        let message = panic_message(info.payload());
        let location = info.location().map(ToString::to_string);
        stop(Death::Panic {
            message: message.to_owned(),
            location: location.unwrap_or_default(),
        });
    }));
    let scope = js_sys::global().into();
    let server = Server::<W, Page>::start(name().unwrap_or_default(), Page { scope });
    SERVER.with(|cell| {
        // A second call changes nothing: the first one's jobs are being run.
        let _ = cell.set(Rc::new(server));
    });
}

fn server() -> Option<Rc<dyn Serve>> {
    SERVER.with(|cell| cell.get().cloned())
}

fn stop(cause: Death) {
    if let Some(server) = server() {
        server.stop(cause);
    }
}

/// A message from the page; called by `worker.js`.
#[doc(hidden)]
#[wasm_bindgen(js_name = concurrentFuturesWorkerMessage)]
pub fn message(bytes: &[u8], buffers: Option<Array>) {
    if let Some(server) = server() {
        server.receive(bytes, line::attachments(buffers));
    }
}

/// The worker ends; called by `worker.js`, which catches what nobody here could.
#[doc(hidden)]
#[wasm_bindgen(js_name = concurrentFuturesWorkerStop)]
pub fn stop_worker(cause: &str, text: String) {
    stop(match cause {
        "closed" => Death::Closed,
        "message" => Death::Message,
        "memory" => Death::Memory(text),
        _ => Death::Trap(text),
    });
}

/// Traps as a program does that gets no memory, or as any that aborts; called by `worker.js` after
/// a trap, to compare.
#[doc(hidden)]
#[wasm_bindgen(js_name = concurrentFuturesWorkerAbort)]
pub fn abort_worker(memory: bool) {
    if memory {
        handle_alloc_error(Layout::new::<u8>());
    }
    std::process::abort();
}
