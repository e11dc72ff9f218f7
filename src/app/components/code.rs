//! The place of the present settings as a program. What writes and draws it is in the module of the lab, which a race loads when
//! somebody looks.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, IntersectionObserver, IntersectionObserverEntry};
use yew::prelude::*;

use super::{quoting, said};
use crate::app::browser;
use crate::app::common::in_lab;
use crate::app::hooks::{Page, use_page};
use crate::app::origins::Servers;
use crate::app::replay::moments;
use crate::app::run::Run;
use crate::app::state::Action;
use crate::config::Server;
use crate::python::link::SIGN;
use crate::record::{Lane, Turns};

/// The origin that the simulated one has outside of a page: LOCAL of the project's server, which gives each request the fate
/// it asks for.
const OUTSIDE: (&str, &str) = ("http://localhost:8000/flags", "svg");

/// The card.
#[derive(Clone, PartialEq, Properties)]
pub struct CodeProps {
    /// Who can answer.
    pub servers: Rc<Servers>,
    /// The turns whose lines are lit.
    pub lit: Turns,
}

/// The event of the card that another of its lines is pointed at, and where the turns of that line stand.
const POINTED: &str = "photofinish-pointed";
const TURNS: &str = "data-turns";

/// Tells the page around the card in this element which turns are pointed at there.
pub fn point(host: &Element, turns: Turns) {
    // Neither fails for what is no longer than this.
    let _ = host.set_attribute(TURNS, &turns.bits().to_string());
    if let Ok(event) = Event::new(POINTED) {
        let _ = host.dispatch_event(&event);
    }
}

/// The turns whose lines are lit: those that somebody points at, or at which the chosen future is, or which were taken at the
/// moment that is replayed. None where the run is of other settings than the program.
pub fn lit(page: &Page, run: &Run) -> Turns {
    let (state, show) = (page.state(), page.state().show());
    let mut config = state.effective();
    let Some(ran) = &show.ran else {
        return Turns::default();
    };
    // What no program tells.
    (config.lang, config.embed, config.autorun) = (ran.lang, ran.embed, ran.autorun);
    if config != *ran {
        return Turns::default();
    }
    let recorders = run.recorders();
    let records: Vec<_> = recorders.iter().map(|one| one.record()).collect();
    if let Some(light) = show.light() {
        let turns = records.iter().map(|record| light.turns(record));
        return turns.fold(Turns::default(), Turns::and);
    }
    let chosen = show.selected;
    if let Some((index, id)) = chosen {
        let lane = records.get(index).and_then(|record| record.lanes().get(id));
        return lane.map(Lane::turns).unwrap_or_default();
    }
    match run.moment() {
        Some(_) => moments::turns(records.iter().map(|record| &**record)),
        None => Turns::default(),
    }
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
        let lit = props.lit.bits();
        use_effect_with((asked, is_simulated, *is_wanted, lit), move |asked| {
            let (asked, is_simulated, is_wanted, lit) = asked;
            if let Some(host) = host.cast::<Element>().filter(|_| *is_wanted) {
                let asked = asked.iter().map(|text| JsValue::from_str(text));
                let values: Vec<JsValue> = std::iter::once(host.into())
                    .chain(asked)
                    .chain([JsValue::from_bool(*is_simulated), (*lit).into()])
                    .collect();
                spawn_local(async move {
                    let drawn = in_lab("photofinish_code", &values).await;
                    is_drawn.replace(drawn.is_ok());
                    came.set(Some(drawn.map(|_| ())));
                });
            }
        });
    }
    // A lesson may put another page around the card.
    let around = use_mut_ref(|| page.clone());
    around.replace(page.clone());
    {
        let host = host.clone();
        use_effect_with((), move |()| {
            let pointed = host.cast::<Element>().map(|host| {
                EventListener::new(&host.clone(), POINTED, move |_| {
                    let bits = host.get_attribute(TURNS).and_then(|bits| bits.parse().ok());
                    let turns = bits.map_or_else(Turns::default, Turns::from_bits);
                    around.borrow().dispatch(Action::Lines(turns));
                })
            });
            move || {
                drop(pointed);
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
