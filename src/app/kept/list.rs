//! The list of what is kept: one of them can be shown, and any two beside each other.

use js_sys::Date;
use yew::prelude::*;

use super::chosen::{Chosen, Shelf, use_shelf};
use super::names::{BOTH, part, title};
use super::shelf::{Kept, Ran};
use super::store;
use super::twins::Choice;
use crate::app::browser;
use crate::app::components::said;
use crate::app::format::seconds_in;
use crate::config::Lang;
use crate::record::Outcome;
use crate::tell::words;
use crate::tell::words::kept::Words;

/// What is to be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wanted {
    /// All that is kept under this number.
    One(u64),
    /// Two runs beside each other.
    Both([Choice; 2]),
}

/// What the list is made with.
#[derive(Clone, PartialEq, Properties)]
pub struct KeptListProps {
    /// The language.
    pub lang: Lang,
    /// Shows some of it.
    pub show: Callback<Wanted>,
}

/// When a run came, by the clock of the person.
pub fn when(kept: &Kept, lang: Lang) -> String {
    let at = Date::new(&(kept.at as f64).into());
    at.to_locale_time_string(words::page::of(lang).tag).into()
}

/// The list.
#[component]
pub fn KeptList(props: &KeptListProps) -> Html {
    let shelf = use_shelf();
    let chosen = use_reducer(Chosen::default);
    let words = words::kept::of(props.lang);
    let now: Vec<Choice> = (chosen.0.iter().copied())
        .filter(|choice| shelf.has(*choice))
        .collect();
    let choose = {
        let chosen = chosen.dispatcher();
        Callback::from(move |choice: Choice| chosen.dispatch(choice))
    };
    let list = List {
        words,
        lang: props.lang,
        chosen: &now,
        choose,
        show: props.show.clone(),
    };
    let both = <[Choice; 2]>::try_from(now.clone()).ok();
    let beside = {
        let show = props.show.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(both) = both {
                show.emit(Wanted::Both(both));
            }
        })
    };
    let is_empty = shelf.runs.is_empty();
    html! {
        <section class="kept" aria-labelledby="kept">
            <h2 id="kept" tabindex="-1">{ said(words.title) }</h2>
            <p class="note">{ said(if is_empty { words.none } else { words.how }) }</p>
            if !is_empty {
                <div class="tools">
                    <button type="button" class="button small" disabled={both.is_none()} onclick={beside}>{ said(words.beside) }</button>
                    <button type="button" class="button small" onclick={forget_all}>{ said(words.forget_all) }</button>
                </div>
                <ol aria-labelledby="kept">{ for shelf.runs.iter().map(|(number, kept)| list.item(*number, kept)) }</ol>
            }
            if let Some(why) = trouble(&shelf, words) {
                <p class="wrong" role="alert">{ said(why) }</p>
            } else {
                <p class="note">{ said(&(words.what)()) }</p>
            }
        </section>
    }
}

/// How long a run took, and whether it was cancelled then.
fn took(ran: &Ran, lang: Lang) -> String {
    let took = seconds_in(lang, ran.took);
    if !ran.is_cancelled {
        return took;
    }
    let cancelled = (words::page::of(lang).outcome)(Outcome::Cancelled);
    format!("{took} · {cancelled}")
}

/// What the browser does not do for the page.
fn trouble(shelf: &Shelf, words: &Words) -> Option<&'static str> {
    match (shelf.is_allowed, shelf.is_safe) {
        (false, _) => Some(words.refused),
        (true, false) => Some(words.full),
        (true, true) => None,
    }
}

fn forget_all(_: MouseEvent) {
    let all = store::all();
    all.iter().for_each(|stored| store::forget(stored.number));
    // The button goes with them.
    browser::focus_in_place("#kept");
}

/// How the items are made.
struct List<'a> {
    words: &'static Words,
    lang: Lang,
    chosen: &'a [Choice],
    choose: Callback<Choice>,
    show: Callback<Wanted>,
}

impl List<'_> {
    fn item(&self, number: u64, kept: &Kept) -> Html {
        let (words, lang) = (self.words, self.lang);
        let name = title(kept, None, lang);
        let at = when(kept, lang);
        let called = format!("{name}{}{at}", words.comma);
        let parts = kept.runs.as_slice();
        let only = match parts {
            [only] => Some(took(only, lang)),
            _ => None,
        };
        let facts: Vec<_> = [self.whose(kept), Some(at), only]
            .into_iter()
            .flatten()
            .collect();
        let show = self.show.reform(move |_: MouseEvent| Wanted::One(number));
        let forget = move |_: MouseEvent| {
            store::forget(number);
            browser::focus_in_place("#kept");
        };
        html! {
            <li key={number}>
                if parts.len() == 1 {
                    { self.check((number, 0), &called, html! { <b>{ said(&name) }</b> }) }
                } else {
                    <b>{ said(&name) }</b>
                }
                <p class="note">{ said(&facts.join(" · ")) }</p>
                if parts.len() > 1 {
                    <details>
                        <summary>{ said(&(words.runs)(parts.len())) }</summary>
                        <ul>{ for (0..parts.len()).map(|run| self.part(number, kept, run)) }</ul>
                    </details>
                }
                <div class="tools">
                    <button type="button" class="button small" aria-label={format!("{} {called}", words.show)} onclick={show}>{ said(words.show) }</button>
                    <button type="button" class="button small" aria-label={format!("{} {called}", words.forget)} onclick={forget}>{ said(words.forget) }</button>
                </div>
            </li>
        }
    }

    /// One of several runs.
    fn part(&self, number: u64, kept: &Kept, run: usize) -> Html {
        let Some(ran) = kept.runs.get(run) else {
            return Html::default();
        };
        let name = part(kept, run, self.lang);
        let text = format!("{name} · {}", took(ran, self.lang));
        let (comma, of) = (self.words.comma, kept.runs.len());
        let called = format!(
            "{name}{comma}{}/{of}{comma}{}",
            run + 1,
            when(kept, self.lang)
        );
        html! { <li key={run}>{ self.check((number, run), &called, said(&text)) }</li> }
    }

    /// The box that chooses a run, and which of two it is.
    fn check(&self, choice: Choice, called: &str, text: Html) -> Html {
        let place = self.chosen.iter().position(|chosen| *chosen == choice);
        let letter = place.and_then(|place| BOTH.get(place)).copied();
        let letter = letter.unwrap_or_default();
        html! {
            <label class="check">
                <input type="checkbox" aria-label={format!("{} {called} {letter}", self.words.choose)} checked={place.is_some()}
                    onchange={self.choose.reform(move |_: Event| choice)} />
                <span class="letter" aria-hidden="true">{ letter }</span>
                <span>{ text }</span>
            </label>
        }
    }

    fn whose(&self, kept: &Kept) -> Option<String> {
        let whose = kept.whose.as_ref()?;
        Some(match whose.as_str() {
            "" => self.words.pasted.to_owned(),
            whose => whose.to_owned(),
        })
    }
}
