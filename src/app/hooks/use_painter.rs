//! Canvases that are painted with the page's heartbeat.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::Pulse;

/// Calls `painter` with every frame in which something is new. It may be another one at every
/// render: the newest counts.
#[hook]
pub fn use_painter(pulse: &Rc<Pulse>, painter: impl Fn() + 'static) {
    use_any_painter(pulse, Rc::new(painter));
}

// The one above is compiled for every picture, this only once.

#[hook]
fn use_any_painter(pulse: &Rc<Pulse>, painter: Rc<dyn Fn()>) {
    let newest: Rc<RefCell<Rc<dyn Fn()>>> = use_mut_ref(|| Rc::new(|| ()) as Rc<dyn Fn()>);
    *newest.borrow_mut() = painter;
    pulse.repaint_in_time();
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
