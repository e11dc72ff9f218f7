//! The program, line by line. Lines that bring a turn of a future about light up when one takes it, and, when somebody points at
//! them, light up the lanes that are there.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};
use yew::prelude::*;

use crate::app::components::{aria, code::point};
use crate::code::{Line, Program};
use crate::config::Lang;
use crate::record::Turns;
use crate::tell::words;

/// The program.
#[derive(Clone, PartialEq, Properties)]
pub struct LinesProps {
    /// The program.
    pub program: Rc<Program>,
    /// The turns that are taken on the page around the card.
    pub lit: Turns,
    /// The element of that page in which the card is.
    pub host: Element,
    /// The language of the page.
    pub lang: Lang,
}

/// The program, and below it the turns that its lines bring about, for keys and fingers.
#[component]
pub fn Lines(props: &LinesProps) -> Html {
    let pre = use_node_ref();
    let pointed = use_state_eq(Turns::default);
    let held = use_state_eq(Turns::default);
    let now = match pointed.is_empty() {
        true => *held,
        false => *pointed,
    };
    {
        // Another program has other lines.
        let (pointed, held) = (pointed.setter(), held.setter());
        use_effect_with(props.program.clone(), move |_| {
            pointed.set(Turns::default());
            held.set(Turns::default());
        });
    }
    {
        let host = props.host.clone();
        use_effect_with(now, move |now| {
            point(&host, *now);
            move || point(&host, Turns::default())
        });
    }
    {
        let pre = pre.clone();
        use_effect_with((props.lit, now), move |(lit, now)| {
            if now.is_empty() && !lit.is_empty() {
                reveal(&pre);
            }
        });
    }
    let lit = if now.is_empty() { props.lit } else { now };
    let line = |line: &Line| {
        let turns = line.turns;
        let text = format!("{}\n", line.text);
        let name = (!turns.is_empty()).then(|| words::code::named(turns, props.lang));
        let class = name.as_ref().map(|_| step(turns, lit));
        html! { <span {class} title={name} data-turns={turns.bits().to_string()}>{ text }</span> }
    };
    let over = {
        let pointed = pointed.setter();
        Callback::from(move |event: MouseEvent| pointed.set(turns_at(event.target())))
    };
    let out = {
        let pointed = pointed.setter();
        Callback::from(move |event: MouseEvent| pointed.set(turns_at(event.related_target())))
    };
    let words = words::code::of(props.lang);
    let button = |turns: Turns| {
        let on = {
            let pointed = pointed.setter();
            Callback::from(move |()| pointed.set(turns))
        };
        let off = {
            let pointed = pointed.setter();
            Callback::from(move |()| pointed.set(Turns::default()))
        };
        let hold = {
            let held = held.clone();
            Callback::from(move |_: MouseEvent| {
                let is_held = *held == turns;
                held.set(if is_held { Turns::default() } else { turns });
            })
        };
        html! {
            <button type="button" class={step(turns, lit)} aria-pressed={aria(*held == turns)} title={words.step_help} onclick={hold}
                onmouseover={on.reform(|_| ())} onmouseout={off.reform(|_| ())} onfocus={on.reform(|_| ())} onblur={off.reform(|_| ())}>
                { words::code::named(turns, props.lang) }
            </button>
        }
    };
    let steps = props.program.steps();
    html! {
        <>
            <pre ref={pre} class="program" tabindex="0" lang="en" translate="no" onmouseover={over} onmouseout={out}>
                <code>{ for props.program.lines.iter().map(line) }</code>
            </pre>
            if !steps.is_empty() {
                <div class="steps" role="group" aria-label={words.steps}>
                    <span class="note">{ words.steps }</span>
                    { for steps.into_iter().map(button) }
                </div>
            }
        </>
    }
}

fn step(turns: Turns, lit: Turns) -> Classes {
    classes!("step", turns.meets(lit).then_some("lit"))
}

/// The turns of the line at which an event is.
fn turns_at(target: Option<EventTarget>) -> Turns {
    let turns = || {
        let element: Element = target?.dyn_into().ok()?;
        let line = element.closest(".program .step").ok()??;
        line.get_attribute("data-turns")?.parse().ok()
    };
    turns().map_or_else(Turns::default, Turns::from_bits)
}

/// Scrolls the program, not the page, to the first line that is lit.
fn reveal(pre: &NodeRef) {
    let Some(pre) = pre.cast::<HtmlElement>() else {
        return;
    };
    let found = pre.query_selector(".lit").ok().flatten();
    let Some(line) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let (top, height) = (line.offset_top(), line.offset_height());
    let (from, shown) = (pre.scroll_top(), pre.client_height());
    if top < from || top + height > from + shown {
        pre.set_scroll_top((top - shown / 3).max(0));
    }
}
