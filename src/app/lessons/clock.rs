//! A second clock, drawn by a worker: while the page stands still, this one goes on.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use crate::app::browser::prefers_reduced_motion;
use crate::app::charts::palette;
use crate::app::hooks::use_page;
use crate::tell::words;

#[wasm_bindgen(module = "/src/app/lessons/clock.js")]
extern "C" {
    #[wasm_bindgen(js_name = startClock, catch)]
    fn start_clock(
        canvas: &HtmlCanvasElement,
        ink: &str,
        line: &str,
        calm: bool,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = endClock)]
    fn end_clock(worker: &JsValue);
}

/// A clock that a worker draws.
#[component]
pub fn WorkerClock() -> Html {
    let page = use_page();
    let words = words::lessons::of(page.state().lang);
    let canvas = use_node_ref();
    let place = canvas.clone();
    use_effect_with((), move |()| {
        let worker = place.cast::<HtmlCanvasElement>().and_then(|canvas| {
            let palette = palette()?;
            let calm = prefers_reduced_motion();
            // Where no worker can be had there is no second clock; the page's own says what it says.
            start_clock(&canvas, &palette.ink, &palette.grid, calm).ok()
        });
        move || {
            if let Some(worker) = worker {
                end_clock(&worker);
            }
        }
    });
    html! {
        <figure class="clock second">
            <canvas ref={canvas} role="img" aria-label={words.worker_clock}></canvas>
            <figcaption>{ words.worker_clock }</figcaption>
        </figure>
    }
}
