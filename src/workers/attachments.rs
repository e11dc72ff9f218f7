//! Buffers that travel beside the bytes of a job or result, not through them.
//!
//! As pickle's protocol 5 does: while something is encoded, each [`Buffer`](super::Buffer) in it
//! puts its contents on a table and writes only the place; decoding takes it from there. So
//! 16 MiB never pass through Wasm memory. The tables are per thread, filled and emptied within
//! one call.

use std::cell::RefCell;

/// One buffer, and whether the receiver gets it or a copy of it.
#[cfg(target_arch = "wasm32")]
#[derive(Clone)]
pub(crate) struct Attachment {
    pub(crate) buffer: js_sys::ArrayBuffer,
    pub(crate) transfer: bool,
}

/// There are no buffers outside of a browser.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone)]
pub(crate) enum Attachment {}

impl Attachment {
    /// Whether sending it takes it away from the sender.
    pub(crate) fn is_transferred(&self) -> bool {
        #[cfg(target_arch = "wasm32")]
        return self.transfer;
        #[cfg(not(target_arch = "wasm32"))]
        match *self {}
    }
}

thread_local! {
    static OUTGOING: RefCell<Vec<Attachment>> = const { RefCell::new(Vec::new()) };
    static INCOMING: RefCell<Vec<Option<Attachment>>> = const { RefCell::new(Vec::new()) };
}

/// Runs `encode` and gives what it attached.
pub(crate) fn collect<R>(encode: impl FnOnce() -> R) -> (R, Vec<Attachment>) {
    OUTGOING.with_borrow_mut(Vec::clear);
    let result = encode();
    (result, OUTGOING.take())
}

/// Runs `decode` with these attachments to take from.
pub(crate) fn provide<R>(attachments: Vec<Attachment>, decode: impl FnOnce() -> R) -> R {
    if attachments.is_empty() {
        return decode();
    }
    INCOMING.set(attachments.into_iter().map(Some).collect());
    let result = decode();
    INCOMING.take();
    result
}

/// Puts a buffer on the table; its place.
#[cfg(target_arch = "wasm32")]
pub(crate) fn attach(attachment: Attachment) -> u32 {
    OUTGOING.with_borrow_mut(|table| {
        table.push(attachment);
        table.len() as u32 - 1
    })
}

/// Takes the buffer at this place, once.
#[cfg(target_arch = "wasm32")]
pub(crate) fn detach(place: u32) -> Option<Attachment> {
    INCOMING.with_borrow_mut(|table| table.get_mut(place as usize)?.take())
}
