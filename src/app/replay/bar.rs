//! What a run is played with: below the pictures of every experiment.

use std::rc::Rc;
use std::time::Duration;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::keys::use_keys;
use super::moments::{beside, end, step_of};
use super::playing::{Playing, with_runs};
use super::speed::Speed;
use crate::app::commands::Command;
use crate::app::components::said;
use crate::app::components::select::Select;
use crate::app::hooks::use_page;
use crate::app::run::Run;
use crate::app::state::Stage;
use crate::runtime::micros;
use crate::tell::words;
use crate::tell::words::replay::Words;

/// What a run is played with.
#[derive(Clone, PartialEq, Properties)]
pub struct ReplayBarProps {
    /// The run.
    pub run: Run,
}

/// The hand on the moment that is shown.
#[derive(Clone)]
pub(super) struct Hand {
    run: Run,
    playing: Rc<Playing>,
}

impl Hand {
    /// Plays, or holds the picture.
    pub fn toggle(&self) {
        if self.playing.is_on() {
            self.playing.stop();
            self.run.pulse().mark();
        } else if self.run.is_running() && self.run.moment().is_none() {
            // It plays by itself: what is to be had is a picture that stands.
            self.run.hold();
        } else {
            self.playing.play(&self.run);
        }
    }

    /// From the start, at a quarter of its speed.
    fn slowly(&self) {
        self.playing.speed.set(Speed::Quarter);
        self.run.show_moment(Some(Duration::ZERO));
        self.playing.play(&self.run);
    }

    /// To the next or the last moment at which something happened.
    pub fn step(&self, forward: bool) {
        self.playing.stop();
        let to = with_runs(&self.run, |runs| {
            let at = match forward {
                true => self.run.moment(),
                false => self.run.on_from(),
            };
            let at = at.unwrap_or_else(|| step_of(end(runs)));
            beside(runs, at, forward).filter(|to| !forward || *to < end(runs))
        });
        // After the last moment there is the run as it is; before the first, its start.
        self.run.show_moment(if forward {
            to
        } else {
            Some(to.unwrap_or_default())
        });
    }

    fn go_to(&self, at: Duration) {
        self.playing.stop();
        let end = with_runs(&self.run, end);
        self.run
            .show_moment((at < end || self.run.is_running()).then_some(at));
    }

    fn whole(&self) {
        self.playing.stop();
        self.run.show_moment(None);
        self.run.pulse().mark();
    }
}

/// What a run is played with. Without a run there is nothing to play.
#[component]
pub fn ReplayBar(props: &ReplayBarProps) -> Html {
    let page = use_page();
    let state = page.state();
    let playing = use_memo((), |()| Playing::default());
    let hand = Hand {
        run: props.run.clone(),
        playing,
    };
    let stage = state.show().stage;
    {
        // Another run is not played by what played the last.
        let hand = hand.clone();
        use_effect_with(stage, move |stage| {
            if *stage != Stage::Over {
                hand.playing.stop();
            }
        });
    }
    {
        // Nobody plays what nobody could stop.
        let playing = hand.playing.clone();
        use_effect_with((), move |()| move || playing.stop());
    }
    let has_run = matches!(stage, Stage::Running | Stage::Over) && !props.run.whole().is_empty();
    use_keys(&hand, stage != Stage::Ready, has_run);
    if !has_run {
        return Html::default();
    }
    bar(
        &hand,
        words::replay::of(state.lang),
        stage == Stage::Running,
    )
}

fn bar(hand: &Hand, words: &Words, is_going: bool) -> Html {
    let (moment, end) = (hand.run.moment(), with_runs(&hand.run, end));
    let at = moment.unwrap_or(end).min(end);
    let is_playing = hand.playing.is_on() || (is_going && moment.is_none());
    let on = |act: fn(&Hand)| {
        let hand = hand.clone();
        Callback::from(move |_: MouseEvent| act(&hand))
    };
    let scrub = {
        let hand = hand.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            hand.go_to(Duration::from_micros(
                (input.value_as_number().max(0.0) * 1000.0) as u64,
            ));
        })
    };
    let choose = {
        let hand = hand.clone();
        Callback::from(move |name: String| {
            let speed = Speed::ALL.iter().find(|speed| speed.name() == name);
            hand.playing.speed.set(speed.copied().unwrap_or_default());
            hand.run.pulse().mark();
        })
    };
    let speeds = Speed::ALL
        .iter()
        .map(|speed| (speed.name().to_owned(), speed.name().into()));
    let (name, icon) = if is_playing {
        (words.pause, "M4 3h3v10H4zM9 3h3v10H9z")
    } else {
        (words.play, "M4 2.5v11l9-5.5z")
    };
    let button = |does: Command, name: &'static str, path: &'static str, act: fn(&Hand)| {
        html! {
            <button type="button" class="button small" data-does={does.name()} aria-label={name} title={name} onclick={on(act)}>
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
            </button>
        }
    };
    let millis = |time: Duration| (micros(time) as f64 / 1000.0).to_string();
    let text = (words.at)(at, end);
    html! {
        <div class="replay" role="group" aria-label={words.replay}>
            { button(Command::StepBack, words.back, "M3 3h2.5v10H3zM13 2.5v11L6 8z", |hand| hand.step(false)) }
            { button(Command::Play, name, icon, Hand::toggle) }
            { button(Command::StepForward, words.forward, "M10.5 3H13v10h-2.5zM3 2.5v11L10 8z", |hand| hand.step(true)) }
            <input type="range" min="0" max={millis(step_of(end))} step="0.01" value={millis(at)} aria-label={words.moment}
                aria-valuetext={text.clone()} oninput={scrub} />
            <span class="when" translate="no">{ text }</span>
            <label class="speed"><span class="unseen">{ words.speed }</span>{ " " }
                <Select id="speed" options={speeds.collect::<Vec<_>>()} now={hand.playing.speed.get().name().to_owned()} {choose} />
            </label>
            <button type="button" class="button small" data-does={Command::Slowly.name()} disabled={is_going} onclick={on(Hand::slowly)}>{ said(words.slowly) }</button>
            <button type="button" class="button small" disabled={moment.is_none()} onclick={on(Hand::whole)}>{ said(words.whole) }</button>
            if is_going && moment.is_some() && !is_playing {
                <p class="note" role="status">{ said(words.goes_on) }</p>
            } else if hand.run.is_held() {
                <p class="note" role="status">{ said(words.is_over) }</p>
            }
        </div>
    }
}
