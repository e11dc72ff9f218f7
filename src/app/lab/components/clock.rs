//! The page's own clock, painted anew with every second animation frame. It is no show: where the main
//! thread is busy there are no frames, and the clock stands still.

use yew::prelude::*;

use super::{use_frames, words};
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
    let canvas = use_frames((), |()| {
        let mut frames = Frames::default();
        let mut is_drawn = false;
        Box::new(move |at, is_calm, canvas| {
            if is_calm {
                frames.clear();
            } else {
                frames.push(at);
            }
            // Every frame has its tick, and every second one draws them: a page that draws nothing
            // leaves the cores to the workers.
            is_drawn = !is_drawn;
            if !is_drawn {
                return;
            }
            if let Some(surface) = Surface::of(canvas) {
                paint_ring(&surface, &frames, js_sys::Date::now(), is_calm);
            }
        })
    });
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
