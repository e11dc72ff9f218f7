//! Shared memory: whether it can be, and what each way left in it.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{PerformanceEntry, Url};
use yew::prelude::*;

use super::words;
use crate::app::browser::{self, session};
use crate::app::components::aria;
use crate::app::components::parts::{Table, card};
use crate::app::format::{short_in, span_in};
use crate::app::hooks::{Page, use_page};
use crate::app::isolation::{Facts, Isolation, shares_memory};
use crate::app::python;
use crate::app::run::Run;
use crate::app::service_worker;
use crate::config::RunConfig;
use crate::fetch::is_isolated;
use crate::format::grouped;
use crate::lab::shared::{Row, rows};

/// Under which name it is kept, for this window, that the page was loaded anew.
const TRIED: &str = "photofinish.isolating";

/// Whether memory can be shared here, and what can be done where it cannot.
#[component]
pub fn Isolated() -> Html {
    let page = use_page();
    let now = use_state(|| match is_isolated() {
        true => Isolation::There,
        false => Isolation::Coming,
    });
    {
        let now = now.setter();
        use_effect_with((), move |()| {
            spawn_local(async move {
                let isolation = Isolation::of(facts().await);
                match isolation {
                    // It worked: another time it may be tried again.
                    Isolation::There => forget(),
                    Isolation::Coming => reload(),
                    _ => {}
                }
                now.set(isolation);
            });
        });
    }
    let words = &words(&page).shared;
    let again = Callback::from(|_: MouseEvent| reload());
    let has_button = matches!(*now, Isolation::Asks | Isolation::Refused);
    if *now == Isolation::There {
        return html! { <p class="note isolated">{ (words.isolation)(*now) }</p> };
    }
    html! {
        <div class="isolation" role="status" aria-busy={aria(*now == Isolation::Coming)}>
            <p>{ (words.isolation)(*now) }</p>
            if has_button {
                <button type="button" class="button" onclick={again}>{ words.reload }</button>
            }
            if *now == Isolation::Frame {
                <a class="button" target="_blank" rel="noopener" href={own_address()}>{ words.own_window }</a>
            }
        </div>
    }
}

async fn facts() -> Facts {
    let is_framed = web_sys::window().is_some_and(|window| {
        // Of a page of another origin even the comparison is allowed.
        let top = window.top().ok().flatten();
        top.is_some_and(|top| top != window)
    });
    let is_isolated = is_isolated();
    Facts {
        is_isolated,
        is_framed,
        has_worker: !is_isolated && !is_framed && service_worker::start().await,
        was_tried: was_tried(),
        // A program that somebody started meanwhile would end with the page.
        is_fresh: is_fresh() && !python::is_any_alive(),
    }
}

/// Whether the document was opened at an address that shares memory: then there is nothing yet to be lost.
fn is_fresh() -> bool {
    let opened = || {
        let performance = web_sys::window()?.performance()?;
        let entries = performance.get_entries_by_type("navigation");
        let entry: PerformanceEntry = entries.get(0).dyn_into().ok()?;
        let url = Url::new(&entry.name()).ok()?;
        Some(shares_memory(&RunConfig::from_query(&url.search()).0))
    };
    opened().unwrap_or(false)
}

fn was_tried() -> Option<bool> {
    Some(session()?.get_item(TRIED).ok()?.is_some())
}

fn forget() {
    if let Some(session) = session() {
        // What cannot be removed only means that it is not tried again by itself.
        let _ = session.remove_item(TRIED);
    }
}

fn reload() {
    if let Some(session) = session() {
        let _ = session.set_item(TRIED, "1");
    }
    browser::reload();
}

fn own_address() -> Option<String> {
    web_sys::window()?.location().href().ok()
}

/// The ways beside each other, of a record as it is so far.
pub fn ways(page: &Page, run: &Run) -> Html {
    let (lang, words) = (page.state().lang, &words(page).shared);
    let recorder = run.newest();
    let rows = recorder.map(|recorder| rows(&recorder.record()));
    let rows = rows.unwrap_or_default();
    let row = |row: &Row| {
        let adds = row.way.adds();
        vec![
            (words.way)(row.way).to_owned(),
            row.workers.to_string(),
            grouped(row.steps),
            match (adds, row.stands) {
                (true, Some(stands)) => grouped(stands),
                _ => "–".to_owned(),
            },
            match adds {
                true => grouped(row.lost()),
                false => "–".to_owned(),
            },
            grouped(row.waits),
            span_in(lang, row.took),
            short_in(lang, row.each()),
        ]
    };
    let table = Table {
        class: "figures",
        name: words.table,
        heads: &words.columns,
        header: 0,
        rows: rows.iter().map(row).collect(),
    };
    let body = html! {
        <>
            if rows.is_empty() {
                <p class="empty">{ words.no_rows }</p>
            } else {
                <div class="beside">{ table.view() }</div>
            }
            <p class="note">{ words.note }</p>
        </>
    };
    card("shared", words.table, Html::default(), body)
}
