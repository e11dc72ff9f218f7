//! The place of the present settings as a program. What writes and draws it is in the module of the lab, which a race loads when
//! somebody looks.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};
use yew::prelude::*;

use super::{quoting, said};
use crate::app::browser;
use crate::app::common::in_lab;
use crate::app::hooks::use_page;
use crate::app::origins::Servers;
use crate::config::Server;
use crate::python::link::SIGN;

/// The origin that the simulated one has outside of a page: LOCAL of the project's server, which gives each request the fate
/// it asks for.
const OUTSIDE: (&str, &str) = ("http://localhost:8000/flags", "svg");

/// The card.
#[derive(Clone, PartialEq, Properties)]
pub struct CodeProps {
    /// Who can answer.
    pub servers: Rc<Servers>,
}

/// The card.
#[component]
pub fn Code(props: &CodeProps) -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let is_wanted = use_state(carries_program);
    // Whether it came, or why not.
    let came = use_state(|| None::<Result<(), String>>);
    let is_drawn = use_mut_ref(|| false);
    let (card, host) = (use_node_ref(), use_node_ref());
    use_seen(&card, &is_wanted);

    let mut config = state.effective();
    config.lang = None;
    let is_simulated = state.makes_requests() && config.server == Some(Server::Sim);
    let server = config.server.clone().unwrap_or(Server::Local);
    let inside = props.servers.origin(&server);
    let (outside, extension) = match server {
        Server::Sim => OUTSIDE,
        _ => (&*inside.base, inside.extension),
    };
    let asked = [
        config.to_query(),
        browser::absolute(outside),
        browser::absolute(&inside.base),
        extension.to_owned(),
    ];
    {
        let (host, came, is_drawn) = (host.clone(), came.setter(), is_drawn.clone());
        use_effect_with((asked, is_simulated, *is_wanted), move |asked| {
            let (asked, is_simulated, is_wanted) = asked;
            if let Some(host) = host.cast::<Element>().filter(|_| *is_wanted) {
                let asked = asked.iter().map(|text| JsValue::from_str(text));
                let values: Vec<JsValue> = std::iter::once(host.into())
                    .chain(asked)
                    .chain([JsValue::from_bool(*is_simulated)])
                    .collect();
                spawn_local(async move {
                    let drawn = in_lab("photofinish_code", &values).await;
                    is_drawn.replace(drawn.is_ok());
                    came.set(Some(drawn.map(|_| ())));
                });
            }
        });
    }
    {
        let host = host.clone();
        use_effect_with((), move |()| {
            move || {
                if let Some(host) = host.cast::<Element>().filter(|_| is_drawn.take()) {
                    spawn_local(async move {
                        // It has been loaded, or it would not have drawn.
                        let _ = in_lab("photofinish_leave_code", &[host.into()]).await;
                    });
                }
            }
        });
    }
    html! {
        <section ref={card} class="card code" aria-labelledby="code-title">
            if *came != Some(Ok(())) {
                <h2 id="code-title">{ said(texts.code) }</h2>
                if let Some(Err(why)) = &*came {
                    <p class="wrong" role="alert">{ quoting(&(texts.not_loaded)(why)) }</p>
                } else {
                    <p class="empty">{ said(texts.code_to_come) }</p>
                }
            }
            <div ref={host}></div>
        </section>
    }
}

/// Whether the address has a program that somebody changed: then one comes to see that.
fn carries_program() -> bool {
    let hash = browser::hash();
    hash.is_some_and(|hash| hash.starts_with(SIGN))
}

/// Wanted once it is seen.
#[hook]
fn use_seen(card: &NodeRef, is_wanted: &UseStateHandle<bool>) {
    let (card, wanted) = (card.clone(), is_wanted.setter());
    use_effect_with((), move |()| {
        let seen = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let mut entries = entries
                .iter()
                .filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            if entries.any(|entry| entry.is_intersecting()) {
                wanted.set(true);
            }
        });
        let observer = IntersectionObserver::new(seen.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(card)) = (&observer, card.cast::<Element>()) {
            observer.observe(&card);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(seen);
        }
    });
}
