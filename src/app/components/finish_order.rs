//! The finish order: the flags themselves, in the order in which the consumer got them.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::shape::{class, shape};
use super::timeline::strategies;
use crate::app::browser::country;
use crate::app::hooks::{Page, Run};
use crate::app::state::Action;
use crate::app::texts::Texts;
use crate::config::Lang;
use crate::record::Outcome;
use crate::recorder::Recorder;

/// Items are drawn in groups of so many: a full group is never drawn again.
const GROUP: usize = 50;
/// From so many on they are small and have no pictures.
const MANY: usize = 300;

/// The finish order.
pub fn finish_order(page: &Page, run: &Run) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let shown = run.shown(state);
    let (index, recorder) = match &shown {
        Some((index, (_, recorder))) => (*index, Some(recorder)),
        None => (0, None),
    };
    let (delivered, total) = recorder.map_or((0, 0), |recorder| {
        let record = recorder.record();
        (record.delivered().len(), record.lanes().len())
    });
    let is_many = total >= MANY;
    let groups = (0..delivered).step_by(GROUP).filter_map(|from| {
        let recorder = recorder?.clone();
        let to = (from + GROUP).min(delivered);
        Some(html! {
            <Group key={from} run={run.clone()} {index} {recorder} {from} {to} {is_many} lang={state.lang} />
        })
    });
    html! {
        <section class="card">
            <header>
                <h2 id="finish-order">{ texts.finish_order }</h2>
                if shown.is_some() && strategies(&state.on_show()).len() > 1 {
                    { details(page, run, index) }
                } else if delivered > 0 {
                    <span class="note">{ texts.nth_submitted }</span>
                }
            </header>
            if delivered == 0 {
                <p class="empty">{ texts.nobody_yet }</p>
            }
            <ol class={classes!("finishers", is_many.then_some("many"))} tabindex={(delivered > 0).then_some("0")} aria-labelledby="finish-order">
                { for groups }
            </ol>
        </section>
    }
}

/// Which run of a comparison is shown.
fn details(page: &Page, run: &Run, shown: usize) -> Html {
    let texts = page.texts();
    let on_change = page.on(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Show(input.value().parse().unwrap_or_default())
    });
    let runs = run.runs();
    let choice = |(index, (strategy, _)): (usize, &(crate::config::Strategy, Rc<Recorder>))| {
        html! {
            <label>
                <input type="radio" name="details" value={index.to_string()} checked={index == shown} onchange={on_change.clone()} />
                { (texts.strategy)(*strategy) }
            </label>
        }
    };
    html! {
        <fieldset>
            <legend class="unseen">{ texts.details_of }</legend>
            <div class="segments row">{ for runs.iter().enumerate().map(choice) }</div>
        </fieldset>
    }
}

/// Some neighbours of the finish order.
#[derive(Clone, Properties)]
struct GroupProps {
    run: Run,
    index: usize,
    recorder: Rc<Recorder>,
    from: usize,
    to: usize,
    is_many: bool,
    lang: Lang,
}

impl PartialEq for GroupProps {
    /// What is delivered never changes: the same items of the same run are the same picture.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.recorder, &other.recorder)
            && (self.from, self.to, self.is_many, self.lang)
                == (other.from, other.to, other.is_many, other.lang)
    }
}

#[component]
fn Group(props: &GroupProps) -> Html {
    let texts = crate::app::texts::of(props.lang);
    let record = props.recorder.record();
    let items = record.delivered()[props.from..props.to]
        .iter()
        .filter_map(|id| {
            let lane = record.lanes().get(*id)?;
            let outcome = lane.outcome()?;
            let image = || props.run.race()?.image(props.index, *id);
            let image = (!props.is_many).then(image).flatten();
            Some(item(texts, &lane.label, *id, outcome, image))
        });
    html! { <>{ for items }</> }
}

fn item(
    texts: &'static Texts,
    label: &str,
    id: usize,
    outcome: Outcome,
    image: Option<Rc<str>>,
) -> Html {
    let name = country(texts.tag, label).unwrap_or_default();
    let is_bad = outcome != Outcome::Ok;
    let mut title = name.clone();
    if is_bad {
        title.push_str(if title.is_empty() { "" } else { ": " });
        title.push_str((texts.outcome)(outcome));
    }
    let picture = match image {
        Some(address) => html! { <img src={address} alt="" /> },
        None if is_bad => html! { <span class="noflag">{ shape(outcome) }</span> },
        None => Html::default(),
    };
    let look = is_bad.then(|| classes!("bad", class(outcome)));
    html! {
        <li key={id} class={classes!(look)} title={title.clone()}>
            <b translate="no">{ label }</b>
            { picture }
            <span class="unseen">{ format!(" {title} ") }</span>
            <span class="nth">{ id + 1 }</span>
        </li>
    }
}
