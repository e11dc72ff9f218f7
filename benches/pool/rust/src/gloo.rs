//! `gloo-worker`: one bridge for each worker, which takes one job at a time. It has no pool; the idle
//! worker takes the next job, as `share` in `peers.js` has it for others of that kind.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_worker::oneshot::{OneshotBridge, oneshot};
use gloo_worker::{Registrable, Spawnable};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use wasm_bindgen::prelude::*;

#[derive(Serialize, Deserialize)]
pub enum Value {
    Number(u32, u32),
    Bytes(ByteBuf),
    Vanish,
}

#[oneshot]
async fn Work(job: Value) -> Value {
    match job {
        Value::Number(what, amount) => Value::Number(crate::run(what, amount), 0),
        Value::Vanish => {
            crate::work::vanish().await;
            Value::Vanish
        }
        bytes @ Value::Bytes(_) => bytes,
    }
}

/// Called in each worker, by its own script.
#[wasm_bindgen]
pub fn register_gloo() {
    Work::registrar().register();
}

/// One worker.
#[wasm_bindgen]
pub struct Gloo(Rc<RefCell<OneshotBridge<Work>>>);

#[wasm_bindgen]
impl Gloo {
    pub fn open(loader: &str) -> Self {
        let bridge = Work::spawner().with_loader(true).spawn(loader);
        Self(Rc::new(RefCell::new(bridge)))
    }

    #[allow(clippy::await_holding_refcell_ref, reason = "one job at a time")]
    fn send(&self, job: Value) -> js_sys::Promise {
        let bridge = self.0.clone();
        wasm_bindgen_futures::future_to_promise(async move {
            Ok(match bridge.borrow_mut().run(job).await {
                Value::Number(number, _) => number.into(),
                Value::Vanish => JsValue::UNDEFINED,
                Value::Bytes(bytes) => js_sys::Uint8Array::from(&bytes[..]).into(),
            })
        })
    }

    pub fn run(&self, what: u32, amount: u32) -> js_sys::Promise {
        self.send(Value::Number(what, amount))
    }

    pub fn echo(&self, bytes: Vec<u8>) -> js_sys::Promise {
        self.send(Value::Bytes(ByteBuf::from(bytes)))
    }

    pub fn vanish(&self) -> js_sys::Promise {
        self.send(Value::Vanish)
    }
}
