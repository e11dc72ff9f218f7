//! Choices of the settings: flags, server, strategy.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::field::{TextField, complaint, described_by};
use crate::app::hooks::{Page, use_page};
use crate::app::state::Action;
use crate::config::{Field, Server, Strategy};

/// Which flags: a ready selection, or codes and letters.
#[component]
pub fn Flags() -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let is_ready = |text: &str| ["pop20", "all", "every"].contains(&text);
    let text = state.text(Field::Codes);
    // Someone's own list stays open once it was asked for, even while it is empty.
    let own = use_state(|| !is_ready(&text));
    let on_change = {
        let (page, own) = (page.clone(), own.setter());
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let value = select.value();
            own.set(value.is_empty());
            let text = if value.is_empty() {
                "A, B".to_owned()
            } else {
                value
            };
            page.dispatch(Action::Edit(Field::Codes, text));
            page.dispatch(Action::Leave(Field::Codes));
        })
    };
    let chosen = if *own { "" } else { &*text };
    let option = |name: &'static str| {
        html! { <option value={name} selected={chosen == name}>{ (texts.selection)(name) }</option> }
    };
    html! {
        <>
            <div class="field whole">
                <label for="selection">{ (texts.field)(Field::Codes) }</label>
                <select id="selection" onchange={on_change}>
                    { for ["pop20", "all", "every", ""].into_iter().map(option) }
                </select>
            </div>
            if *own {
                <TextField field={Field::Codes} is_whole=true label={texts.codes_label} placeholder={texts.codes_hint} />
            }
        </>
    }
}

/// Who answers: a server of the project, the page itself, or any address.
#[component]
pub fn Servers() -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let effective = state.effective().server;
    let text = state.text(Field::Server);
    let is_base = matches!(effective, Some(Server::Base(_)));
    let is_wrong = !text.is_empty() && Server::NAMES.iter().all(|name| *name != text);
    let own = use_state(|| is_base || is_wrong);
    let on_change = {
        let (page, own) = (page.clone(), own.setter());
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let value = select.value();
            own.set(value.is_empty());
            let text = if value.is_empty() {
                "https://".to_owned()
            } else {
                value
            };
            page.dispatch(Action::Edit(Field::Server, text));
        })
    };
    let chosen = match &effective {
        Some(server) if !*own => server.name(),
        _ => "",
    };
    let option = |name: &'static str| {
        html! { <option value={name} selected={chosen == name}>{ (texts.server)(name) }</option> }
    };
    let names = Server::NAMES.iter().copied().chain([""]);
    html! {
        <>
            <div class="field whole">
                <label for="who">{ (texts.field)(Field::Server) }</label>
                <select id="who" onchange={on_change}>{ for names.map(option) }</select>
                if state.no_simulation {
                    <p class="wrong" role="alert">{ texts.no_simulation }</p>
                } else if state.site.is_silent && state.config.server.is_none() {
                    <p class="note" role="status">{ texts.host_is_silent }</p>
                }
            </div>
            if *own {
                <TextField field={Field::Server} is_whole=true label={texts.base_url} placeholder="https://example.org/flags" />
            }
        </>
    }
}

/// How results are waited for.
pub fn strategies(page: &Page) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let on_change = page.on(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Edit(Field::Strategy, input.value())
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
