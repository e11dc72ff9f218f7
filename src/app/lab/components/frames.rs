//! A canvas that is painted with the page's animation frames, for as long as it is on the page. Where the main thread is busy there
//! are no frames, and the picture stands still.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use crate::app::browser::prefers_reduced_motion;

/// What is done with each frame: its time in milliseconds, whether motion is unwanted, and the canvas.
pub type OnFrame = Box<dyn FnMut(f64, bool, &HtmlCanvasElement)>;

type Frame = Closure<dyn FnMut(f64)>;

/// A canvas with which something is done in every frame; that is made anew when `of` changes.
#[hook]
pub fn use_frames<T: PartialEq + 'static>(
    of: T,
    make: impl FnOnce(&T) -> OnFrame + 'static,
) -> NodeRef {
    let canvas = use_node_ref();
    let place = canvas.clone();
    use_effect_with(of, move |of| {
        let mut on_frame = make(of);
        let frame: Rc<RefCell<Option<Frame>>> = Rc::default();
        let next = frame.clone();
        let is_calm = prefers_reduced_motion();
        *frame.borrow_mut() = Some(Closure::new(move |at: f64| {
            request(&next);
            if let Some(canvas) = place.cast::<HtmlCanvasElement>() {
                on_frame(at, is_calm, &canvas);
            }
        }));
        request(&frame);
        // Without the closure the frame that is still to come asks for no other.
        move || {
            let closure = frame.borrow_mut().take();
            if let Some(closure) = closure {
                wasm_bindgen_futures::spawn_local(async move {
                    // After the last frame: a closure may not be dropped under a pending call.
                    gloo_timers::future::TimeoutFuture::new(1000).await;
                    drop(closure);
                });
            }
        }
    });
    canvas
}

fn request(frame: &Rc<RefCell<Option<Frame>>>) {
    if let (Some(window), Some(frame)) = (web_sys::window(), frame.borrow().as_ref()) {
        // Fails only where there is no page to draw.
        let _ = window.request_animation_frame(frame.as_ref().unchecked_ref());
    }
}
