//! The page's own clock, painted anew with every second animation frame. It is no show: where the main
//! thread is busy there are no frames, and the clock stands still.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use super::words;
use crate::app::browser::prefers_reduced_motion;
use crate::app::charts::Surface;
use crate::app::components::said;
use crate::app::hooks::use_page;
use crate::app::lab::charts::{Frames, paint_ring};
use crate::app::lab::facts::longest_stall;
use crate::app::lab::view::LabView;

/// The clock.
#[derive(Clone, PartialEq, Properties)]
pub struct ClockProps {
    /// The run, whose longest stall stands below.
    pub view: LabView,
}

/// The clock.
#[component]
pub fn Clock(props: &ClockProps) -> Html {
    let page = use_page();
    let words = words(&page);
    let canvas = use_frames();
    let stall = props.view.recorder().and_then(|recorder| {
        let record = recorder.record();
        let stall = longest_stall(&record);
        (stall.is_some() || record.ended().is_some()).then_some(stall)
    });
    html! {
        <figure class="clock" title={words.clock_note}>
            <canvas ref={canvas} role="img" aria-label={words.clock}></canvas>
            <figcaption>{ stall.map(|stall| said(&(words.stood_still)(stall))).unwrap_or_default() }</figcaption>
        </figure>
    }
}

type Frame = Closure<dyn FnMut(f64)>;

/// A canvas on which the clock is painted with every frame for as long as it is on the page.
#[hook]
fn use_frames() -> NodeRef {
    let canvas = use_node_ref();
    let place = canvas.clone();
    use_effect_with((), move |()| {
        let frame: Rc<RefCell<Option<Frame>>> = Rc::default();
        let next = frame.clone();
        let frames = RefCell::new(Frames::default());
        let is_drawn = Cell::new(false);
        let is_calm = prefers_reduced_motion();
        *frame.borrow_mut() = Some(Closure::new(move |at: f64| {
            request(&next);
            let mut frames = frames.borrow_mut();
            if is_calm {
                frames.clear();
            } else {
                frames.push(at);
            }
            // Every frame has its tick, and every second one draws them: a page that draws nothing
            // leaves the cores to the workers.
            is_drawn.set(!is_drawn.get());
            if !is_drawn.get() {
                return;
            }
            let canvas = place.cast::<HtmlCanvasElement>();
            if let Some(surface) = canvas.as_ref().and_then(Surface::of) {
                paint_ring(&surface, &frames, js_sys::Date::now(), is_calm);
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
