//! The same jobs in other places, as far as they were run: the comparison that the screen is for.

use yew::prelude::*;

use super::{on_show, words};
use crate::app::format::{seconds, span};
use crate::app::hooks::Page;
use crate::app::lab::facts::longest_stall;
use crate::app::lab::view::{LabView, Past};
use crate::config::Experiment;
use crate::stats::elapsed;

/// The same jobs in other places; nothing before there are two.
pub fn past_runs(page: &Page, view: &LabView) -> Html {
    let words = words(page);
    let config = on_show(page, view);
    let past = view.past(&config);
    if past.len() < 2 || config.experiment != Experiment::Workers {
        return Html::default();
    }
    let row = |past: &Past| {
        let record = past.recorder.record();
        let stall = longest_stall(&record);
        html! {
            <tr>
                <th scope="row">{ (words.ran_at)(&past.kind) }</th>
                <td>{ format!("{} s", seconds(elapsed(&record))) }</td>
                <td>{ stall.map_or_else(|| words.none.to_owned(), span) }</td>
            </tr>
        }
    };
    let heads = words
        .past_columns
        .iter()
        .map(|head| html! { <th scope="col">{ *head }</th> });
    html! {
        <section class="card">
            <header><h2 id="past-runs">{ words.so_far_runs }</h2></header>
            <table class="figures" aria-labelledby="past-runs">
                <thead><tr>{ for heads }</tr></thead>
                <tbody>{ for past.iter().map(row) }</tbody>
            </table>
        </section>
    }
}
