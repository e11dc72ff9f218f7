//! A faster engine, or more workers? All of them in one chart, and the table behind.

use std::rc::Rc;

use yew::prelude::*;

use super::{on_show, words};
use crate::app::charts::Surface;
use crate::app::components::painter::Chart;
use crate::app::components::parts::{Table, card, or_dash, under};
use crate::app::components::tools::chart_tools;
use crate::app::format::{decimal, span};
use crate::app::hooks::Page;
use crate::app::lab::charts::{EngineBar, paint_engines};
use crate::app::lab::drive::measured;
use crate::app::lab::headline::engine_time;
use crate::app::lab::view::LabView;
use crate::app::origins::Servers;
use crate::lab::{Engine, EnginePoint, Lab};
use crate::tell::words::lab::LabTexts;

/// Engines and workers.
pub fn engines(page: &Page, view: &LabView, servers: &Rc<Servers>) -> Html {
    let words = words(page);
    let workers = view.asked(&on_show(page, view)).workers;
    let shown = view.clone();
    let points_of = |view: &LabView| measured(view, Lab::engine_points);
    let paint = move |surface: &Surface| {
        paint_engines(surface, &bars(&points_of(&shown), words, workers));
    };
    let body = html! {
        <>
            { Chart::named(words.engines).view(view, Rc::new(paint)) }
            { under(words.shorter, chart_tools(page, view, servers, Html::default())) }
            if page.state().show().table_open {
                { table(words, &bars(&points_of(view), words, workers)) }
            }
        </>
    };
    card("engines", words.engines, Html::default(), body)
}

fn bars(points: &[EnginePoint], words: &LabTexts, workers: usize) -> Vec<EngineBar> {
    let base = engine_time(points, Engine::JavaScript, 1);
    let counts = if workers > 1 {
        vec![1, workers]
    } else {
        vec![1]
    };
    let bar = |engine: Engine, on: usize| {
        let time = engine_time(points, engine, on);
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
        let time = bar.time.map(std::time::Duration::from_secs_f64);
        vec![
            bar.engine.name().to_owned(),
            bar.on.clone(),
            or_dash(time, span),
            or_dash(bar.times, |times| format!("{}×", decimal(times, 2))),
        ]
    };
    let table = Table {
        class: "data",
        name: words.engines,
        heads: &words.engine_columns,
        header: 0,
        rows: bars.iter().map(row).collect(),
    };
    table.scrolling(None)
}
