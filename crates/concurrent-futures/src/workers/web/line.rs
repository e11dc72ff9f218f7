//! The functions of `worker.js` that both ends call.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::super::attachments::Attachment;

#[wasm_bindgen(module = "/src/workers/web/worker.js")]
extern "C" {
    #[wasm_bindgen(js_name = post, catch)]
    fn post_bytes(target: &JsValue, bytes: &[u8]) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = postWith, catch)]
    fn post_with(
        target: &JsValue,
        bytes: &[u8],
        objects: &Array,
        transfer: &Array,
    ) -> Result<(), JsValue>;
}

/// Sends a message, or says why it cannot be sent.
pub(super) fn post(
    target: &JsValue,
    bytes: &[u8],
    attachments: &[Attachment],
) -> Result<(), String> {
    let posted = if attachments.is_empty() {
        post_bytes(target, bytes)
    } else {
        let handed_over = attachments.iter().filter(|attached| attached.transfer);
        let transfer: Array = handed_over.map(|attached| &attached.value).collect();
        let objects: Array = attachments.iter().map(|attached| &attached.value).collect();
        post_with(target, bytes, &objects, &transfer)
    };
    posted.map_err(|error| text_of(&error))
}

/// The objects that came with a message.
pub(super) fn attachments(objects: Option<Array>) -> Vec<Attachment> {
    let objects = objects.into_iter().flat_map(|objects| objects.to_vec());
    let attached = objects.map(|value| Attachment {
        value,
        transfer: true,
    });
    attached.collect()
}

/// What a thrown value says.
pub(super) fn text_of(thrown: &JsValue) -> String {
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.to_string()),
        None => thrown.as_string().unwrap_or_else(|| format!("{thrown:?}")),
    }
}
