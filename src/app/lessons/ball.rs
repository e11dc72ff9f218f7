//! A ball between page and worker: what passing data took, to be seen. While it moves the page can do nothing else.

use std::time::Duration;

use yew::prelude::*;

use crate::app::browser::prefers_reduced_motion;
use crate::app::charts::Surface;
use crate::app::components::said;
use crate::app::format::{decimal, short_in};
use crate::app::hooks::use_page;
use crate::app::lab::charts::{way_colour, way_mark};
use crate::app::lab::components::use_frames;
use crate::config::Lang;
use crate::lessons::ball::{Trip, slowed};
use crate::tell::format::binary;
use crate::tell::words;
use crate::tell::words::lab;

/// A ball between page and worker.
#[derive(Clone, PartialEq, Properties)]
pub struct BallProps {
    /// How many bytes it stands for.
    pub bytes: u64,
    /// Copied, and handed over.
    pub trips: [Trip; 2],
}

/// A ball between page and worker.
#[component]
pub fn Ball(props: &BallProps) -> Html {
    let page = use_page();
    let lang = page.state().lang;
    let words = words::lessons::of(lang);
    let trips = props.trips;
    let factor = slowed(&trips);
    let canvas = use_frames((trips, lang), move |(trips, lang)| {
        let (trips, lang) = (*trips, *lang);
        let (mut first, mut nth) = (None, 0_u32);
        Box::new(move |at, is_calm, canvas| {
            nth = nth.wrapping_add(1);
            // Every other frame; of a still picture now and then, as theme and width may change.
            if nth % if is_calm { 30 } else { 2 } != 1 {
                return;
            }
            let since = at - *first.get_or_insert(at);
            let since = Duration::try_from_secs_f64(since / 1000.0 / factor).unwrap_or_default();
            if let Some(surface) = Surface::of(canvas) {
                paint(&surface, &trips, since, is_calm, lang);
            }
        })
    });
    let size = binary(props.bytes);
    let note = match prefers_reduced_motion() {
        true => words.ball_still.to_owned(),
        false => (words.ball_note)(&decimal(factor, if factor < 10.0 { 1 } else { 0 })),
    };
    html! {
        <section class="card ball" aria-labelledby="ball">
            <header><h2 id="ball">{ said(&(words.ball)(&size)) }</h2></header>
            <canvas ref={canvas} role="img" aria-label={(words.ball)(&size)}></canvas>
            <p class="note">{ said(&note) }</p>
        </section>
    }
}

/// Both ways, one below the other: the page at the left, the worker at the right. Where motion is unwanted each
/// ball is with the worker.
fn paint(surface: &Surface, trips: &[Trip; 2], since: Duration, is_calm: bool, lang: Lang) {
    let (palette, words) = (&surface.palette, words::lessons::of(lang));
    let em = palette.em;
    let (page, worker) = (words.end_page, words.end_worker);
    let left = surface.width_of(page).max(em * 2.0) + em;
    let right = surface.width - surface.width_of(worker).max(em * 2.0) - em * 1.3;
    let lane = surface.height / 2.0;
    for (nth, trip) in trips.iter().enumerate() {
        let y = lane * (nth as f64 + 0.66);
        let name = (lab::of(lang).passing.mode)(trip.mode);
        let short = format!("{name} · {}", short_in(lang, trip.whole()));
        let holds = (words.holds)(&short_in(lang, trip.send + trip.back));
        let whole = format!("{short} · {holds}");
        let fits = surface.width_of(&whole) <= surface.width - left;
        let text = if fits { whole } else { short };
        surface.text(&palette.muted, "left", &text, left, y - em * 1.3);
        surface.text(&palette.muted, "right", page, left - em * 0.7, y);
        surface.text(&palette.muted, "left", worker, right + em, y);
        surface.line(&palette.grid, 2.0, (left, y), (right, y));
        let at = if is_calm { 1.0 } else { trip.at(since) };
        let x = left + (right - left) * at;
        way_mark(surface, trip.mode, x, y, em * 0.6);
        // While it is on its way it holds the page.
        if !is_calm && at < 1.0 {
            let colour = way_colour(surface, trip.mode);
            surface.line(
                colour,
                3.0,
                (left - em * 0.2, y - em * 0.6),
                (left - em * 0.2, y + em * 0.6),
            );
        }
    }
}
