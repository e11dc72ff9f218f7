//! The finish order: flags and jobs, in the order in which the consumer got them.

use std::rc::Rc;

use yew::prelude::*;

use super::shape::shape;
use crate::app::browser::country;
use crate::app::hooks::Page;
use crate::app::run::Run;
use crate::config::Lang;
use crate::record::{Lane, Outcome};
use crate::recorder::Recorder;
use crate::tell::words;

/// Items are drawn in groups of so many: a full group is never drawn again.
const GROUP: usize = 50;

/// What of a run is listed, and how.
pub struct Order {
    /// Id of the heading.
    pub id: &'static str,
    /// Which run, and its record; `None` before there is one.
    pub shown: Option<(usize, Rc<Recorder>)>,
    /// At most so many are listed.
    pub most: usize,
    /// What there is to tell of one.
    pub tell: Tell,
    /// Whether as little is told as can be.
    pub is_terse: bool,
    /// The classes of the list.
    pub look: Classes,
    /// At the other end of the heading.
    pub beside: Html,
    /// Before anybody came.
    pub nobody_yet: AttrValue,
}

/// Who came, of which run.
pub struct Came<'a> {
    /// The run on show.
    pub run: &'a Run,
    /// Which of its runs.
    pub index: usize,
    /// The future.
    pub lane: &'a Lane,
    /// How it ended.
    pub outcome: Outcome,
    /// In which language it is told.
    pub lang: Lang,
    /// Whether as little is told as can be.
    pub is_terse: bool,
}

/// What there is to tell of one that came.
#[derive(Default)]
pub struct Told {
    /// Address of what it brought.
    pub image: Option<Rc<str>>,
    /// In words.
    pub text: String,
    /// Whether the words are for everybody, and not only for those who do not see the picture.
    pub is_seen: bool,
}

/// Tells of one that came.
pub type Tell = fn(&Came<'_>) -> Told;

/// A flag, and whose it is.
pub fn tell_flag(came: &Came<'_>) -> Told {
    let texts = words::page::of(came.lang);
    let mut text = country(texts.tag, &came.lane.label).unwrap_or_default();
    if came.outcome != Outcome::Ok {
        text.push_str(if text.is_empty() { "" } else { ": " });
        text.push_str((texts.outcome)(came.outcome));
    }
    let image = || came.run.driver()?.image(came.index, came.lane.id);
    Told {
        image: (!came.is_terse).then(image).flatten(),
        text,
        is_seen: false,
    }
}

/// The finish order, and how many of it are listed.
pub fn finish_order(page: &Page, run: &Run, order: Order) -> Html {
    let texts = page.texts();
    let Order { tell, is_terse, .. } = order;
    let delivered = (order.shown.as_ref())
        .map_or(0, |(_, recorder)| recorder.record().delivered().len())
        .min(order.most);
    let groups = (0..delivered).step_by(GROUP).filter_map(|from| {
        let (index, recorder) = order.shown.clone()?;
        let (run, lang) = (run.clone(), page.state().lang);
        let to = (from + GROUP).min(delivered);
        Some(html! { <Group key={from} {run} {index} {recorder} {from} {to} {tell} {is_terse} {lang} /> })
    });
    html! {
        <>
            <header>
                <h2 id={order.id}>{ texts.finish_order }</h2>
                { order.beside }
            </header>
            if delivered == 0 {
                <p class="empty">{ order.nobody_yet }</p>
            }
            <ol class={classes!("finishers", order.look)} tabindex={(delivered > 0).then_some("0")} aria-labelledby={order.id}>
                { for groups }
            </ol>
        </>
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
    tell: Tell,
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
    let delivered = record.delivered()[props.from..props.to].iter();
    let items = delivered.filter_map(|id| {
        let lane = record.lanes().get(*id)?;
        Some(item(
            &Came {
                run: &props.run,
                index: props.index,
                lane,
                outcome: lane.outcome()?,
                lang: props.lang,
                is_terse: props.is_terse,
            },
            props.tell,
        ))
    });
    html! { <>{ for items }</> }
}

fn item(came: &Came<'_>, tell: Tell) -> Html {
    let (lane, outcome) = (came.lane, came.outcome);
    let told = tell(came);
    let name = came
        .run
        .driver()
        .and_then(|driver| driver.name(came.index, lane.id, came.lang));
    let is_bad = outcome != Outcome::Ok;
    let sign = match told.image {
        Some(address) => html! { <img src={address} alt="" /> },
        None if is_bad => html! { <span class="noflag">{ shape(outcome) }</span> },
        None => Html::default(),
    };
    let said = if told.is_seen { "came" } else { "unseen" };
    let look = is_bad.then(|| classes!("bad", outcome.name()));
    html! {
        <li key={lane.id} class={classes!(look)} title={told.text.clone()}>
            <b translate="no">{ name.as_deref().unwrap_or(&lane.label).to_owned() }</b>
            { sign }
            { " " }
            if !told.text.is_empty() {
                <span class={said}>{ format!("{} ", told.text) }</span>
            }
            <span class="nth">{ lane.id + 1 }</span>
        </li>
    }
}
