//! Passing data: time by size, what the time of one size is spent on, and small jobs in chunks.

use std::rc::Rc;

use yew::prelude::*;

use super::legend::legend;
use super::{on_show, words};
use crate::app::charts::Surface;
use crate::app::components::painter::Chart;
use crate::app::components::parts::{Table, card, under};
use crate::app::components::slider::Range;
use crate::app::components::tools::chart_tools;
use crate::app::format::short_in;
use crate::app::hooks::Page;
use crate::app::lab::charts::{
    LabSwatch, SizeChart, paint_by_size, paint_chunks, paint_split, size_at,
};
use crate::app::lab::view::LabView;
use crate::app::origins::Servers;
use crate::app::state::Action;
use crate::config::RunConfig;
use crate::lab::transfer::{ChunkRow, Mode, Quantity, Row, Transfer};
use crate::record::Record;
use crate::tell::format::binary;

fn rows(view: &LabView) -> Vec<Row> {
    measured(view, |passing, record| passing.rows(record))
}

/// What was measured by the moment that is shown.
fn measured<R: Default>(view: &LabView, look: impl FnOnce(&Transfer, &Record) -> R) -> R {
    let shown = view.passing().zip(view.recorder());
    let looked = shown.map(|(passing, then)| look(&passing, &then.record()));
    looked.unwrap_or_default()
}

fn sizes(config: &RunConfig) -> Vec<u64> {
    config.transfer.sizes.steps().collect()
}

/// The size that is looked at, by its place among the sizes; the largest unless chosen. It is kept
/// as the selected future, of a run that has no lanes to look at.
fn chosen(selected: Option<(usize, usize)>, sizes: &[u64]) -> usize {
    let last = sizes.len().saturating_sub(1);
    selected.map_or(last, |(_, index)| index.min(last))
}

/// How long the page is held up, and how long the whole takes, by size.
pub fn by_size(page: &Page, view: &LabView, servers: &Rc<Servers>) -> Html {
    let words = &words(page).passing;
    let ways = Mode::ALL.map(|mode| (LabSwatch::Way(mode), (words.mode)(mode).into()));
    let mut entries = ways.to_vec();
    entries.push((LabSwatch::Pays, words.pays.into()));
    let body = html! {
        <>
            <div class="twins">
                { size_chart(page, view, Quantity::Held, words.held, words.held_note) }
                { size_chart(page, view, Quantity::Whole, words.whole, words.whole_note) }
            </div>
            { under(words.resolution, chart_tools(page, view, servers, Html::default())) }
            if page.state().show().table_open {
                { table(page, &rows(view)) }
            }
        </>
    };
    card("by-size", words.by_size, legend(page, view, entries), body)
}

fn size_chart(
    page: &Page,
    view: &LabView,
    quantity: Quantity,
    name: &'static str,
    note: &'static str,
) -> Html {
    let sizes: Rc<[u64]> = sizes(&on_show(page, view)).into();
    let chosen = sizes
        .get(chosen(page.state().show().selected, &sizes))
        .copied();
    let chart = Chart {
        on_click: Some(choose_size(page, view, sizes.clone())),
        ..Chart::named(name)
    };
    let shown = view.clone();
    let paint = move |surface: &Surface| {
        let rows = rows(&shown);
        let chart = SizeChart {
            quantity,
            rows: &rows,
            sizes: &sizes,
            chosen,
        };
        paint_by_size(surface, &chart);
    };
    html! {
        <figure>
            <figcaption><b>{ name }</b>{ " " }<span class="note">{ note }</span></figcaption>
            { chart.view(view, Rc::new(paint)) }
        </figure>
    }
}

/// A click on the chart chooses the size whose column is nearest.
fn choose_size(page: &Page, view: &LabView, sizes: Rc<[u64]>) -> Callback<MouseEvent> {
    let (page, pulse) = (page.clone(), view.pulse().clone());
    Callback::from(move |event: MouseEvent| {
        let canvas: Option<web_sys::HtmlCanvasElement> = event.target_dyn_into();
        let Some(surface) = canvas.as_ref().and_then(Surface::of) else {
            return;
        };
        let size = size_at(&surface, &sizes, f64::from(event.offset_x()));
        let index = size.and_then(|size| sizes.iter().position(|one| *one == size));
        page.dispatch(Action::Select(index.map(|index| (0, index))));
        pulse.repaint();
    })
}

/// What the time of one size is spent on.
pub fn split(page: &Page, view: &LabView) -> Html {
    let words = &words(page).passing;
    let sizes = sizes(&on_show(page, view));
    let index = chosen(page.state().show().selected, &sizes);
    let size = sizes.get(index).copied().unwrap_or_default();
    let (shown, mode, lang) = (view.clone(), words.mode, page.state().lang);
    let paint = move |surface: &Surface| {
        let mut rows = rows(&shown);
        rows.retain(|row| row.bytes == size);
        paint_split(surface, &rows, mode, |time| short_in(lang, time));
    };
    let choose = page.on(|index: usize| Action::Select(Some((0, index))));
    let entries = [
        (LabSwatch::Sent, words.sending),
        (LabSwatch::Elsewhere, words.elsewhere),
        (LabSwatch::Returning, words.taking_back),
        (LabSwatch::Computing, words.computing),
    ];
    let entries = entries.map(|(swatch, text)| (swatch, AttrValue::from(text)));
    let name = (words.split)(&binary(size));
    let body = html! {
        <>
            { legend(page, view, entries.to_vec()) }
            { Chart::named(name.clone()).view(view, Rc::new(paint)) }
            <Range last={sizes.len().saturating_sub(1)} now={index} label={words.chosen_size} text={binary(size)} {choose} />
        </>
    };
    card("split", &name, Html::default(), body)
}

/// What a small job costs, by the number sent as one.
pub fn chunks(page: &Page, view: &LabView) -> Html {
    let words = &words(page).passing;
    let rows = chunk_rows(view);
    let chunk = page.state().config.transfer.chunk;
    let chosen = rows.iter().find(|row| row.chunk == chunk);
    let shown = view.clone();
    let paint = move |surface: &Surface| paint_chunks(surface, &chunk_rows(&shown), chunk);
    let lang = page.state().lang;
    let row = |row: &ChunkRow| vec![row.chunk.to_string(), short_in(lang, row.per_job)];
    let table = Table {
        class: "figures",
        name: words.per_job,
        heads: &words.chunk_columns,
        header: 0,
        rows: rows.iter().map(row).collect(),
    };
    let body = html! {
        <>
            { Chart::named(words.per_job).view(view, Rc::new(paint)) }
            <p class="note">{ words.chunk_note }</p>
            if page.state().show().table_open {
                { table.view() }
            }
        </>
    };
    let each = chosen.map(|row| (words.each)(row.per_job));
    let beside = html! { <span class="note">{ each }</span> };
    card("chunks", words.per_job, beside, body)
}

fn chunk_rows(view: &LabView) -> Vec<ChunkRow> {
    measured(view, |passing, record| passing.chunk_rows(record))
}

fn table(page: &Page, rows: &[Row]) -> Html {
    let (words, lang) = (&words(page).passing, page.state().lang);
    let short = |time| short_in(lang, time);
    let row = |row: &Row| {
        let (held, times) = (row.held(), row.times);
        let of_page = |text: String| match row.mode {
            Mode::Main => "–".to_owned(),
            Mode::Clone | Mode::Transfer => text,
        };
        vec![
            binary(row.bytes),
            (words.mode)(row.mode).to_owned(),
            of_page(short(row.send)),
            of_page(short(row.back)),
            short(held),
            short(row.whole),
            of_page(times.held.to_string()),
            times.whole.to_string(),
        ]
    };
    let table = Table {
        class: "data",
        name: words.by_size,
        heads: &words.columns,
        header: 0,
        rows: rows.iter().map(row).collect(),
    };
    table.scrolling(None)
}
