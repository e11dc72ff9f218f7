//! Objects of the browser that travel beside the bytes of a job or result, not through them.
//!
//! As pickle's protocol 5 does: while something is encoded, each [`Buffer`](super::Buffer) or
//! [`Attached`](super::Attached) in it puts itself on a table and writes only the place; decoding
//! takes it from there. So
//! 16 MiB never pass through Wasm memory. The tables are per thread, filled and emptied within
//! one call.

use std::cell::RefCell;

/// One object, and whether the receiver gets it or a copy of it.
#[cfg(target_arch = "wasm32")]
#[derive(Clone)]
pub struct Attachment {
    pub(crate) value: wasm_bindgen::JsValue,
    pub(crate) transfer: bool,
}

/// There is none outside of a browser.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone)]
pub enum Attachment {}

impl Attachment {
    /// Whether sending it takes it away from the sender.
    pub(crate) fn is_transferred(&self) -> bool {
        #[cfg(target_arch = "wasm32")]
        return self.transfer;
        #[cfg(not(target_arch = "wasm32"))]
        match *self {}
    }
}

/// What travels beside a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Luggage {
    None,
    Copied,
    HandedOver,
}

impl Luggage {
    pub(crate) fn of(attached: &[Attachment]) -> Self {
        if attached.iter().any(Attachment::is_transferred) {
            Luggage::HandedOver
        } else if attached.is_empty() {
            Luggage::None
        } else {
            Luggage::Copied
        }
    }

    /// Whether it may go into this message, of which its job would be the first or not, to a worker
    /// that is idle or not. The browser's "no" must be about one job; and what is handed over cannot
    /// be sent twice, so it is not left waiting in a worker that may die before.
    pub(crate) fn may_go(self, first: bool, idle: bool) -> bool {
        match self {
            Luggage::None => true,
            Luggage::Copied => first,
            Luggage::HandedOver => first && idle,
        }
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

/// Puts an object on the table; its place.
#[cfg(target_arch = "wasm32")]
pub(crate) fn attach(attachment: Attachment) -> u32 {
    OUTGOING.with_borrow_mut(|table| {
        table.push(attachment);
        table.len() as u32 - 1
    })
}

/// Takes the object at this place, once.
#[cfg(target_arch = "wasm32")]
pub(crate) fn detach(place: u32) -> Option<Attachment> {
    INCOMING.with_borrow_mut(|table| table.get_mut(place as usize)?.take())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::Luggage;

    #[test]
    fn what_travels_beside_a_job_begins_a_message_and_what_is_handed_over_never_waits() {
        for first in [false, true] {
            for idle in [false, true] {
                assert!(Luggage::None.may_go(first, idle));
                assert_eq!(Luggage::Copied.may_go(first, idle), first);
                assert_eq!(Luggage::HandedOver.may_go(first, idle), first && idle);
            }
        }
        assert_eq!(Luggage::of(&[]), Luggage::None);
    }
}
