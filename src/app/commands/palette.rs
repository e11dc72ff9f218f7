//! The list of all commands that can be carried out now: one types, and presses Enter. A combobox as ARIA's patterns have it:
//! <https://www.w3.org/WAI/ARIA/apg/patterns/combobox/>.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::help::pressed;
use super::there::{carry_out, is_there};
use super::{Command, labels};
use crate::app::browser;
use crate::app::common::around;
use crate::app::components::{aria, said};
use crate::app::sheet::{self, Sheet};
use crate::config::Lang;
use crate::tell::words;

/// Heading of the sheet.
const TITLE: &str = "palette-title";
/// The field.
const FIELD: &str = "palette-field";
/// The list.
const LIST: &str = "palette-list";

/// Opens the sheet.
pub fn open() {
    let commands = Command::all().filter(|command| is_there(*command));
    let commands: Vec<Command> = commands.collect();
    sheet::open::<Palette>(TITLE, |sheet| PaletteProps {
        sheet,
        lang: around().lang.unwrap_or_default(),
        commands,
    });
}

/// What is in the sheet.
#[derive(Clone, PartialEq, Properties)]
pub struct PaletteProps {
    sheet: Sheet,
    lang: Lang,
    commands: Vec<Command>,
}

/// What is in the sheet.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let (lang, words) = (props.lang, words::commands::of(props.lang));
    let (typed, active) = (use_state(String::new), use_state(|| 0_usize));
    let fitting = props.commands.iter().copied();
    let fitting: Vec<Command> = fitting.filter(|command| command.fits(&typed)).collect();
    let now = (*active).min(fitting.len().saturating_sub(1));
    let chosen = fitting.get(now).copied();
    use_sight(chosen);
    use_effect_with((), |()| browser::focus(&format!("#{FIELD}")));
    let act = {
        let sheet = props.sheet.clone();
        Callback::from(move |command: Command| {
            sheet.close();
            carry_out(command);
        })
    };
    let on_input = {
        let (typed, active) = (typed.setter(), active.setter());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            typed.set(input.value());
            active.set(0);
        })
    };
    let on_key = {
        let (active, act, number) = (active.setter(), act.clone(), fitting.len());
        Callback::from(move |event: KeyboardEvent| {
            // While characters are put together their keys are the input method's.
            if event.is_composing() || number == 0 {
                return;
            }
            match event.key().as_str() {
                "ArrowDown" => active.set((now + 1) % number),
                "ArrowUp" => active.set((now + number - 1) % number),
                "Enter" => chosen.iter().for_each(|command| act.emit(*command)),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let close = {
        let sheet = props.sheet.clone();
        Callback::from(move |_: MouseEvent| sheet.close())
    };
    let option = |command: &Command| option(*command, Some(*command) == chosen, lang, &act);
    html! {
        <>
            <header>
                <h2 id={TITLE}>{ said(words.commands) }</h2>
                <button type="button" class="button small" onclick={close}>{ said(words.close) }</button>
            </header>
            <input class="search" type="text" role="combobox" aria-label={words.search} aria-expanded={aria(!fitting.is_empty())} aria-controls={LIST}
                aria-autocomplete="list" aria-activedescendant={chosen.map(id)} autocomplete="off" spellcheck="false"
                id={FIELD} placeholder={words.search} value={(*typed).clone()} oninput={on_input} onkeydown={on_key} />
            <ul class="commands" id={LIST} role="listbox" aria-label={words.commands}>{ for fitting.iter().map(option) }</ul>
            <p class="note" role="status">{ said(if fitting.is_empty() { words.none } else { "" }) }</p>
        </>
    }
}

fn id(command: Command) -> String {
    format!("do-{}", command.name())
}

fn option(command: Command, is_chosen: bool, lang: Lang, act: &Callback<Command>) -> Html {
    let keys = command.keys().map_or(&[][..], |(_, keys)| keys);
    let keys: Vec<String> = (keys.iter())
        .map(|key| labels::key(key, browser::is_mac(), lang))
        .collect();
    // The field keeps the focus.
    let stay = |event: MouseEvent| event.prevent_default();
    html! {
        <li key={command.name()} id={id(command)} role="option" aria-selected={aria(is_chosen)} onmousedown={stay}
            onclick={act.reform(move |_: MouseEvent| command)}>
            <span>{ said(&labels::label(command, lang)) }</span>
            <span class="of" translate="no">{ for pressed(&keys, words::commands::of(lang).or) }</span>
        </li>
    }
}

/// What is chosen is in sight.
#[hook]
fn use_sight(chosen: Option<Command>) {
    use_effect_with(chosen.map(id), |id| {
        let find = |id: &str| {
            let document = web_sys::window()?.document()?;
            document
                .get_element_by_id(id)?
                .dyn_into::<HtmlElement>()
                .ok()
        };
        let (Some(list), Some(item)) = (find(LIST), id.as_deref().and_then(find)) else {
            return;
        };
        let (from, to) = (item.offset_top(), item.offset_top() + item.offset_height());
        if from < list.scroll_top() {
            list.set_scroll_top(from);
        } else if to > list.scroll_top() + list.client_height() {
            list.set_scroll_top(to - list.client_height());
        }
    });
}
