//! Watches the main thread: gaps between animation frames in which the page could not answer.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::prelude::*;

use crate::record::EventKind;
use crate::recorder::Recorder;

/// A longer gap than this is a stall: three frames of a 60 Hz screen, and the length from which
/// browsers themselves speak of a long task (<https://www.w3.org/TR/longtasks-1/>).
pub const STALL: Duration = Duration::from_millis(50);

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
    let mut was_hidden = hidden();
    *callback.borrow_mut() = Some(Closure::new(move || {
        let now = recorder.elapsed();
        let gap = now.saturating_sub(last);
        let is_hidden = hidden();
        if gap > STALL && !was_hidden && !is_hidden {
            recorder.push_at(now, EventKind::Stalled { gap });
        }
        (last, was_hidden) = (now, is_hidden);
        if recorder.record().ended().is_none() {
            request(&next);
        } else {
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

/// <https://developer.mozilla.org/en-US/docs/Web/API/Document/hidden>
fn hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden())
}
