//! The same jobs in other places, as far as they were run: the comparison that the screen is for.

use yew::prelude::*;

use super::{on_show, words};
use crate::app::components::parts::{Table, card};
use crate::app::format::{seconds_in, span_in};
use crate::app::hooks::Page;
use crate::app::lab::facts::longest_stall;
use crate::app::lab::view::{LabView, Past};
use crate::config::Experiment;
use crate::stats::elapsed;

/// The same jobs in other places; nothing before there are two.
pub fn past_runs(page: &Page, view: &LabView) -> Html {
    let (words, lang) = (words(page), page.state().lang);
    let config = on_show(page, view);
    let past = view.past(&config);
    if past.len() < 2 || config.experiment != Experiment::Workers {
        return Html::default();
    }
    let row = |past: &Past| {
        let record = past.recorder.record();
        vec![
            (words.ran_at)(&past.kind),
            seconds_in(lang, elapsed(&record)),
            longest_stall(&record)
                .map_or_else(|| words.no_stop.to_owned(), |gap| span_in(lang, gap)),
        ]
    };
    let table = Table {
        class: "figures",
        name: words.so_far_runs,
        heads: &words.past_columns,
        header: 0,
        rows: past.iter().map(row).collect(),
    };
    card("", words.so_far_runs, Html::default(), table.view())
}
