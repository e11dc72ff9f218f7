//! What becomes of a run when the page is left.

use gloo_events::EventListener;
use yew::prelude::*;

/// Cancels the run that is going when the page is left. Browsers keep a page that is left, standing still, for the case that
/// one comes back (the back/forward cache), and some break off its requests: the times and the errors
/// that it would then tell would not be those of its run.
/// <https://developer.mozilla.org/en-US/docs/Web/API/Window/pagehide_event>
#[hook]
pub fn use_leaving(is_running: bool, cancel: Callback<()>) {
    use_effect_with(is_running, move |is_running| {
        let window = web_sys::window().filter(|_| *is_running);
        let listener =
            window.map(|window| EventListener::new(&window, "pagehide", move |_| cancel.emit(())));
        move || drop(listener)
    });
}
