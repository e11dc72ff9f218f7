//! What each worker did.

use yew::prelude::*;

use super::parts::{Table, card};
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
        vec![
            name(one),
            one.tasks.to_string(),
            span(one.busy),
            format!("{} %", decimal(one.utilisation * 100.0, 0)),
        ]
    };
    let table = Table {
        class: "figures",
        name: words.utilisation,
        heads: &words.utilisation_columns,
        header: 0,
        rows: uses.iter().take(MOST).map(row).collect(),
    };
    card("", words.utilisation, Html::default(), table.view())
}
