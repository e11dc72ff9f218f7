//! The sheet: links with their buttons, and a button for each kind of file.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::files::Kind;
use super::link;
use super::picture::png;
use crate::app::browser;
use crate::app::common::around;
use crate::app::components::{quoting, said};
use crate::app::kept::names::has_settings;
use crate::app::lab::own;
use crate::app::sheet::{self, Sheet};
use crate::config::{Experiment, Kernel, Lang, RunConfig};
use crate::import::{self, Opened};
use crate::tell::words;
use crate::tell::words::out::Words;
use crate::workers::hardware_concurrency;

/// Heading of the sheet.
const TITLE: &str = "out-title";

/// Opens the sheet about the settings of `query`, and about the run of which `export` was made, if there is one.
pub fn open(export: Option<&str>, query: &str) {
    let (config, _) = RunConfig::from_query(query);
    let mut query = link::query(&config, hardware_concurrency());
    if config.work.kernel == Kernel::Own {
        // Without it the link would lead to another function.
        let carried = own::link::fragment(&own::draft::text());
        query.push_str(&carried.unwrap_or_default());
    }
    let address = |text: String| browser::absolute(&text);
    let carried = export.and_then(link::fragment).map(|fragment| {
        let open = RunConfig {
            experiment: Experiment::Open,
            ..RunConfig::default()
        };
        address(format!("./?{}{fragment}", open.to_query()))
    });
    // What the page has just written can be read.
    let opened = export.and_then(|text| import::read(text).ok());
    // The settings of a program of somebody's own nobody knows.
    let first = opened.as_ref().and_then(|opened| opened.runs.first());
    let is_told = first.is_none_or(|run| has_settings(&run.config));
    sheet::open::<Out>(TITLE, |sheet| OutProps {
        sheet,
        lang: around().lang.unwrap_or_default(),
        link: is_told.then(|| address(format!("./?{query}"))),
        carried,
        opened: opened.map(Rc::new),
    });
}

/// What is in the sheet.
#[derive(Clone, PartialEq, Properties)]
pub struct OutProps {
    sheet: Sheet,
    lang: Lang,
    link: Option<String>,
    carried: Option<String>,
    opened: Option<Rc<Opened>>,
}

/// What is in the sheet.
#[component]
pub fn Out(props: &OutProps) -> Html {
    let words = words::out::of(props.lang);
    let told = use_state(String::new);
    let close = {
        let sheet = props.sheet.clone();
        Callback::from(move |_: MouseEvent| sheet.close())
    };
    html! {
        <>
            <header>
                <h2 id={TITLE}>{ words.title }</h2>
                <button type="button" class="button small" onclick={close}>{ words.close }</button>
            </header>
            if let Some(link) = &props.link {
                <Link label={words.link} note={words.link_note} address={link.clone()} lang={props.lang} />
            }
            if let Some(carried) = &props.carried {
                <Link label={words.carried} note={words.carried_note} address={carried.clone()} lang={props.lang} />
            }
            <section>
                <h3>{ words.files }</h3>
                if let Some(opened) = &props.opened {
                    <ul class="files">{ for Kind::ALL.iter().map(|kind| file(*kind, opened, props.lang, &told)) }</ul>
                } else {
                    <p class="note">{ words.nothing }</p>
                }
                <p class="note" role="status"><span key={&**told}>{ quoting(&told) }</span></p>
            </section>
            <div class="tools">{ print(&props.sheet, words) }</div>
        </>
    }
}

/// Prints the page below, as paper is: in the light look, for which pictures have to be painted anew.
fn print(sheet: &Sheet, words: &Words) -> Html {
    let sheet = sheet.clone();
    let press = Callback::from(move |_: MouseEvent| {
        sheet.close();
        spawn_local(async {
            let theme = browser::look("light");
            browser::drawn().await;
            if let Some(window) = web_sys::window() {
                // A frame that may not print does nothing.
                let _ = window.print();
            }
            browser::look(theme.as_deref().unwrap_or_default());
        });
    });
    html! { <button type="button" class="button small" onclick={press}>{ words.print }</button> }
}

fn file(kind: Kind, opened: &Rc<Opened>, lang: Lang, told: &UseStateHandle<String>) -> Html {
    let words = words::out::of(lang);
    let (opened, told) = (opened.clone(), told.setter());
    let press = Callback::from(move |_: MouseEvent| {
        let (opened, told) = (opened.clone(), told.clone());
        spawn_local(async move {
            let name = kind.file_name(&opened);
            let saved = save(kind, &opened, &name, lang).await;
            told.set(match saved {
                Ok(()) => (words.saved)(&name),
                Err(why) => (words.failed)(&why),
            });
        });
    });
    html! {
        <li>
            <button type="button" class="button small" onclick={press} translate="no">{ kind.name() }</button>
            <span class="note">{ (words.what_for)(kind) }</span>
        </li>
    }
}

async fn save(kind: Kind, opened: &Opened, name: &str, lang: Lang) -> Result<(), String> {
    let (text, media_type) = (kind.text(opened, lang), kind.media_type());
    if kind != Kind::Png {
        return browser::save(name, media_type, &text);
    }
    let picture = png(&text, media_type).await?;
    let picture = picture.ok_or_else(|| words::out::of(lang).no_picture.to_owned())?;
    browser::offer(name, &picture)
}

#[derive(Clone, PartialEq, Properties)]
struct LinkProps {
    label: &'static str,
    note: &'static str,
    address: String,
    lang: Lang,
}

/// An address, with the button that copies it.
#[component]
fn Link(props: &LinkProps) -> Html {
    let words = words::out::of(props.lang);
    let (field, copied) = (use_node_ref(), use_state(|| None::<bool>));
    let press = {
        let (field, copied, address) = (field.clone(), copied.setter(), props.address.clone());
        Callback::from(move |_: MouseEvent| {
            let (field, copied, address) = (field.clone(), copied.clone(), address.clone());
            spawn_local(async move {
                let done = browser::copy(&address).await;
                if let (false, Some(field)) = (done, field.cast::<HtmlInputElement>()) {
                    field.select();
                }
                copied.set(Some(done));
            });
        })
    };
    let note = match *copied {
        Some(true) => words.copied,
        Some(false) => words.not_copied,
        None => props.note,
    };
    html! {
        <section>
            <label class="link">
                <span>{ props.label }</span>
                <input ref={field} type="text" readonly={true} value={props.address.clone()} translate="no" spellcheck="false" />
            </label>
            <button type="button" class="button small" onclick={press}>{ words.copy }</button>
            <p class="note" role="status">{ said(note) }</p>
        </section>
    }
}
