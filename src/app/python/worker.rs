//! The worker in which a program runs (`www/python/worker.js`): one for each, and its end is the end of everything in it.

use std::cell::Cell;

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::python::{Message, MessageError};

#[wasm_bindgen]
extern "C" {
    /// This module's own address, beside which the worker lies.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static GLUE: String;
}

thread_local! {
    static ALIVE: Cell<usize> = const { Cell::new(0) };
}

/// Whether a program runs, or Python is loaded for one.
pub fn is_any_alive() -> bool {
    ALIVE.get() > 0
}

/// A worker. It ends when this is dropped.
pub struct PythonWorker {
    worker: Worker,
    _heard: [EventListener; 2],
}

impl PythonWorker {
    /// Starts one, which loads Python. `hear` gets what it tells.
    ///
    /// # Errors
    /// Why the browser gives none, in its words.
    pub fn start(hear: impl Fn(Result<Message, MessageError>) + 'static) -> Result<Self, String> {
        let address = web_sys::Url::new_with_base("./python/worker.js", &GLUE.with(Clone::clone));
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name("photofinish python");
        let worker = address
            .and_then(|address| Worker::new_with_options(&address.href(), &options))
            .map_err(|error| match error.dyn_ref::<js_sys::Error>() {
                Some(error) => String::from(error.message()),
                None => format!("{error:?}"),
            })?;
        ALIVE.set(ALIVE.get() + 1);
        let hear = std::rc::Rc::new(hear);
        let told = {
            let hear = hear.clone();
            EventListener::new(&worker, "message", move |event| {
                let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                let text = data.and_then(|data| data.as_string()).unwrap_or_default();
                hear(Message::read(&text));
            })
        };
        // Its script did not come, or is broken: no other error gets here.
        let failed = EventListener::new(&worker, "error", move |event| {
            let error = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            let why = error.filter(|why| !why.is_empty());
            let why = why.unwrap_or_else(|| "worker.js".to_owned());
            hear(Ok(Message::Died { why }));
        });
        Ok(PythonWorker {
            worker,
            _heard: [told, failed],
        })
    }

    /// Has it run a program, which sees the file name and the arguments.
    pub fn run(&self, program: &str, file: &str, arguments: &str) {
        self.post(&[
            ("program", program.into()),
            ("file", file.into()),
            ("arguments", arguments.into()),
        ]);
    }

    /// Tells it that so many characters of output were shown: who prints faster than that waits.
    pub fn shown(&self, characters: usize) {
        self.post(&[("shown", (characters as f64).into())]);
    }

    fn post(&self, fields: &[(&str, JsValue)]) {
        let message = js_sys::Object::new();
        for (name, value) in fields {
            // Fails only for what is no plain object.
            let _ = js_sys::Reflect::set(&message, &(*name).into(), value);
        }
        // Fails only for what cannot be copied; texts and numbers can.
        let _ = self.worker.post_message(&message);
    }
}

impl Drop for PythonWorker {
    fn drop(&mut self) {
        self.worker.terminate();
        ALIVE.set(ALIVE.get() - 1);
    }
}
