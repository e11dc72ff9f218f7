//! The line to one worker: messages there and back, and word of its end.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use web_sys::Worker;

use super::super::attachments::Attachment;
use super::super::error::Failure;
use super::super::host::{Event, Link};
use super::super::wire::PROTOCOL;
use super::line;

#[wasm_bindgen(module = "/src/workers/web/worker.js")]
extern "C" {
    fn listen(worker: &Worker, receive: &Receive, hear: &Hear, fail: &Fail);

    #[wasm_bindgen(js_name = end)]
    fn end_worker(worker: &Worker);

    #[wasm_bindgen(catch)]
    fn greet(worker: &Worker, first: &Object) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = awaitRelease)]
    fn await_release(worker: &Worker, lock: &str);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = performance, js_name = timeOrigin)]
    static TIME_ORIGIN: f64;
}

type Receive = Closure<dyn FnMut(Vec<u8>, Option<Array>)>;
/// `hello`, `dead`, `text`.
type Hear = Closure<dyn FnMut(Option<u32>, Option<String>, Option<String>)>;
type Fail = Closure<dyn FnMut(Option<String>)>;

pub(super) struct WebLink {
    worker: Worker,
    ended: Rc<Cell<bool>>,
    _closures: (Receive, Hear, Fail),
}

impl WebLink {
    /// `first` is sent as soon as the script can hear it; then the worker takes this lock.
    pub(super) fn new(
        worker: Worker,
        script: &str,
        lock: String,
        first: Object,
        events: Box<dyn Fn(Event)>,
    ) -> Self {
        let ended = Rc::new(Cell::new(false));
        let tell = {
            let ended = ended.clone();
            Rc::new(move |event| {
                if !ended.get() {
                    events(event);
                }
            })
        };
        // Set by the first message of the program inside: from then on its lock is held.
        let loaded = Rc::new(Cell::new(false));

        let receive: Receive = {
            let (tell, loaded, worker) = (tell.clone(), loaded.clone(), worker.clone());
            Closure::new(move |bytes, buffers| {
                if !loaded.replace(true) {
                    await_release(&worker, &lock);
                }
                tell(Event::Message(bytes, line::attachments(buffers)));
            })
        };
        let hear: Hear = {
            let (tell, worker) = (tell.clone(), worker.clone());
            Closure::new(move |hello, dead: Option<String>, text| match hello {
                Some(PROTOCOL) => {
                    if let Err(error) = greet(&worker, &first) {
                        tell(Event::Dead(Failure::Load(line::text_of(&error))));
                    }
                }
                Some(worker) => {
                    let page = PROTOCOL;
                    tell(Event::Dead(Failure::Version { page, worker }));
                }
                None => tell(Event::Dead(failure(dead, text))),
            })
        };
        let fail: Fail = {
            let script = script.to_owned();
            Closure::new(move |said: Option<String>| {
                tell(Event::Dead(match said {
                    Some(said) if loaded.get() => Failure::Uncaught(said),
                    Some(said) => Failure::Script {
                        said,
                        script: script.clone(),
                    },
                    // Browsers do not say why.
                    None => Failure::NoScript(script.clone()),
                }));
            })
        };
        listen(&worker, &receive, &hear, &fail);
        WebLink {
            worker,
            ended,
            _closures: (receive, hear, fail),
        }
    }
}

impl Link for WebLink {
    fn post(&self, bytes: &[u8], attachments: &[Attachment]) -> Result<(), String> {
        line::post(&self.worker, bytes, attachments)
    }

    fn end(&self) {
        self.ended.set(true);
        end_worker(&self.worker);
    }

    fn time_origin(&self) -> f64 {
        TIME_ORIGIN.with(|origin| *origin)
    }
}

/// What the script says of the worker's end.
fn failure(dead: Option<String>, text: Option<String>) -> Failure {
    let text = text.unwrap_or_default();
    match dead.as_deref() {
        Some("load") => Failure::Load(text),
        Some("closed") => Failure::Closed,
        Some("memory") => Failure::Memory(text),
        Some("trap") => Failure::Trap(text),
        Some("vanished") => Failure::Vanished,
        _ => Failure::Message,
    }
}
