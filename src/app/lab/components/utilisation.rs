//! What each worker did.

use yew::prelude::*;

use super::words;
use crate::app::format::{decimal, span};
use crate::app::hooks::Page;
use crate::app::lab::view::LabView;
use crate::lab::RunKind;
use crate::stats::{WorkerUse, worker_use};

/// More workers than this are told together.
const MOST: usize = 16;

/// More jobs than this are told when the run is over.
const MOST_LIVE: usize = 2000;

/// What each worker did.
pub fn utilisation(page: &Page, view: &LabView) -> Html {
    let words = words(page);
    let Some((_, run)) = view.newest() else {
        return Html::default();
    };
    let record = run.recorder.record();
    // Of a great many jobs, adding them up every moment would take the time that is measured.
    if record.ended().is_none() && record.lanes().len() > MOST_LIVE {
        return Html::default();
    }
    let mut uses = worker_use(&record);
    uses.retain(|one| &*one.executor != "fetch");
    let name = |one: &WorkerUse| match run.kind {
        RunKind::Main | RunKind::Slices => words.main_thread.to_owned(),
        _ => (words.worker)(one.worker),
    };
    let row = |one: &WorkerUse| {
        html! {
            <tr>
                <th scope="row">{ name(one) }</th>
                <td>{ one.tasks }</td>
                <td>{ span(one.busy) }</td>
                <td>{ format!("{} %", decimal(one.utilisation * 100.0, 0)) }</td>
            </tr>
        }
    };
    let heads = words
        .utilisation_columns
        .iter()
        .map(|head| html! { <th scope="col">{ *head }</th> });
    html! {
        <section class="card">
            <header><h2 id="utilisation">{ words.utilisation }</h2></header>
            <table class="figures" aria-labelledby="utilisation">
                <thead><tr>{ for heads }</tr></thead>
                <tbody>{ for uses.iter().take(MOST).map(row) }</tbody>
            </table>
        </section>
    }
}
