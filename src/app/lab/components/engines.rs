//! A faster engine, or more workers? All of them in one chart, and the table behind.

use std::rc::Rc;

use yew::prelude::*;

use super::export::chart_tools;
use super::painter::Chart;
use super::{asked, on_show, words};
use crate::app::charts::Surface;
use crate::app::format::{decimal, span};
use crate::app::hooks::Page;
use crate::app::lab::charts::{EngineBar, paint_engines};
use crate::app::lab::headline::engine_time;
use crate::app::lab::texts::LabTexts;
use crate::app::lab::view::LabView;
use crate::app::origins::Servers;
use crate::lab::Engine;

/// Engines and workers.
pub fn engines(page: &Page, view: &LabView, servers: &Rc<Servers>) -> Html {
    let words = words(page);
    let workers = asked(&on_show(page, view)).workers;
    let shown = view.clone();
    let paint = move |surface: &Surface| paint_engines(surface, &bars(&shown, words, workers));
    html! {
        <section class="card engines" aria-label={words.engines}>
            <header><h2>{ words.engines }</h2></header>
            { Chart::named(words.engines).view(view, Rc::new(paint)) }
            <div class="under">
                <p class="note">{ words.shorter }</p>
                { chart_tools(page, view, servers) }
            </div>
            if page.state().table_open {
                { table(words, &bars(view, words, workers)) }
            }
        </section>
    }
}

fn bars(view: &LabView, words: &LabTexts, workers: usize) -> Vec<EngineBar> {
    let points = view
        .lab()
        .map(|lab| lab.engine_points())
        .unwrap_or_default();
    let base = engine_time(&points, Engine::JavaScript, 1);
    let counts = if workers > 1 {
        vec![1, workers]
    } else {
        vec![1]
    };
    let bar = |engine: Engine, on: usize| {
        let time = engine_time(&points, engine, on);
        EngineBar {
            engine,
            on: (words.on_workers)(on),
            is_many: on > 1,
            time,
            times: base.zip(time).map(|(base, time)| base / time),
        }
    };
    let all = Engine::ALL.into_iter();
    all.flat_map(|engine| counts.iter().map(move |on| (engine, *on)))
        .map(|(engine, on)| bar(engine, on))
        .collect()
}

fn table(words: &LabTexts, bars: &[EngineBar]) -> Html {
    let row = |bar: &EngineBar| {
        let dash = || "–".to_owned();
        let time = bar.time.map(std::time::Duration::from_secs_f64);
        html! {
            <tr>
                <th scope="row" class="text">{ bar.engine.name() }</th>
                <td>{ &bar.on }</td>
                <td>{ time.map_or_else(dash, span) }</td>
                <td>{ bar.times.map_or_else(dash, |times| format!("{}×", decimal(times, 2))) }</td>
            </tr>
        }
    };
    let heads = words
        .engine_columns
        .iter()
        .map(|head| html! { <th scope="col">{ *head }</th> });
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={words.engines}>
            <table class="data"><thead><tr>{ for heads }</tr></thead><tbody>{ for bars.iter().map(row) }</tbody></table>
        </div>
    }
}
