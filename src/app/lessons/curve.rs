//! The speed-up curve: drawn by hand before the run, with finger, mouse or arrow keys, and the measured one
//! laid over it.

use std::rc::Rc;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use crate::app::format::decimal;
use crate::app::hooks::use_page;
use crate::stats::Speedup;
use crate::tell::words;

/// The room of the drawing, in its own units.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 28.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 196.0;

/// The most workers that a sweep measures.
const MOST: usize = 32;

/// A curve to be drawn, or drawn and measured.
#[derive(Clone, PartialEq, Properties)]
pub struct DrawingProps {
    /// Cores, as far as the browser tells.
    pub cores: usize,
    /// Times as fast as one worker, from two workers on; none before anything is drawn.
    pub curve: Vec<f64>,
    /// What was measured.
    pub measured: Option<Rc<Speedup>>,
    /// Called with what is drawn; `None` once it is over.
    pub draw: Option<Callback<Vec<f64>>>,
}

/// The most workers on a machine of so many cores.
fn most(cores: usize) -> usize {
    (2 * cores.max(1)).clamp(2, MOST)
}

/// What is drawn before anybody drew: nothing gained.
fn flat(curve: &[f64], cores: usize) -> Vec<f64> {
    let mut curve = curve.to_vec();
    curve.resize(most(cores) - 1, 1.0);
    curve
}

/// Where workers and times as fast lie.
#[derive(Clone, Copy)]
struct Plot {
    most: f64,
}

impl Plot {
    fn x(self, workers: usize) -> f64 {
        LEFT + (WIDTH - LEFT) / self.most * (workers as f64 - 0.5)
    }

    fn y(self, times: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * (times / self.most).clamp(0.0, 1.0)
    }

    /// The workers and the times as fast at a place, as shares of the room.
    fn at(self, across: f64, down: f64) -> (usize, f64) {
        let workers = ((across * WIDTH - LEFT) / (WIDTH - LEFT) * self.most + 0.5).round();
        let times = (BOTTOM - down * HEIGHT) / (BOTTOM - TOP) * self.most;
        let tenths = (times.clamp(0.1, self.most) * 10.0).round();
        (workers.clamp(2.0, self.most) as usize, tenths / 10.0)
    }

    fn line(self, points: impl Iterator<Item = (usize, f64)>) -> String {
        let point = |(workers, times)| {
            format!(
                "{},{}",
                decimal(self.x(workers), 1),
                decimal(self.y(times), 1)
            )
        };
        points.map(point).collect::<Vec<_>>().join(" ")
    }
}

/// A curve to be drawn, or drawn and measured.
#[component]
pub fn Drawing(props: &DrawingProps) -> Html {
    let page = use_page();
    let words = words::lessons::of(page.state().lang);
    let place = use_node_ref();
    let most = most(props.cores);
    let plot = Plot { most: most as f64 };
    let curve = flat(&props.curve, props.cores);
    let set = {
        let (curve, draw) = (curve.clone(), props.draw.clone());
        move |workers: usize, times: f64| {
            let mut next = curve.clone();
            if let (Some(one), Some(draw)) = (next.get_mut(workers - 2), &draw) {
                *one = times;
                draw.emit(next);
            }
        }
    };
    let on_pointer = {
        let (place, set) = (place.clone(), set.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(element) = place.cast::<Element>().filter(|_| event.buttons() & 1 == 1) else {
                return;
            };
            if event.type_() == "pointerdown" {
                // Without it a line that leaves the room ends there.
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            let room = element.get_bounding_client_rect();
            let across = (f64::from(event.client_x()) - room.left()) / room.width().max(1.0);
            let down = (f64::from(event.client_y()) - room.top()) / room.height().max(1.0);
            let (workers, times) = plot.at(across, down);
            set(workers, times);
        })
    };
    let tick = |number: usize| {
        let (x, y) = (plot.x(number), plot.y(number as f64));
        html! {
            <>
                <line class="grid" x1={LEFT.to_string()} x2={WIDTH.to_string()} y1={y.to_string()} y2={y.to_string()} />
                <text x={(LEFT - 6.0).to_string()} y={(y + 4.0).to_string()} text-anchor="end">{ format!("{number}×") }</text>
                <text x={x.to_string()} y={(BOTTOM + 16.0).to_string()} text-anchor="middle">{ number }</text>
            </>
        }
    };
    let step = most.div_ceil(8);
    let ticks = (1..=most).filter(|number| *number == 1 || number % step == 0);
    let drawn = || std::iter::once((1, 1.0)).chain((2..).zip(curve.iter().copied()));
    let dot = |(workers, times): (usize, f64)| {
        html! { <circle class="drawn" cx={plot.x(workers).to_string()} cy={plot.y(times).to_string()} r="4" /> }
    };
    let is_open = props.draw.is_some();
    // Who drew nothing has no curve to be set beside the measured one.
    let is_shown = is_open || !props.curve.is_empty();
    let slider = |(workers, times): (usize, f64)| {
        let set = set.clone();
        let typed = Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            set(workers, (input.value_as_number() * 10.0).round() / 10.0);
        });
        let text = (words.times)(times);
        html! {
            <label key={workers}>
                <span>{ (words.by_workers)(workers) }</span>
                { " " }
                <input type="range" min="0.1" max={most.to_string()} step="0.1" value={times.to_string()}
                    aria-valuetext={text.clone()} disabled={!is_open} oninput={typed} />
                { " " }
                <span class="times" aria-hidden="true">{ text }</span>
            </label>
        }
    };
    html! {
        <div class="drawing">
            <svg ref={place} viewBox={format!("0 0 {WIDTH} {HEIGHT}")} class={is_open.then_some("open")} role="img"
                aria-label={words.curve} onpointerdown={on_pointer.clone()} onpointermove={on_pointer}>
                { for ticks.map(tick) }
                <polyline class="ideal" points={plot.line([(1, 1.0), (most, most as f64)].into_iter())} />
                if is_shown {
                    <polyline class="drawn" points={plot.line(drawn())} />
                    { for drawn().skip(1).map(dot) }
                }
                { props.measured.as_ref().map(|measured| over(plot, measured)).unwrap_or_default() }
            </svg>
            if is_open {
                <div class="sliders">{ for (2..).zip(curve.iter().copied()).map(slider) }</div>
            }
            if props.measured.is_some() {
                <ul class="keys">
                    if is_shown {
                        <li class="drawn">{ words.drawn }</li>
                    }
                    <li class="measured">{ words.measured_curve }</li>
                </ul>
            }
        </div>
    }
}

/// The measured curve, with the spread of its repetitions.
fn over(plot: Plot, measured: &Speedup) -> Html {
    let points = measured.points();
    let alone = points.first().map(|point| point.time.as_secs_f64());
    let alone = alone.unwrap_or_default();
    let line = plot.line(points.iter().map(|point| (point.workers, point.speedup)));
    let spread = |point: &crate::stats::SpeedupPoint| {
        let times = |time: std::time::Duration| alone / time.as_secs_f64().max(1e-9);
        let x = plot.x(point.workers).to_string();
        let (y1, y2) = (plot.y(times(point.slowest)), plot.y(times(point.fastest)));
        html! { <line class="spread" x1={x.clone()} x2={x} y1={y1.to_string()} y2={y2.to_string()} /> }
    };
    html! {
        <>
            <polyline class="measured" points={line} />
            { for points.iter().map(spread) }
        </>
    }
}
