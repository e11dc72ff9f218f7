//! Choices of the settings: flags, server, strategy.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::addresses::{addresses, asked, in_list, mixed};
use super::field::{TextField, complaint, described_by, in_script};
use super::said;
use super::select::Select;
use crate::app::hooks::{Page, use_page};
use crate::app::state::Action;
use crate::config::addresses::List;
use crate::config::{Field, Server, Strategy};
use crate::fetch::is_mixed;
use crate::race::Origin;

/// What is asked of whom: flags of a server, or addresses of one's own.
#[component]
pub fn Requests() -> Html {
    let page = use_page();
    let state = page.state();
    let text = state.text(Field::Server);
    // Someone's own codes stay open once they were asked for, even while there are none; so does a base address.
    let codes = use_state(|| !is_ready(&state.text(Field::Codes)));
    let base = use_state(|| {
        let is_wrong = !text.is_empty() && Server::NAMES.iter().all(|name| *name != text);
        is_wrong || matches!(state.effective().server, Some(Server::Base(_)))
    });
    // Who looks at another server and comes back finds the list as it was.
    let list = use_mut_ref(|| List::MARK.to_owned());
    // Written anew only for other settings: a list may be long, and the form is drawn while a run goes.
    let listed = use_memo(state.config.clone(), in_list);
    let is_list = text.starts_with(List::MARK);
    if is_list {
        list.replace(text);
    }
    html! {
        <>
            if !is_list {
                { flags(&page, &codes) }
            }
            { servers(&page, &base, &list) }
            if is_list {
                { addresses(&page) }
                { asked(&page, &listed) }
            }
        </>
    }
}

fn is_ready(text: &str) -> bool {
    ["pop20", "all", "every"].contains(&text)
}

/// Which flags: a ready selection, or codes and letters.
fn flags(page: &Page, own: &UseStateHandle<bool>) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let text = state.text(Field::Codes);
    let choose = {
        let (page, own) = (page.clone(), own.setter());
        Callback::from(move |value: String| {
            own.set(value.is_empty());
            let text = if value.is_empty() {
                "A, B".to_owned()
            } else {
                value
            };
            page.dispatch(Action::Choose(Field::Codes, text));
        })
    };
    let now = if **own { String::new() } else { text };
    let option = |name: &str| (name.to_owned(), (texts.selection)(name).into());
    let options: Vec<_> = ["pop20", "all", "every", ""].map(option).into();
    html! {
        <>
            <div class="field whole">
                <label for="selection" title={in_script(Field::Codes)}>{ (texts.field)(Field::Codes) }</label>
                <Select id="selection" {options} {now} {choose} />
            </div>
            if **own {
                <TextField field={Field::Codes} is_whole=true label={texts.codes_label} placeholder={texts.codes_hint} />
            }
        </>
    }
}

/// Who answers: a server of the project, the page itself, or any address.
fn servers(page: &Page, own: &UseStateHandle<bool>, list: &Rc<RefCell<String>>) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let effective = state.effective().server;
    let is_list = state.text(Field::Server).starts_with(List::MARK);
    let choose = {
        let (page, own, list) = (page.clone(), own.setter(), list.clone());
        Callback::from(move |value: String| {
            own.set(value.is_empty());
            page.dispatch(if value.is_empty() {
                // The beginning of an address, which the person goes on with.
                Action::Edit(Field::Server, "https://".to_owned())
            } else if value == "list" {
                Action::Choose(Field::Server, list.borrow().clone())
            } else {
                Action::Choose(Field::Server, value)
            });
        })
    };
    let now = match &effective {
        _ if is_list => "list".to_owned(),
        Some(server) if !**own => server.name().to_owned(),
        _ => String::new(),
    };
    let option = |name: &str| (name.to_owned(), (texts.server)(name).into());
    let names = Server::NAMES.iter().copied().chain(["", "list"]);
    let options: Vec<_> = names.map(option).collect();
    html! {
        <>
            <div class="field whole">
                <label for="who" title={in_script(Field::Server)}>{ (texts.field)(Field::Server) }</label>
                <Select id="who" {options} {now} {choose} />
                if state.no_simulation {
                    <p class="wrong" role="alert">{ texts.no_simulation }</p>
                } else if state.site.is_silent && state.config.server.is_none() {
                    <p class="note" role="status">{ texts.host_is_silent }</p>
                }
            </div>
            if !is_list && **own {
                <TextField field={Field::Server} is_whole=true label={texts.base_url} placeholder="https://example.org/flags" />
                { asks(page).unwrap_or_default() }
            }
        </>
    }
}

/// What Start would ask, where that is somebody else.
fn asks(page: &Page) -> Option<Html> {
    let config = page.state().effective();
    let Some(Server::Base(base)) = &config.server else {
        return None;
    };
    let labels = config.labels();
    let first = labels.first()?;
    let fate = config.plan().map(|plan| plan.fate(first, 1));
    let address = Origin::of_base(base).url(first, fate);
    let said = said(&(page.texts().asks)(&address, labels.len()));
    Some(html! {
        <div class="note field whole">
            <p class="asked">{ said }</p>
            if is_mixed(&address) {
                { mixed(page) }
            }
        </div>
    })
}

/// How results are waited for.
pub fn strategies(page: &Page) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let on_change = page.on(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Choose(Field::Strategy, input.value())
    });
    let (invalid, described) = described_by(page, Field::Strategy);
    let choice = |strategy: &Strategy| {
        let name = strategy.name();
        html! {
            <label title={(texts.strategy_note)(*strategy)}>
                <input type="radio" name="strategy" value={name}
                    checked={*strategy == state.config.strategy} onchange={on_change.clone()} />
                { (texts.strategy)(*strategy) }
            </label>
        }
    };
    html! {
        <fieldset class="field whole" aria-invalid={invalid} aria-describedby={described}>
            <legend>{ (texts.field)(Field::Strategy) }</legend>
            <div class="segments">{ for Strategy::ALL.iter().map(choice) }</div>
            { complaint(page, Field::Strategy) }
        </fieldset>
    }
}
