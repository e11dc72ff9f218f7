//! Addresses of one's own: where they are typed, and what will be asked.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::field::{complaint, described_by};
use crate::app::hooks::Page;
use crate::app::press::when_released;
use crate::app::state::Action;
use crate::config::addresses::List;
use crate::config::{Field, RunConfig, Server};
use crate::fetch;
use crate::race::Origin;

/// So many are shown before the rest is unfolded.
const FIRST: usize = 3;

/// Where they are typed. As with other fields they count when the person has left it.
pub fn addresses(page: &Page) -> Html {
    let text = page.state().text(Field::Server);
    let typed = text.strip_prefix(List::MARK).unwrap_or_default().to_owned();
    let on_input = page.on(|event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        Action::Edit(Field::Server, format!("{}{}", List::MARK, area.value()))
    });
    let leave = {
        let page = page.clone();
        Callback::from(move |_: FocusEvent| {
            let page = page.clone();
            when_released(move || page.dispatch(Action::Leave(Field::Server)));
        })
    };
    let (invalid, described) = described_by(page, Field::Server);
    html! {
        <>
            <div class="field whole">
                <label for="addresses">{ page.texts().list }</label>
                <textarea id="addresses" rows="5" autocomplete="off" spellcheck="false" translate="no"
                    value={typed} aria-invalid={invalid} aria-describedby={described}
                    oninput={on_input} onblur={leave} />
            </div>
            { complaint(page, Field::Server) }
        </>
    }
}

/// The addresses of a list, as Start would ask them.
#[derive(Default, PartialEq)]
pub struct Asked {
    /// A line for each, in the order of the list.
    lines: Vec<String>,
    /// Whether browsers keep this page from asking one of them.
    is_mixed: bool,
}

/// What Start would ask: the first of these addresses with their names, and all of them in a fold.
pub fn asked(page: &Page, Asked { lines, is_mixed }: &Asked) -> Html {
    let state = page.state();
    if lines.is_empty() || state.complaint(Field::Server).is_some() {
        return Html::default();
    }
    let some = |number| -> String { lines.iter().take(number).map(String::as_str).collect() };
    html! {
        <div class="field whole note">
            <pre class="asked" translate="no">{ some(FIRST) }</pre>
            <details hidden={lines.len() <= FIRST}>
                <summary>{ (page.texts().all_asked)(lines.len()) }</summary>
                <pre class="asked" translate="no">{ some(lines.len()) }</pre>
            </details>
            <span>{ page.texts().not_cached }</span>
            if *is_mixed {
                { mixed(page) }
            }
        </div>
    }
}

/// That browsers will not let this page ask there: said where the address was typed, before it is asked.
pub fn mixed(page: &Page) -> Html {
    html! { <p class="wrong" role="status">{ page.texts().is_mixed }</p> }
}

/// What Start would ask, if it is a list.
pub fn in_list(config: &RunConfig) -> Asked {
    let Some(Server::List(list)) = &config.server else {
        return Asked::default();
    };
    let plan = config.plan();
    let origin = Origin::of_base(list.first());
    let line = |name: String| {
        let fate = plan.map(|plan| plan.fate(&name, 1));
        format!("{name}: {}\n", origin.url_in(config, &name, fate))
    };
    let labels = config.labels();
    let is_mixed = |name: &String| list.url(name).is_some_and(fetch::is_mixed);
    Asked {
        is_mixed: labels.iter().any(is_mixed),
        lines: labels.into_iter().map(line).collect(),
    }
}
