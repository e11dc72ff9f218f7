//! `wasmworker`, with the codec and the scheduler that it comes with.

use std::rc::Rc;

use serde_bytes::ByteBuf;
use wasm_bindgen::prelude::*;
use wasmworker::pool::WebWorkerPool;
use wasmworker::{Channel, webworker, webworker_channel, webworker_channel_fn, webworker_fn};

#[webworker_fn]
pub fn ww_run(job: (u32, u32)) -> u32 {
    crate::run(job.0, job.1)
}

#[webworker_fn]
pub fn ww_echo(bytes: ByteBuf) -> ByteBuf {
    bytes
}

#[webworker_channel_fn]
pub async fn ww_vanish(_: u32, _: Channel) {
    crate::work::vanish().await
}

/// A pool that is ready when its promise is.
#[wasm_bindgen]
pub struct Wasmworker(Rc<WebWorkerPool>);

#[wasm_bindgen]
impl Wasmworker {
    pub async fn open(size: usize) -> Result<Self, JsError> {
        let pool = WebWorkerPool::with_num_workers(size).await;
        Ok(Self(Rc::new(
            pool.map_err(|error| JsError::new(&format!("{error:?}")))?,
        )))
    }

    pub fn run(&self, what: u32, amount: u32) -> js_sys::Promise {
        let pool = self.0.clone();
        wasm_bindgen_futures::future_to_promise(async move {
            Ok(pool.run(webworker!(ww_run), &(what, amount)).await.into())
        })
    }

    /// There and back, for JavaScript's bytes: copied into Wasm, encoded, sent, and all of it backwards.
    pub fn echo(&self, bytes: Vec<u8>) -> js_sys::Promise {
        let pool = self.0.clone();
        wasm_bindgen_futures::future_to_promise(async move {
            let back = pool.run(webworker!(ww_echo), &ByteBuf::from(bytes)).await;
            Ok(js_sys::Uint8Array::from(&back[..]).into())
        })
    }

    pub fn vanish(&self) -> js_sys::Promise {
        let pool = self.0.clone();
        wasm_bindgen_futures::future_to_promise(async move {
            let task = pool.run_channel(webworker_channel!(ww_vanish), &0).await;
            task.result().await;
            Ok(JsValue::UNDEFINED)
        })
    }
}
