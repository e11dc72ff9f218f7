//! What each worker did.

use std::time::Duration;

use yew::prelude::*;

use super::{on_show, words};
use crate::app::components::parts::{Table, card};
use crate::app::format::{decimal, span_in};
use crate::app::hooks::Page;
use crate::app::lab::settings::is_main;
use crate::app::lab::timeline::planned;
use crate::app::lab::view::LabView;
use crate::record::FETCH;

/// More workers than this are told together.
const MOST: usize = 16;

/// More jobs than this are told when the run is over.
const MOST_LIVE: usize = 2000;

/// What each worker did. The card is there from the start of a run, and does not push others aside
/// while that goes on.
pub fn utilisation(page: &Page, view: &LabView) -> Html {
    let (words, config) = (words(page), on_show(page, view));
    let newest = view.newest();
    let record = newest.as_ref().map(|(_, run)| run.recorder.record());
    let is_over = record
        .as_ref()
        .is_some_and(|record| record.ended().is_some());
    // Of a great many jobs, adding them up every moment would take the time that is measured.
    let is_many = record
        .as_ref()
        .map_or(config.work.jobs() as usize, |record| record.lanes().len())
        > MOST_LIVE;
    let is_due = page.state().is_running();
    if (record.is_none() && !is_due) || (is_many && !is_over) {
        return Html::default();
    }
    let is_main = is_main(&config);
    let rows = planned(view, &config);
    let uses = newest
        .as_ref()
        .map(|(_, run)| view.worker_use(&run.recorder));
    let row = |worker: usize| {
        let mut jobs = uses
            .iter()
            .flat_map(|uses| uses.iter())
            .filter(|one| &*one.executor != FETCH);
        let one = jobs.find(|one| one.worker == worker);
        let (tasks, busy, utilisation) = one.map_or((0, Duration::ZERO, 0.0), |one| {
            (one.tasks, one.busy, one.utilisation)
        });
        let name = match is_main {
            true => words.main_thread.to_owned(),
            false => (words.worker)(worker),
        };
        vec![
            name,
            tasks.to_string(),
            span_in(page.state().lang, busy),
            format!("{} %", decimal(utilisation * 100.0, 0)),
        ]
    };
    let table = Table {
        class: "figures",
        name: words.utilisation,
        heads: &words.utilisation_columns,
        header: 0,
        rows: (0..rows.min(MOST)).map(row).collect(),
    };
    card("", words.utilisation, Html::default(), table.view())
}
