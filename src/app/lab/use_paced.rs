//! Canvases of the lab, painted no more often than they can afford.

use std::rc::Rc;

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use super::pace::Pace;
use super::use_lab::LabView;
use crate::app::charts::Surface;
use crate::app::hooks::use_painter;
use crate::runtime::{BrowserRuntime, Runtime};

/// Milliseconds between two pictures of a run whose speed is the very question.
const MEASURED_MS: f64 = 250.0;
/// Milliseconds between two pictures else: as often as motion looks smooth.
const USUAL_MS: f64 = 40.0;

fn now() -> f64 {
    BrowserRuntime.now().as_secs_f64() * 1000.0
}

/// Calls `painter` with every frame in which something is new, but while the run goes no more
/// often than it can afford.
#[hook]
pub fn use_paced_painter(view: &LabView, painter: impl Fn() + 'static) {
    let every = if view.is_measured() {
        MEASURED_MS
    } else {
        USUAL_MS
    };
    let pace = use_memo(every as u32, |every| Pace::new(f64::from(*every)));
    let going = view.clone();
    use_painter(view.pulse(), move || {
        let from = now();
        if going.is_running() && !pace.is_due(from) {
            return;
        }
        painter();
        pace.painted(from, now());
    });
}

/// A canvas that `paint` paints over; give the reference to the `<canvas>`.
#[hook]
pub fn use_paced_canvas(view: &LabView, paint: impl Fn(&Surface) + 'static) -> NodeRef {
    let canvas = use_node_ref();
    let place = canvas.clone();
    use_paced_painter(view, move || {
        let element = place.cast::<HtmlCanvasElement>();
        if let Some(surface) = element.as_ref().and_then(Surface::of) {
            paint(&surface);
        }
    });
    canvas
}

/// A canvas that only follows the theme and the size of the text.
#[hook]
pub fn use_still_canvas(view: &LabView, paint: impl Fn(&Surface) + 'static) -> NodeRef {
    let canvas = use_node_ref();
    let place = canvas.clone();
    let painted_with = use_mut_ref(|| None);
    use_painter(view.pulse(), move || {
        let palette = crate::app::charts::palette();
        let mut painted_with = painted_with.borrow_mut();
        let is_same = match (&palette, &*painted_with) {
            (Some(palette), Some(before)) => Rc::ptr_eq(palette, before),
            _ => false,
        };
        let element = place.cast::<HtmlCanvasElement>();
        if !is_same && let Some(surface) = element.as_ref().and_then(Surface::of) {
            paint(&surface);
            *painted_with = palette;
        }
    });
    canvas
}
