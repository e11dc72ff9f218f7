//! The finish order of jobs, and of flags beside them, with what came of each.

use yew::prelude::*;

use super::{on_show, words};
use crate::app::components::finish_order::{self, Came, Order, Told, tell_flag};
use crate::app::headline::named;
use crate::app::hooks::Page;
use crate::app::lab::drive::output;
use crate::app::lab::facts::is_fetch;
use crate::app::lab::settings::has_picture;
use crate::app::lab::view::LabView;
use crate::config::Experiment;
use crate::lab::{Lab, LabOutput};
use crate::record::Outcome;
use crate::tell::words;

/// More items than this are in the export only.
const MOST: usize = 1000;
/// While a run goes on, more than this would take the time that it measures.
const MOST_LIVE: usize = 300;
/// Once it is over, so many more come with each drawing of the page, a group: laying out two takes longer than a page may
/// stand still.
const AT_ONCE: usize = 50;
/// While a run goes on, no more than so many come on the page at a time: laying out all that came in
/// a tenth of a second would hold up the page.
const STEP: usize = 4;

/// The finish order.
pub fn finish_order(page: &Page, view: &LabView) -> Html {
    let (config, words) = (on_show(page, view), words(page));
    let shown = view.recorders().into_iter().enumerate().last();
    let delivered = (shown.as_ref()).map_or(0, |(_, recorder)| recorder.record().delivered().len());
    let listed = &view.shown().listed;
    let most = match view.is_running() {
        true => MOST_LIVE.min(listed.get() + STEP),
        false => MOST.min(listed.get() + AT_ONCE),
    };
    listed.set(delivered.min(most));
    if !view.is_running() && listed.get() < delivered.min(MOST) {
        view.pulse().mark();
    }
    // A tile says all it has to say in the picture; other results have words.
    let is_terse = has_picture(&config);
    let is_long = listed.get() > MOST_LIVE;
    let has_note = delivered > 0 && config.experiment != Experiment::Both;
    let more = delivered.saturating_sub(MOST);
    let order = Order {
        id: "finish-order",
        shown,
        most,
        tell,
        is_terse,
        look: classes!(
            if is_terse { "terse" } else { "results" },
            is_long.then_some("long")
        ),
        beside: html! {
            if has_note {
                <span class="note">{ words.nth_submitted }</span>
            }
        },
        nobody_yet: named(&config, words.nobody_yet.to_owned()).into(),
    };
    html! {
        <section class="card order">
            { finish_order::finish_order(page, view, order) }
            if more > 0 && !view.is_running() {
                <p class="note">{ (words.more)(more) }</p>
            }
        </section>
    }
}

fn tell(came: &Came<'_>) -> Told {
    if is_fetch(came.lane) {
        let flags = Came {
            is_terse: false,
            ..*came
        };
        return tell_flag(&flags);
    }
    let words = words::lab::of(came.lang);
    let result = || {
        let lab = came.run.driven_by::<Lab>()?;
        output(&lab, came.index, came.lane.id, |output| match output {
            LabOutput::Kernel(output) => Some((words.summary)(output)),
            _ => None,
        })
    };
    let text = match came.outcome {
        Outcome::Ok if came.is_terse => None,
        Outcome::Ok => result(),
        outcome => Some((words::page::of(came.lang).outcome)(outcome).to_owned()),
    };
    Told {
        image: None,
        text: text.unwrap_or_default(),
        is_seen: !came.is_terse,
    }
}
