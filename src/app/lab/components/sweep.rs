//! A sweep over the number of workers: speedup, efficiency and start time, and the table behind.

use yew::prelude::*;

use super::export::chart_tools;
use super::legend::legend;
use super::screen::LabProps;
use super::words;
use crate::app::format::{decimal, span};
use crate::app::hooks::use_page;
use crate::app::lab::charts::{Curves, LabSwatch, paint_efficiency, paint_speedup, paint_startup};
use crate::app::lab::headline::curve;
use crate::app::lab::use_lab::LabView;
use crate::app::lab::use_paced::use_paced_canvas;
use crate::lab::Point;
use crate::stats::{Speedup, median};
use crate::workers::hardware_concurrency;

/// A sweep over the number of workers.
#[component]
pub fn Sweep(props: &LabProps) -> Html {
    let page = use_page();
    let words = words(&page);
    let cores = hardware_concurrency();
    let cores_label = (words.cores)(cores);
    let paint = |how: fn(&crate::app::charts::Surface, &Curves<'_>)| {
        let (view, label) = (props.view.clone(), cores_label.clone());
        move |surface: &crate::app::charts::Surface| {
            let points = points(&view);
            let curve = curve(&points);
            how(
                surface,
                &Curves {
                    points: &points,
                    curve: curve.as_ref(),
                    most: (2 * cores).min(32),
                    cores,
                    cores_label: &label,
                },
            );
        }
    };
    let speedup = use_paced_canvas(&props.view, paint(paint_speedup));
    let efficiency = use_paced_canvas(&props.view, paint(paint_efficiency));
    let startup = use_paced_canvas(&props.view, paint(paint_startup));
    let points = points(&props.view);
    let curve = curve(&points);
    let share = curve
        .as_ref()
        .and_then(|curve| curve.within(cores).serial_share());
    let entries = vec![
        (LabSwatch::Measured, words.measured.into()),
        (LabSwatch::Ideal, words.ideal.into()),
        (LabSwatch::Amdahl, (words.amdahl)(share).into()),
    ];
    let chart = |name: &'static str, canvas: NodeRef, class: &'static str| {
        html! {
            <figure class={class}>
                <figcaption>{ name }</figcaption>
                <canvas ref={canvas} role="img" aria-label={name}></canvas>
            </figure>
        }
    };
    html! {
        <section class="card sweep" aria-label={words.speedup}>
            <header>
                <h2>{ words.speedup }</h2>
                { legend(&page, &props.view, entries) }
            </header>
            <div class="curves">
                <figure class="large">
                    <canvas ref={speedup} role="img" aria-label={words.speedup}></canvas>
                    <p class="note">{ words.workers }</p>
                </figure>
                { chart(words.efficiency, efficiency, "small") }
                { chart(words.start_time, startup, "small") }
            </div>
            <div class="under">
                <p class="note">{ points.is_empty().then_some(words.no_points) }</p>
                { chart_tools(&page, &props.view, &props.servers) }
            </div>
            if page.state().table_open {
                { table(words.sweep_columns, &points, curve.as_ref()) }
            }
        </section>
    }
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
