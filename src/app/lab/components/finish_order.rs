//! The finish order: jobs, and flags where there are some, in the order in which the consumer got
//! them, with what came of each.

use std::rc::Rc;

use yew::prelude::*;

use super::{on_show, words};
use crate::app::components::shape::{class, shape};
use crate::app::hooks::Page;
use crate::app::lab::facts::is_fetch;
use crate::app::lab::view::LabView;
use crate::config::{Experiment, Lang};
use crate::kernels::Kernel;
use crate::record::{Lane, Outcome};
use crate::recorder::Recorder;

/// Items are drawn in groups of so many: a full group is never drawn again.
const GROUP: usize = 50;
/// More items than this are in the export only.
const MOST: usize = 1000;
/// While a run goes on, more than this would take the time that it measures.
const MOST_LIVE: usize = 300;
/// While a run goes on, no more than so many come on the page at a time: laying out all that came in
/// a tenth of a second would hold up the page.
const STEP: usize = 4;

/// The finish order.
pub fn finish_order(page: &Page, view: &LabView) -> Html {
    let (texts, words) = (page.texts(), words(page));
    let config = on_show(page, view);
    let newest = view.newest();
    let delivered = newest
        .as_ref()
        .map_or(0, |(_, run)| run.recorder.record().delivered().len());
    let is_live = view.is_running();
    let listed = &view.shown().listed;
    let most = if is_live {
        MOST_LIVE.min(listed.get() + STEP)
    } else {
        MOST
    };
    let shown = delivered.min(most);
    listed.set(shown);
    // A tile says all it has to say in the picture; other results have words.
    let is_terse = config.work.kernel == Kernel::Mandelbrot;
    let groups = (0..shown).step_by(GROUP).filter_map(|from| {
        let (index, run) = newest.as_ref()?;
        let (recorder, to) = (run.recorder.clone(), (from + GROUP).min(shown));
        let (view, index, lang) = (view.clone(), *index, page.state().lang);
        Some(html! { <Group key={from} {view} {index} {recorder} {from} {to} {is_terse} {lang} /> })
    });
    let look = if is_terse { "terse" } else { "results" };
    let is_long = (shown > MOST_LIVE).then_some("long");
    let is_mixed = config.experiment == Experiment::Both;
    html! {
        <section class="card order">
            <header>
                <h2 id="finish-order">{ texts.finish_order }</h2>
                if delivered > 0 && !is_mixed {
                    <span class="note">{ words.nth_submitted }</span>
                }
            </header>
            if delivered == 0 {
                <p class="empty">{ words.nobody_yet }</p>
            }
            <ol class={classes!("finishers", look, is_long)} tabindex={(shown > 0).then_some("0")} aria-labelledby="finish-order">{ for groups }</ol>
            if delivered > shown && !is_live {
                <p class="note">{ (words.more)(delivered - shown) }</p>
            }
        </section>
    }
}

/// Some neighbours of the finish order.
#[derive(Clone, Properties)]
struct GroupProps {
    view: LabView,
    index: usize,
    recorder: Rc<Recorder>,
    from: usize,
    to: usize,
    is_terse: bool,
    lang: Lang,
}

impl PartialEq for GroupProps {
    /// What is delivered never changes: the same items of the same run are the same picture.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.recorder, &other.recorder)
            && (self.from, self.to, self.is_terse, self.lang)
                == (other.from, other.to, other.is_terse, other.lang)
    }
}

#[component]
fn Group(props: &GroupProps) -> Html {
    let record = props.recorder.record();
    let items = record.delivered()[props.from..props.to]
        .iter()
        .filter_map(|id| {
            let lane = record.lanes().get(*id)?;
            Some(item(props, lane, lane.outcome()?))
        });
    html! { <>{ for items }</> }
}

fn item(props: &GroupProps, lane: &Lane, outcome: Outcome) -> Html {
    let texts = crate::app::texts::of(props.lang);
    let words = crate::app::lab::texts::of(props.lang);
    let is_bad = outcome != Outcome::Ok;
    let flag = is_fetch(lane)
        .then(|| props.view.image(props.index, lane.id))
        .flatten();
    let summary = || {
        let summary = |output: &_| Some((words.summary)(output));
        props.view.with_kernel(props.index, lane.id, summary)
    };
    let text = match is_bad {
        true => (texts.outcome)(outcome).to_owned(),
        false => (!props.is_terse)
            .then(summary)
            .flatten()
            .unwrap_or_default(),
    };
    let sign = match flag {
        Some(address) => html! { <img src={address} alt="" /> },
        None if is_bad => html! { <span class="noflag">{ shape(outcome) }</span> },
        None => Html::default(),
    };
    // Where a picture says it, the words are for those who do not see it.
    let said = if props.is_terse || is_fetch(lane) {
        "unseen"
    } else {
        "came"
    };
    let look = is_bad.then(|| classes!("bad", class(outcome)));
    html! {
        <li key={lane.id} class={classes!(look)} title={text.clone()}>
            <b translate="no">{ &*lane.label }</b>
            { sign }
            { " " }
            if !text.is_empty() {
                <span class={said}>{ format!("{text} ") }</span>
            }
            <span class="nth">{ lane.id + 1 }</span>
        </li>
    }
}
