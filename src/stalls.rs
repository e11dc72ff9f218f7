//! Watches the main thread: gaps between animation frames in which the page could not answer.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;

use crate::record::{EventKind, STALL};
use crate::recorder::Recorder;

#[wasm_bindgen]
extern "C" {
    /// <https://developer.mozilla.org/en-US/docs/Web/API/Window/requestAnimationFrame>
    #[wasm_bindgen(js_name = requestAnimationFrame)]
    fn request_animation_frame(callback: &JsValue);
}

/// A callback that asks for itself again.
type Frame = Rc<RefCell<Option<Closure<dyn FnMut()>>>>;

/// Records the stalls of a run from now until the first frame after its end. A page that is hidden
/// gets no frames: such a gap is no stall.
pub fn watch(recorder: Rc<Recorder>) {
    let callback = Frame::default();
    let next = callback.clone();
    let mut last = recorder.elapsed();
    // Since the last frame, at any time: one may come and go between two frames.
    let was_hidden = Rc::new(Cell::new(hidden()));
    let mut listener = watch_visibility(was_hidden.clone());
    *callback.borrow_mut() = Some(Closure::new(move || {
        let now = recorder.elapsed();
        let gap = now.saturating_sub(last);
        last = now;
        let was_hidden = was_hidden.replace(hidden());
        if gap > STALL && !was_hidden {
            recorder.push_at(now, EventKind::Stalled { gap });
        }
        if recorder.record().ended().is_none() {
            request(&next);
        } else {
            drop(listener.take());
            // The closure owns itself through `next`; taking it out ends both after this call.
            let ended = next.borrow_mut().take();
            wasm_bindgen_futures::spawn_local(async move { drop(ended) });
        }
    }));
    request(&callback);
}

fn request(callback: &Frame) {
    if let Some(callback) = &*callback.borrow() {
        request_animation_frame(callback.as_ref());
    }
}

/// Sets `was_hidden` when the page is hidden, until the listener is dropped.
fn watch_visibility(was_hidden: Rc<Cell<bool>>) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let changed = move |_: &web_sys::Event| was_hidden.set(was_hidden.get() || hidden());
    Some(EventListener::new(&document, "visibilitychange", changed))
}

/// <https://developer.mozilla.org/en-US/docs/Web/API/Document/hidden>
fn hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden())
}
