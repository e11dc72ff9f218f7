//! A sweep over the number of workers: speedup, efficiency and start time, and the table behind.

use std::rc::Rc;

use yew::prelude::*;

use super::legend::legend;
use super::words;
use crate::app::charts::Surface;
use crate::app::components::painter::Chart;
use crate::app::components::parts::{Table, card, or_dash, under};
use crate::app::components::tools::chart_tools;
use crate::app::format::{decimal, span};
use crate::app::hooks::Page;
use crate::app::lab::charts::{Curves, LabSwatch, paint_efficiency, paint_speedup, paint_startup};
use crate::app::lab::drive::measured;
use crate::app::lab::headline::curve;
use crate::app::lab::view::{LabView, cores_of};
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::lab::{Lab, Point};
use crate::stats::{Speedup, SpeedupPoint, median};
use crate::tell::words::lab::LabTexts;

/// A sweep over the number of workers.
pub fn sweep(page: &Page, view: &LabView, servers: &Rc<Servers>) -> Html {
    let (words, cores) = (words(page), cores_of(view));
    let points = measured(view, Lab::points);
    let curve = curve(&points);
    let fit = curve.as_ref().and_then(|curve| curve.amdahl_fit(cores));
    let mut entries = vec![
        (LabSwatch::Measured, words.measured.into()),
        (LabSwatch::Ideal, words.ideal.into()),
    ];
    entries.extend(fit.map(|fit| (LabSwatch::Amdahl, (words.amdahl)(&fit).into())));
    let cores_label: Rc<str> = (words.cores)(cores).into();
    let chart = |name: &'static str, paint: fn(&Surface, &Curves<'_>)| {
        chart(view, name, paint, cores, cores_label.clone())
    };
    let small = |name: &'static str, paint: fn(&Surface, &Curves<'_>)| {
        html! { <figure class="small"><figcaption>{ name }</figcaption>{ chart(name, paint) }</figure> }
    };
    let note = if points.is_empty() {
        words.no_points
    } else {
        ""
    };
    let body = html! {
        <>
            <div class="curves">
                <figure class="large">
                    { chart(words.speedup, paint_speedup) }
                    <p class="note">{ words.workers }</p>
                </figure>
                { small(words.efficiency, paint_efficiency) }
                { small(words.start_time, paint_startup) }
            </div>
            { under(note, chart_tools(page, view, servers, Html::default())) }
            if page.state().show().table_open {
                { table(words, &points, curve.as_ref()) }
            }
        </>
    };
    card("sweep", words.speedup, legend(page, view, entries), body)
}

fn chart(
    view: &Run,
    name: &'static str,
    paint: fn(&Surface, &Curves<'_>),
    cores: usize,
    cores_label: Rc<str>,
) -> Html {
    let shown = view.clone();
    let paint = move |surface: &Surface| {
        let points = measured(&shown, Lab::points);
        let curve = curve(&points);
        let curves = Curves {
            points: &points,
            curve: curve.as_ref(),
            most: (2 * cores).min(32),
            cores,
            cores_label: &cores_label,
        };
        paint(surface, &curves);
    };
    Chart::named(name).view(view, Rc::new(paint))
}

fn table(words: &LabTexts, points: &[Point], curve: Option<&Speedup>) -> Html {
    let row = |point: &Point| {
        let is_this = |on_curve: &&SpeedupPoint| on_curve.workers == point.workers;
        let on_curve = curve.and_then(|curve| curve.points().iter().find(is_this));
        let times = on_curve.and_then(SpeedupPoint::times);
        vec![
            point.workers.to_string(),
            or_dash(median(&point.elapsed), span),
            or_dash(point.elapsed.iter().min().copied(), span),
            or_dash(point.elapsed.iter().max().copied(), span),
            or_dash(times, |times| format!("{}×", decimal(times, 2))),
            or_dash(times, |times| {
                format!("{} %", decimal(times / point.workers as f64 * 100.0, 0))
            }),
            or_dash(median(&point.startup), span),
        ]
    };
    let table = Table {
        class: "data",
        name: words.speedup,
        heads: &words.sweep_columns,
        header: 0,
        rows: points.iter().map(row).collect(),
    };
    table.scrolling(None)
}
