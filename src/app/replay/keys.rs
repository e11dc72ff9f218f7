//! The keys of the replay, where no field, list or button has them.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::bar::Hand;
use crate::app::browser::{self, acts_on_keys};
use crate::app::commands::{Command, Place};

/// Where characters are typed.
const TYPED: &str =
    "input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable]";
/// What is pressed, or scrolled, by the space bar.
const PRESSED: &str =
    "button, a, summary, select, [type=checkbox], [type=radio], .table-scroll, .finishers";
/// What has the arrows.
const MOVED: &str = "input, select, [tabindex='0']";

/// Whether what has the focus has this key for itself.
fn is_taken(event: &KeyboardEvent) -> bool {
    let own = match event.key().as_str() {
        " " => PRESSED,
        "," | "." => "",
        _ => MOVED,
    };
    let Some(target) = browser::target(event) else {
        return false;
    };
    let is_in = |selector: &str| target.closest(selector).ok().flatten().is_some();
    is_in(TYPED) || (!own.is_empty() && is_in(own))
}

/// Space plays and pauses, arrows, comma and full stop step, while there is a run. From the press of Start on they are
/// the run's: the page is not scrolled by them.
#[hook]
pub(super) fn use_keys(hand: &Hand, is_asked: bool, has_run: bool) {
    let hand = hand.clone();
    use_effect(move || {
        let window = web_sys::window().filter(|_| is_asked);
        let listener = window.map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                    press(&hand, has_run, event);
                }
            })
        });
        move || drop(listener)
    });
}

fn press(hand: &Hand, has_run: bool, event: &KeyboardEvent) {
    let is_shortcut = event.ctrl_key() || event.meta_key() || event.alt_key();
    if is_taken(event) || is_shortcut || event.default_prevented() || !acts_on_keys() {
        return;
    }
    match Command::pressed(Place::Run, &event.key()) {
        Some(Command::Play) if event.repeat() => {}
        Some(_) if !has_run => {}
        Some(Command::Play) => hand.toggle(),
        Some(Command::StepForward) => hand.step(true),
        Some(Command::StepBack) => hand.step(false),
        _ => return,
    }
    event.prevent_default();
}
