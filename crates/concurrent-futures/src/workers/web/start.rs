//! Starting a worker: its script, the module, the first message.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Worker, WorkerOptions, WorkerType};

use super::super::host::{Event, Host, Link};
use super::entry::PREFIX;
use super::line::text_of;
use super::link::WebLink;

#[wasm_bindgen(module = "/src/workers/web/worker.js")]
extern "C" {
    /// The address of the script itself.
    #[wasm_bindgen(thread_local_v2, js_name = address)]
    static SCRIPT: String;
}

#[wasm_bindgen]
extern "C" {
    /// The address of the JavaScript that wasm-bindgen made for this module.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static GLUE: String;
}

/// Starts Web Workers that share the page's module.
pub(crate) struct WebHost {
    entry: &'static str,
    script: String,
    locks: String,
}

impl WebHost {
    pub(crate) fn new(entry: &'static str, script: Option<String>) -> Self {
        WebHost {
            entry,
            script: script.unwrap_or_else(|| SCRIPT.with(Clone::clone)),
            // Locks are shared by all pages of an origin.
            locks: format!("concurrent-futures {}", js_sys::Math::random()),
        }
    }

    fn first_message(&self, lock: &str) -> Object {
        let message = Object::new();
        let set = |key: &str, value: JsValue| {
            // A plain object takes every property.
            let _ = Reflect::set(&message, &key.into(), &value);
        };
        set("glue", GLUE.with(|glue| glue.as_str().into()));
        set("module", wasm_bindgen::module());
        set("entry", self.entry.into());
        set("lock", lock.into());
        message
    }
}

impl Host for WebHost {
    fn start(&self, name: &str, events: Box<dyn Fn(Event)>) -> Result<Box<dyn Link>, String> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(&format!("{PREFIX}{name}"));
        let worker =
            Worker::new_with_options(&self.script, &options).map_err(|error| text_of(&error))?;
        let lock = format!("{} {name}", self.locks);
        let first = self.first_message(&lock);
        Ok(Box::new(WebLink::new(
            worker,
            &self.script,
            lock,
            first,
            events,
        )))
    }

    fn chance(&self) -> f64 {
        js_sys::Math::random()
    }
}
