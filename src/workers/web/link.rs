//! The line to one worker: messages there and back, and word of its end.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker};

use super::super::attachments::Attachment;
use super::super::error::Failure;
use super::super::host::{self, Link};
use super::super::wire::PROTOCOL;
use super::message::{pack, text_of, unpack};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = performance, js_name = timeOrigin)]
    static TIME_ORIGIN: f64;
}

#[wasm_bindgen(module = "/src/workers/web/worker.js")]
extern "C" {
    #[wasm_bindgen(js_name = awaitRelease)]
    fn await_release(lock: &str, gone: &Function);
}

pub(super) struct WebLink {
    worker: Worker,
    ended: Rc<Cell<bool>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    on_message_error: Closure<dyn FnMut()>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl WebLink {
    pub(super) fn new(
        worker: Worker,
        script: &str,
        lock: String,
        first: Object,
        events: Box<dyn Fn(host::Event)>,
    ) -> Self {
        let ended = Rc::new(Cell::new(false));
        let tell = {
            let ended = ended.clone();
            let events: Rc<dyn Fn(host::Event)> = events.into();
            Rc::new(move |event| {
                if !ended.get() {
                    events(event);
                }
            })
        };
        // Set by the first message of the program inside: from then on its lock is held.
        let loaded = Rc::new(Cell::new(false));

        let on_message = {
            let (tell, loaded, worker) = (tell.clone(), loaded.clone(), worker.clone());
            let mut first = Some(first);
            Closure::new(move |event: MessageEvent| {
                let data = event.data();
                if let Some((bytes, attachments)) = unpack(&data) {
                    if !loaded.replace(true) {
                        watch(&lock, tell.clone());
                    }
                    return tell(host::Event::Message(bytes, attachments));
                }
                match Word::of(&data) {
                    Word::Hello => {
                        // An object with a module in it can always be sent to a worker.
                        let _ = first.take().map(|first| worker.post_message(&first));
                    }
                    Word::Dead(failure) => tell(host::Event::Dead(failure)),
                }
            })
        };
        let on_message_error = {
            let tell = tell.clone();
            Closure::new(move || tell(host::Event::Dead(Failure::Message)))
        };
        let on_error = {
            let script = script.to_owned();
            Closure::new(move |event: Event| {
                // It has been handled: not to be reported as an error of the page.
                event.prevent_default();
                // A plain `Event` without a text where the script could not be fetched.
                let said = property(&event, "message").as_string().unwrap_or_default();
                let failure = if loaded.get() {
                    Failure::Uncaught(said)
                } else if said.is_empty() {
                    // Browsers do not say why a script could not be fetched.
                    Failure::Load(format!("its script cannot be fetched: {script}"))
                } else {
                    Failure::Load(format!("its script failed: {said} ({script})"))
                };
                tell(host::Event::Dead(failure));
            })
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        // Not every browser has it as a property.
        let _ = worker.add_event_listener_with_callback(
            "messageerror",
            on_message_error.as_ref().unchecked_ref(),
        );
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        WebLink {
            worker,
            ended,
            _on_message: on_message,
            on_message_error,
            _on_error: on_error,
        }
    }
}

impl Link for WebLink {
    fn post(&self, bytes: &[u8], attachments: &[Attachment]) -> Result<(), String> {
        let (message, transfer) = pack(bytes, attachments);
        let posted = if transfer.length() == 0 {
            self.worker.post_message(&message)
        } else {
            self.worker.post_message_with_transfer(&message, &transfer)
        };
        posted.map_err(|error| text_of(&error))
    }

    fn end(&self) {
        self.ended.set(true);
        self.worker.set_onmessage(None);
        let _ = self.worker.remove_event_listener_with_callback(
            "messageerror",
            self.on_message_error.as_ref().unchecked_ref(),
        );
        self.worker.set_onerror(None);
        self.worker.terminate();
    }

    fn time_origin(&self) -> f64 {
        TIME_ORIGIN.with(|origin| *origin)
    }
}

/// What the script itself says, outside of the program: `{hello}` or `{dead, text}`.
enum Word {
    /// It is loaded, and waits for the first message.
    Hello,
    Dead(Failure),
}

impl Word {
    fn of(data: &JsValue) -> Self {
        let of = |key| property(data, key);
        if let Some(worker) = of("hello").as_f64() {
            let (page, worker) = (PROTOCOL, worker as u32);
            return if page == worker {
                Word::Hello
            } else {
                Word::Dead(Failure::Version { page, worker })
            };
        }
        let text = of("text").as_string().unwrap_or_default();
        Word::Dead(match of("dead").as_string().as_deref() {
            Some("load") => Failure::Load(text),
            Some("closed") => Failure::Closed,
            Some("memory") => Failure::Memory(text),
            Some("trap") => Failure::Trap(text),
            _ => Failure::Message,
        })
    }
}

fn property(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or_default()
}

/// Waits for the lock the worker holds: it is free when the worker is gone, however it went.
fn watch(lock: &str, tell: Rc<impl Fn(host::Event) + 'static>) {
    let gone = Closure::once_into_js(move || tell(host::Event::Dead(Failure::Vanished)));
    await_release(lock, gone.unchecked_ref());
}
