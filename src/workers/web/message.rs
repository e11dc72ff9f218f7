//! Messages as `postMessage` takes them: the bytes alone, or a list of the bytes and the
//! attachments.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;

use super::super::attachments::Attachment;

/// From this size on the block of bytes is handed over; copying less is quicker.
const TRANSFER_FROM: usize = 32 * 1024;

/// What to send, and what of it to hand over.
pub(super) fn pack(bytes: &[u8], attachments: &[Attachment]) -> (JsValue, Array) {
    let block = Uint8Array::from(bytes);
    let transfer = Array::new();
    if bytes.len() >= TRANSFER_FROM {
        transfer.push(&block.buffer());
    }
    if attachments.is_empty() {
        return (block.into(), transfer);
    }
    let message = Array::of1(&block);
    for attachment in attachments {
        message.push(&attachment.buffer);
        if attachment.transfer {
            transfer.push(&attachment.buffer);
        }
    }
    (message.into(), transfer)
}

/// The other way round; `None` for what is no message of ours.
pub(super) fn unpack(message: &JsValue) -> Option<(Vec<u8>, Vec<Attachment>)> {
    if let Some(block) = message.dyn_ref::<Uint8Array>() {
        return Some((block.to_vec(), Vec::new()));
    }
    let message = message.dyn_ref::<Array>()?;
    let block = message.get(0).dyn_into::<Uint8Array>().ok()?;
    let attachments = (1..message.length())
        .filter_map(|place| {
            let buffer = message.get(place).dyn_into::<ArrayBuffer>().ok()?;
            Some(Attachment {
                buffer,
                transfer: true,
            })
        })
        .collect();
    Some((block.to_vec(), attachments))
}

/// What a thrown value says.
pub(super) fn text_of(thrown: &JsValue) -> String {
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.to_string()),
        None => thrown.as_string().unwrap_or_else(|| format!("{thrown:?}")),
    }
}
