//! Passing data: time by size, what the time of one size is spent on, and small jobs in chunks.

use web_sys::{HtmlCanvasElement, HtmlInputElement};
use yew::prelude::*;

use super::export::chart_tools;
use super::legend::legend;
use super::screen::LabProps;
use super::slider::use_fill;
use super::{on_show, words};
use crate::app::charts::Surface;
use crate::app::hooks::use_page;
use crate::app::lab::charts::{
    LabSwatch, SizeChart, paint_by_size, paint_chunks, paint_split, size_at,
};
use crate::app::lab::texts::{LabTexts, binary, short};
use crate::app::lab::use_lab::LabView;
use crate::app::lab::use_paced::use_paced_canvas;
use crate::app::state::Action;
use crate::config::RunConfig;
use crate::lab::transfer::{BreakEven, ChunkRow, Mode, Row, break_even};

/// A part of Passing data.
#[derive(Clone, PartialEq, Properties)]
pub struct PassingProps {
    /// The run.
    pub view: LabView,
}

fn rows(view: &LabView) -> Vec<Row> {
    view.passing()
        .map(|passing| passing.rows())
        .unwrap_or_default()
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

/// Time by size.
#[component]
pub fn BySize(props: &LabProps) -> Html {
    let page = use_page();
    let words = words(&page);
    let config = on_show(&page, &props.view);
    let sizes = use_memo(config, sizes);
    let index = chosen(page.state().selected, &sizes);
    let canvas = {
        let (view, sizes) = (props.view.clone(), sizes.clone());
        use_paced_canvas(&props.view, move |surface| {
            let rows = rows(&view);
            let pays_from = match break_even(&rows) {
                BreakEven::From { bytes, .. } => Some(bytes),
                BreakEven::Never => None,
            };
            paint_by_size(
                surface,
                &SizeChart {
                    rows: &rows,
                    sizes: &sizes,
                    chosen: sizes.get(index).copied(),
                    pays_from,
                },
            );
        })
    };
    let on_click = {
        let (page, sizes, canvas) = (page.clone(), sizes.clone(), canvas.clone());
        let pulse = props.view.pulse().clone();
        Callback::from(move |event: MouseEvent| {
            let surface = canvas.cast::<HtmlCanvasElement>();
            let Some(surface) = surface.as_ref().and_then(Surface::of) else {
                return;
            };
            let size = size_at(&surface, &sizes, f64::from(event.offset_x()));
            let index = size.and_then(|size| sizes.iter().position(|one| *one == size));
            page.dispatch(Action::Select(index.map(|index| (0, index))));
            pulse.repaint();
        })
    };
    let entries = Mode::ALL
        .map(|mode| (LabSwatch::Way(mode), AttrValue::from((words.mode)(mode))))
        .to_vec();
    html! {
        <section class="card by-size" aria-label={words.by_size}>
            <header>
                <h2>{ words.by_size }</h2>
                { legend(&page, &props.view, entries) }
            </header>
            <canvas ref={canvas} role="img" aria-label={words.by_size} onclick={on_click}></canvas>
            <div class="under">
                <p class="note">{ words.resolution }</p>
                { chart_tools(&page, &props.view, &props.servers) }
            </div>
            if page.state().table_open {
                { table(words, &rows(&props.view)) }
            }
        </section>
    }
}

/// What the time of one size is spent on.
#[component]
pub fn Split(props: &PassingProps) -> Html {
    let page = use_page();
    let words = words(&page);
    let sizes = use_memo(on_show(&page, &props.view), sizes);
    let index = chosen(page.state().selected, &sizes);
    let size = sizes.get(index).copied().unwrap_or_default();
    let last = sizes.len().saturating_sub(1);
    let canvas = {
        let view = props.view.clone();
        use_paced_canvas(&props.view, move |surface| {
            let mut rows = rows(&view);
            rows.retain(|row| row.bytes == size);
            paint_split(surface, &rows, words.mode);
        })
    };
    let slider = use_fill((index * 100 / last.max(1)) as u32);
    let on_input = {
        let (page, pulse) = (page.clone(), props.view.pulse().clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let index = input.value_as_number().max(0.0) as usize;
            page.dispatch(Action::Select(Some((0, index))));
            pulse.repaint();
        })
    };
    let entries = [
        LabSwatch::Sent,
        LabSwatch::Queued,
        LabSwatch::Computing,
        LabSwatch::Returning,
    ]
    .into_iter()
    .zip(words.phases.map(AttrValue::from))
    .collect::<Vec<_>>();
    let name = (words.split)(&binary(size));
    html! {
        <section class="card split" aria-label={name.clone()}>
            <header><h2>{ name.clone() }</h2></header>
            { legend(&page, &props.view, entries) }
            <canvas ref={canvas} role="img" aria-label={name}></canvas>
            <input ref={slider} type="range" min="0" max={last.to_string()} value={index.to_string()}
                aria-label={words.chosen_size} aria-valuetext={binary(size)} oninput={on_input} />
        </section>
    }
}

/// What a small job costs, by the number sent as one.
#[component]
pub fn Chunks(props: &PassingProps) -> Html {
    let page = use_page();
    let words = words(&page);
    let config = on_show(&page, &props.view);
    let chunk = page.state().config.transfer.chunk;
    let canvas = {
        let view = props.view.clone();
        use_paced_canvas(&props.view, move |surface| {
            paint_chunks(surface, &chunk_rows(&view), chunk);
        })
    };
    let rows = chunk_rows(&props.view);
    let chosen = rows.iter().find(|row| row.chunk == config.transfer.chunk);
    let row = |row: &ChunkRow| html! { <tr><th scope="row">{ row.chunk }</th><td>{ short(row.per_job) }</td></tr> };
    let heads = words
        .chunk_columns
        .iter()
        .map(|head| html! { <th scope="col">{ *head }</th> });
    html! {
        <section class="card chunks" aria-label={words.per_job}>
            <header>
                <h2>{ words.per_job }</h2>
                <span class="note">{ chosen.map(|row| (words.each)(row.per_job)) }</span>
            </header>
            <canvas ref={canvas} role="img" aria-label={words.per_job}></canvas>
            <p class="note">{ words.chunk_note }</p>
            if page.state().table_open {
                <table class="figures"><thead><tr>{ for heads }</tr></thead><tbody>{ for rows.iter().map(row) }</tbody></table>
            }
        </section>
    }
}

fn chunk_rows(view: &LabView) -> Vec<ChunkRow> {
    view.passing()
        .map(|passing| passing.chunk_rows())
        .unwrap_or_default()
}

fn table(words: &LabTexts, rows: &[Row]) -> Html {
    let row = |row: &Row| {
        html! {
            <tr>
                <th scope="row">{ binary(row.bytes) }</th>
                <td class="text">{ (words.mode)(row.mode) }</td>
                <td>{ short(row.send) }</td>
                <td>{ short(row.queue) }</td>
                <td>{ short(row.compute) }</td>
                <td>{ short(row.back) }</td>
                <td>{ short(row.total()) }</td>
            </tr>
        }
    };
    let heads = words
        .transfer_columns
        .iter()
        .map(|head| html! { <th scope="col">{ *head }</th> });
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={words.by_size}>
            <table class="data"><thead><tr>{ for heads }</tr></thead><tbody>{ for rows.iter().map(row) }</tbody></table>
        </div>
    }
}
