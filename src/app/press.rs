//! What must not happen while the mouse button is down. A page whose parts move between press and
//! release takes the click away from what was pressed: the browser finds something else there.

use std::cell::{Cell, RefCell};

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent};

type Act = Box<dyn FnOnce()>;

thread_local! {
    static IS_PRESSED: Cell<bool> = const { Cell::new(false) };
    static DUE: RefCell<Vec<Act>> = const { RefCell::new(Vec::new()) };
}

/// What may end a press. Of a menu that opens with it a page may not get the release, only that the
/// mouse moves without a button, or the next key.
const ENDS: [&str; 4] = ["mouseup", "dragend", "mousemove", "keydown"];

/// Follows the mouse button for as long as the listeners are kept.
pub fn watch() -> Vec<EventListener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let listen = |name, act: fn(&Event)| {
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&window, name, options, act)
    };
    let ends = ENDS.map(|name| listen(name, end));
    let begin = listen("mousedown", |_| IS_PRESSED.set(true));
    ends.into_iter().chain([begin]).collect()
}

fn end(event: &Event) {
    let mouse = event.dyn_ref::<MouseEvent>();
    let is_held = mouse.is_some_and(|mouse| mouse.type_() == "mousemove" && mouse.buttons() != 0);
    if IS_PRESSED.get() && !is_held {
        IS_PRESSED.set(false);
        // The click comes after the release, before anything that is due by now.
        Timeout::new(0, || DUE.take().into_iter().for_each(|act| act())).forget();
    }
}

/// Does this at once, or when the mouse button that is down was released and what it clicked has had
/// its click.
pub fn when_released(act: impl FnOnce() + 'static) {
    if IS_PRESSED.get() {
        DUE.with_borrow_mut(|due| due.push(Box::new(act)));
    } else {
        act();
    }
}
