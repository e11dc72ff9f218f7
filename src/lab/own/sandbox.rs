//! Workers in a frame that is shut off from the site: `sandbox.js`, `www/own.html`.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::{MOST, MakeWorker, OwnError, OwnWorker, Wrong};
use crate::runtime::LocalBoxFuture;

#[wasm_bindgen(module = "/src/lab/own/sandbox.js")]
extern "C" {
    type Sandbox;
    #[wasm_bindgen(constructor)]
    fn new(address: &str) -> Sandbox;
    #[wasm_bindgen(method)]
    fn end(this: &Sandbox);

    #[wasm_bindgen(js_name = OwnWorker)]
    type Ends;
    #[wasm_bindgen(constructor, js_class = "OwnWorker")]
    fn new(sandbox: &Sandbox, text: &str, most: usize) -> Ends;
    #[wasm_bindgen(method)]
    fn heard(this: &Ends) -> js_sys::Promise;
    #[wasm_bindgen(method)]
    fn call(this: &Ends, n: u32, job: u32) -> js_sys::Promise;
    #[wasm_bindgen(method)]
    fn end(this: &Ends);

    #[wasm_bindgen(js_name = compiles)]
    async fn compile(sandbox: &Sandbox, text: &str, most: usize) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    /// This module's own address, beside which the frame lies.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static GLUE: String;
}

/// A frame. With it all of its workers end.
struct Frame(Sandbox);

impl Frame {
    fn open() -> Self {
        let address = web_sys::Url::new_with_base("./own.html", &GLUE.with(Clone::clone));
        // The module's own address is one.
        let address = address.map(|url| url.href()).unwrap_or_default();
        Frame(Sandbox::new(&address))
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// A worker, which needs its frame.
struct InFrame {
    ends: Ends,
    _frame: Rc<Frame>,
}

impl Drop for InFrame {
    fn drop(&mut self) {
        self.ends.end();
    }
}

impl OwnWorker for InFrame {
    fn call(&self, n: u32, job: u32) -> LocalBoxFuture<Result<String, OwnError>> {
        let said = said(self.ends.call(n, job));
        Box::pin(async move { said.await.map_err(OwnError::Threw) })
    }
}

/// What a worker says: it went well, or not, and a text.
async fn said(promise: js_sys::Promise) -> Result<String, String> {
    // Never rejected: `sandbox.js` only resolves it.
    let said = wasm_bindgen_futures::JsFuture::from(promise)
        .await
        .unwrap_or_default();
    let said = js_sys::Array::from(&said);
    let text = said.get(1).as_string().unwrap_or_default();
    match said.get(0).as_bool() {
        Some(true) => Ok(text),
        _ => Err(text),
    }
}

/// Makes workers with the function that this text is, all in one frame, which is opened now.
#[must_use]
pub fn maker(text: &str) -> MakeWorker {
    let (frame, text) = (Rc::new(Frame::open()), text.to_owned());
    Rc::new(move || {
        let worker = InFrame {
            ends: Ends::new(&frame.0, &text, MOST),
            _frame: frame.clone(),
        };
        let is_there = said(worker.ends.heard());
        Box::pin(async move {
            is_there.await.map_err(OwnError::NoFunction)?;
            Ok(Box::new(worker) as Box<dyn OwnWorker>)
        })
    })
}

/// What the browser says is wrong with a text; nothing for an expression.
pub async fn compiles(text: &str) -> Option<Wrong> {
    let frame = Frame::open();
    let told = compile(&frame.0, text, MOST).await;
    let told = told.dyn_ref::<js_sys::Array>()?;
    let number = |index| told.get(index).as_f64().map(|number| number as usize);
    Some(Wrong {
        said: told.get(0).as_string()?,
        place: number(1).zip(number(2)),
    })
}
