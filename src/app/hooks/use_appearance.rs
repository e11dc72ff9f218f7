//! Keeps the pictures as the rest of the page: their size, their sharpness, their colours.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::ResizeObserver;
use yew::prelude::*;

use super::Pulse;
use crate::app::charts::forget_palette;

/// What a look depends on beside the sizes on the page.
const LOOKS: [&str; 3] = [
    "(prefers-color-scheme: dark)",
    "(prefers-contrast: more)",
    "(forced-colors: active)",
];

/// Has the pictures painted again when the window, the room for the page, the pixels of the screen or
/// the system's look change.
#[hook]
pub fn use_appearance(pulse: &Rc<Pulse>) {
    let pulse = pulse.clone();
    use_effect_with((), move |()| {
        // The root stays for as long as the page does, and so does what listens here.
        let changed = Closure::<dyn FnMut()>::new(move || {
            forget_palette();
            pulse.repaint();
        });
        let listener: &Function = &changed.into_js_value().unchecked_into();
        let Some(window) = web_sys::window() else {
            return;
        };
        // An old browser without one of these keeps its first picture's colours.
        let _ = window.add_event_listener_with_callback("resize", listener);
        for query in LOOKS {
            listen(query, listener);
        }
        follow_pixels(listener.clone());
        // A bar that scrolls takes room from the page without a change of the window.
        if let (Some(body), Ok(observer)) = (
            window.document().and_then(|document| document.body()),
            ResizeObserver::new(listener),
        ) {
            observer.observe(&body);
        }
    });
}

/// Calls back when the answer to a media query changes.
fn listen(query: &str, listener: &Function) {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok()?);
    if let Some(list) = list {
        let _ = list.add_event_listener_with_callback("change", listener);
        // The list has to live as long as the page, or its events end.
        std::mem::forget(list);
    }
}

/// Calls back whenever the pixels of the screen become smaller or larger, as when a window is moved
/// to another screen. A query can only ask whether they are what they were: each change needs a new one.
fn follow_pixels(listener: Function) {
    let Some(ratio) = web_sys::window().map(|window| window.device_pixel_ratio()) else {
        return;
    };
    // Written by the browser, in whose words it is read: Rust's own digits of a float are some kilobytes of program.
    let ratio = js_sys::Number::from(ratio)
        .to_string_with_radix(10)
        .map(String::from);
    let list = ratio.ok().and_then(|ratio| {
        let query = format!("(resolution: {ratio}dppx)");
        web_sys::window()?.match_media(&query).ok()?
    });
    let Some(list) = list else { return };
    let watched = list.clone();
    let again = Closure::once_into_js(move || {
        watched.set_onchange(None);
        let _ = listener.call0(&JsValue::NULL);
        follow_pixels(listener);
    });
    list.set_onchange(Some(again.unchecked_ref()));
}
