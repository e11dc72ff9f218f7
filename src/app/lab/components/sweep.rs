//! A sweep over the number of workers: speedup, efficiency and start time, and the table behind.

use std::rc::Rc;

use yew::prelude::*;

use super::export::chart_tools;
use super::legend::legend;
use super::painter::Chart;
use super::words;
use crate::app::charts::Surface;
use crate::app::format::{decimal, span};
use crate::app::hooks::Page;
use crate::app::lab::charts::{Curves, LabSwatch, paint_efficiency, paint_speedup, paint_startup};
use crate::app::lab::headline::curve;
use crate::app::lab::view::LabView;
use crate::app::origins::Servers;
use crate::lab::Point;
use crate::stats::{Speedup, median};
use crate::workers::hardware_concurrency;

/// A sweep over the number of workers.
pub fn sweep(page: &Page, view: &LabView, servers: &Rc<Servers>) -> Html {
    let words = words(page);
    let cores = hardware_concurrency();
    let points = points(view);
    let curve = curve(&points);
    let share = (curve.as_ref()).and_then(|curve| curve.within(cores).serial_share());
    let entries = vec![
        (LabSwatch::Measured, words.measured.into()),
        (LabSwatch::Ideal, words.ideal.into()),
        (LabSwatch::Amdahl, (words.amdahl)(share).into()),
    ];
    let cores_label: Rc<str> = (words.cores)(cores).into();
    let chart = |name: &'static str, paint: fn(&Surface, &Curves<'_>)| {
        chart(view, name, paint, cores, cores_label.clone())
    };
    html! {
        <section class="card sweep" aria-label={words.speedup}>
            <header>
                <h2>{ words.speedup }</h2>
                { legend(page, view, entries) }
            </header>
            <div class="curves">
                <figure class="large">
                    { chart(words.speedup, paint_speedup) }
                    <p class="note">{ words.workers }</p>
                </figure>
                <figure class="small">
                    <figcaption>{ words.efficiency }</figcaption>
                    { chart(words.efficiency, paint_efficiency) }
                </figure>
                <figure class="small">
                    <figcaption>{ words.start_time }</figcaption>
                    { chart(words.start_time, paint_startup) }
                </figure>
            </div>
            <div class="under">
                <p class="note">{ points.is_empty().then_some(words.no_points) }</p>
                { chart_tools(page, view, servers) }
            </div>
            if page.state().table_open {
                { table(words.sweep_columns, &points, curve.as_ref()) }
            }
        </section>
    }
}

fn chart(
    view: &LabView,
    name: &'static str,
    paint: fn(&Surface, &Curves<'_>),
    cores: usize,
    cores_label: Rc<str>,
) -> Html {
    let shown = view.clone();
    let paint = move |surface: &Surface| {
        let points = points(&shown);
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

fn points(view: &LabView) -> Vec<Point> {
    view.lab().map(|lab| lab.points()).unwrap_or_default()
}

fn table(columns: [&'static str; 7], points: &[Point], curve: Option<&Speedup>) -> Html {
    let row = |point: &Point| {
        let on_curve =
            curve.and_then(|curve| curve.points().iter().find(|p| p.workers == point.workers));
        let dash = || "–".to_owned();
        let time = |time: Option<std::time::Duration>| time.map_or_else(dash, span);
        html! {
            <tr>
                <th scope="row">{ point.workers }</th>
                <td>{ time(median(&point.elapsed)) }</td>
                <td>{ time(point.elapsed.iter().min().copied()) }</td>
                <td>{ time(point.elapsed.iter().max().copied()) }</td>
                <td>{ on_curve.map_or_else(dash, |p| format!("{}×", decimal(p.speedup, 2))) }</td>
                <td>{ on_curve.map_or_else(dash, |p| format!("{} %", decimal(p.efficiency * 100.0, 0))) }</td>
                <td>{ time(median(&point.startup)) }</td>
            </tr>
        }
    };
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={columns[0]}>
            <table class="data">
                <thead><tr>{ for columns.iter().map(|head| html! { <th scope="col">{ *head }</th> }) }</tr></thead>
                <tbody>{ for points.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
