//! The sheet of all keys.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::labels;
use super::{Command, Place, there};
use crate::app::browser;
use crate::app::common::around;
use crate::app::components::said;
use crate::app::sheet::{self, Sheet};
use crate::config::Lang;
use crate::tell::words;
use crate::tell::words::commands::Words;

/// Heading of the sheet.
const TITLE: &str = "help-title";

/// Opens the sheet.
pub fn open() {
    sheet::open::<Help>(TITLE, |sheet| HelpProps {
        sheet,
        lang: around().lang.unwrap_or_default(),
    });
}

/// What is in the sheet.
#[derive(Clone, PartialEq, Properties)]
pub struct HelpProps {
    sheet: Sheet,
    lang: Lang,
}

/// What is in the sheet.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let (lang, words) = (props.lang, words::commands::of(props.lang));
    let close = {
        let sheet = props.sheet.clone();
        Callback::from(move |_: MouseEvent| sheet.close())
    };
    let all = {
        let sheet = props.sheet.clone();
        Callback::from(move |_: MouseEvent| {
            sheet.close();
            there::carry_out(Command::Palette);
        })
    };
    let set = Callback::from(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        browser::keep(
            browser::KEYS,
            if input.checked() { "" } else { browser::OFF },
        );
    });
    html! {
        <>
            <header>
                <h2 id={TITLE}>{ said(words::page::of(lang).help) }</h2>
                <button type="button" class="button small" onclick={close}>{ said(words.close) }</button>
            </header>
            { for Place::ALL.iter().map(|place| keys(*place, words, lang)) }
            <label class="check">
                <input type="checkbox" checked={browser::acts_on_keys()} onchange={set} />
                <span>{ said(words.single) }</span>
            </label>
            <div class="tools"><button type="button" class="button small" onclick={all}>{ said(words.commands) }</button></div>
        </>
    }
}

/// The keys that act there.
fn keys(place: Place, words: &Words, lang: Lang) -> Html {
    let is_mac = browser::is_mac();
    let own = Command::all().filter_map(|command| {
        let (there, keys) = command.keys()?;
        let keys = keys.iter().map(|key| labels::key(key, is_mac, lang));
        (there == place).then(|| (keys.collect(), labels::label(command, lang)))
    });
    let also = words.also.iter().filter(|_| place == Place::Timeline);
    let also = also.map(|(keys, what)| {
        let keys = keys.iter().map(|key| (*key).to_owned());
        (keys.collect(), (*what).to_owned())
    });
    let row = |(keys, what): (Vec<String>, String)| {
        html! { <div><dt>{ said(&what) }</dt><dd translate="no">{ for pressed(&keys, words.or) }</dd></div> }
    };
    html! {
        <section>
            <h3>{ said((words.place)(place)) }</h3>
            <dl class="keys-of">{ for own.chain(also).map(row) }</dl>
        </section>
    }
}

/// Keys as they stand on the keyboard.
pub fn pressed(keys: &[String], or: &str) -> Vec<Html> {
    let one = |(at, key): (usize, &String)| {
        let before = match at {
            0 => String::new(),
            _ => format!(" {or} "),
        };
        html! { <>{ before }<kbd>{ key }</kbd></> }
    };
    keys.iter().enumerate().map(one).collect()
}
