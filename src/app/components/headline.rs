//! The sentence at the top, which is also what a screen reader says.

use std::time::Duration;

use yew::prelude::*;

use super::said_sentence;
use crate::app::headline::{EVERY, headline};
use crate::app::hooks::{Run, use_page};
use crate::app::state::Stage;
use crate::config::Lang;

/// The sentence at the top.
#[derive(Clone, PartialEq, Properties)]
pub struct HeadlineProps {
    /// The run it is about.
    pub run: Run,
}

/// What was said, and when it may be said anew.
#[derive(Clone, PartialEq)]
struct Said {
    stage: Stage,
    lang: Lang,
    /// So many times five seconds of the newest run.
    turn: u64,
    runs: usize,
    text: String,
}

/// The sentence at the top.
#[component]
pub fn Headline(props: &HeadlineProps) -> Html {
    let page = use_page();
    let state = page.state();
    let runs = props.run.runs();
    let clock = match runs.last() {
        Some((_, recorder)) => recorder.elapsed(),
        None => Duration::ZERO,
    };
    let turn = clock.as_secs() / EVERY.as_secs();
    let said = use_mut_ref(|| None::<Said>);
    let is_due = match &*said.borrow() {
        None => true,
        Some(said) => {
            let is_running = state.stage == Stage::Running;
            said.stage != state.stage
                || said.lang != state.lang
                || !is_running
                || said.turn != turn && turn > 0
                || said.runs == 0 && !runs.is_empty()
        }
    };
    if is_due {
        let borrowed: Vec<_> = (runs.iter())
            .map(|(strategy, recorder)| (*strategy, recorder.record()))
            .collect();
        let records: Vec<_> = borrowed.iter().map(|(s, record)| (*s, &**record)).collect();
        *said.borrow_mut() = Some(Said {
            stage: state.stage,
            lang: state.lang,
            turn,
            runs: runs.len(),
            text: headline(state, &records, clock),
        });
    }
    let text = said.borrow().as_ref().map(|said| said.text.clone());
    html! {
        <p class="headline" role="status">{ said_sentence(&text.unwrap_or_default()) }</p>
    }
}
