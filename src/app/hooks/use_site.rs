//! What every module of the page does, whatever it shows: asks who can answer, and has the site kept.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::Page;
use crate::app::origins::Servers;
use crate::app::service_worker;
use crate::app::site::SiteNews;
use crate::app::state::Action;
use crate::config::Server;

/// How long the page has to be at rest before it fetches what it needs for working offline.
const REST_MS: u32 = 6000;

/// Asks once who can answer; `None` until that is known.
#[hook]
pub fn use_servers(page: &Page) -> Option<Rc<Servers>> {
    let servers = use_state(|| None::<Rc<Servers>>);
    {
        let (page, servers) = (page.clone(), servers.setter());
        use_effect_with((), move |()| {
            spawn_local(async move {
                let told = Servers::ask().await.unwrap_or_else(|| {
                    page.dispatch(Action::Site(SiteNews::Silent));
                    Servers::default()
                });
                let usual = told.usual();
                servers.set(Some(Rc::new(told)));
                if usual != Server::Sim || !page.state().makes_requests() {
                    page.dispatch(Action::Found(usual));
                }
            });
        });
    }
    let state = page.state();
    let waits = state.makes_requests()
        && state.has_screen()
        && (servers.as_ref()).is_some_and(|servers| servers.usual() == Server::Sim);
    {
        let page = page.clone();
        use_effect_with(waits, move |waits| {
            // A server that tells of itself can answer; the simulated origin has to start.
            if *waits {
                spawn_local(async move {
                    if !service_worker::start().await {
                        page.dispatch(Action::NoSimulation);
                    }
                    page.dispatch(Action::Found(Server::Sim));
                });
            }
        });
    }
    (*servers).clone()
}

/// Once the page is at rest, has all of the site kept for working offline.
#[hook]
pub fn use_offline(page: &Page) {
    let tell = page.on(Action::Site);
    let state = page.state();
    let is_at_rest = !state.is_running() && state.running_behind().is_none();
    let known = (is_at_rest, state.is_on_stage());
    use_effect_with(known, move |(is_at_rest, is_on_stage)| {
        if !is_at_rest {
            service_worker::pause();
        }
        let timer = (*is_at_rest && *is_on_stage).then(|| {
            Timeout::new(REST_MS, move || {
                spawn_local(async move {
                    if let Some(news) = service_worker::keep_site().await {
                        tell.emit(news);
                    }
                });
            })
        });
        move || drop(timer)
    });
}
