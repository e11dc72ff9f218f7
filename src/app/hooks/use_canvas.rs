//! Canvases that are painted with the page's heartbeat.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use super::Pulse;
use crate::app::charts::Surface;

/// Calls `painter` with every frame in which something is new. It may be another one at every
/// render: the newest counts.
#[hook]
pub fn use_painter(pulse: &Rc<Pulse>, painter: impl Fn() + 'static) {
    use_any_painter(pulse, Rc::new(painter));
}

/// A canvas that `paint` paints over; give the reference to the `<canvas>`.
#[hook]
pub fn use_canvas(pulse: &Rc<Pulse>, paint: impl Fn(&Surface) + 'static) -> NodeRef {
    use_any_canvas(pulse, Rc::new(paint))
}

// The two above are compiled for every picture, these only once.

#[hook]
fn use_any_painter(pulse: &Rc<Pulse>, painter: Rc<dyn Fn()>) {
    let newest: Rc<RefCell<Rc<dyn Fn()>>> = use_mut_ref(|| Rc::new(|| ()) as Rc<dyn Fn()>);
    *newest.borrow_mut() = painter;
    pulse.repaint();
    use_effect_with(Rc::as_ptr(pulse), {
        let (pulse, newest) = (pulse.clone(), newest.clone());
        move |_| {
            let guard = pulse.paint_with(Rc::new(move || {
                let painter = newest.borrow().clone();
                painter();
            }));
            move || drop(guard)
        }
    });
}

#[hook]
fn use_any_canvas(pulse: &Rc<Pulse>, paint: Rc<dyn Fn(&Surface)>) -> NodeRef {
    let canvas = use_node_ref();
    let painted = canvas.clone();
    use_any_painter(
        pulse,
        Rc::new(move || {
            let element = painted.cast::<HtmlCanvasElement>();
            if let Some(surface) = element.as_ref().and_then(Surface::of) {
                paint(&surface);
            }
        }),
    );
    canvas
}
