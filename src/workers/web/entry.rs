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
use super::line;

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
    static NAME: String;
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
pub fn serve<J: Job>() {
    if web_sys::window().is_some() {
        return;
    }
    std::panic::set_hook(Box::new(|info| {
        let message = info
            .payload_as_str()
            .unwrap_or("with something that is no text");
        let location = info.location().map(ToString::to_string);
        stop(Death::Panic {
            message: message.to_owned(),
            location: location.unwrap_or_default(),
        });
    }));
    let name = NAME.with(|name| name.trim_start_matches("photofinish ").to_owned());
    let scope = js_sys::global().into();
    let server = Server::<J, Page>::start(name, Page { scope });
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
#[wasm_bindgen(js_name = photofinishWorkerMessage)]
pub fn message(bytes: &[u8], buffers: Option<Array>) {
    if let Some(server) = server() {
        server.receive(bytes, line::attachments(buffers));
    }
}

/// The worker ends; called by `worker.js`, which catches what nobody here could.
#[doc(hidden)]
#[wasm_bindgen(js_name = photofinishWorkerStop)]
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
#[wasm_bindgen(js_name = photofinishWorkerAbort)]
pub fn abort_worker(memory: bool) {
    if memory {
        handle_alloc_error(Layout::new::<u8>());
    }
    std::process::abort();
}
