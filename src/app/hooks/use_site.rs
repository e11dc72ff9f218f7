//! What every page of the site does, whatever it shows: asks who can answer, starts runs, and keeps
//! in step with the browser.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::use_appearance::use_appearance;
use super::{Heartbeat, Page};
use crate::app::browser;
use crate::app::origins::Servers;
use crate::app::service_worker;
use crate::app::site::SiteNews;
use crate::app::state::Action;
use crate::config::{RunConfig, Server};

/// How long the page has to be at rest before it fetches what it needs for working offline.
const REST_MS: u32 = 6000;

/// How long a page that has just been loaded is busy with itself: a run that began at once would show
/// that as standing still.
const SETTLE_MS: u32 = 400;

/// All that a page does for the experiment it `starts`: who can answer, and what the button Start does.
#[hook]
pub fn use_site<S: Startable>(
    page: &Page,
    heartbeat: &Heartbeat,
    starts: &S,
) -> (Rc<Servers>, Callback<()>) {
    let servers = use_servers(page);
    let is_due = use_mut_ref(|| page.state().config.autorun);
    let start = use_start(page, starts, servers.as_ref(), &is_due);
    use_autorun(page, servers.is_some(), &start, &is_due);
    use_offline(page);
    use_appearance(heartbeat.pulse());
    (servers.unwrap_or_default(), start)
}

/// Asks once who can answer; `None` until that is known.
#[hook]
fn use_servers(page: &Page) -> Option<Rc<Servers>> {
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
                // A server that tells of itself can answer; the simulated origin has to start.
                let must_start = usual == Server::Sim && page.state().makes_requests();
                if must_start && !service_worker::start().await {
                    page.dispatch(Action::NoSimulation);
                }
                page.dispatch(Action::Found(usual));
            });
        });
    }
    (*servers).clone()
}

/// What the button Start starts.
pub trait Startable: Clone + 'static {
    /// Forgets the last run: another is about to begin.
    fn clear(&self);

    /// Starts a run as `config` describes it.
    fn start(&self, config: RunConfig, servers: &Servers);
}

/// What the button Start does.
#[hook]
fn use_start<S: Startable>(
    page: &Page,
    starts: &S,
    servers: Option<&Rc<Servers>>,
    is_due: &Rc<RefCell<bool>>,
) -> Callback<()> {
    let (page, starts) = (page.clone(), starts.clone());
    let servers = servers.cloned();
    let (presses, is_due) = (use_mut_ref(|| 0u32), is_due.clone());
    Callback::from(move |()| {
        // Where Enter was pressed nobody has left the field.
        page.dispatch(Action::Settle);
        let state = page.state().reduce(Action::Settle);
        if !state.can_start() {
            return;
        }
        let Some(servers) = servers.clone() else {
            // Nobody knows yet who can answer: it starts as soon as that is known.
            is_due.replace(true);
            return;
        };
        let config = state.effective();
        let makes_requests = state.makes_requests();
        page.dispatch(Action::Started(config.clone()));
        starts.clear();
        let (page, starts, presses) = (page.clone(), starts.clone(), presses.clone());
        let press = presses.borrow().wrapping_add(1);
        *presses.borrow_mut() = press;
        spawn_local(async move {
            browser::drawn().await;
            let is_simulated = makes_requests && config.server == Some(Server::Sim);
            let can_answer = !is_simulated || service_worker::start().await;
            if *presses.borrow() != press {
                // Taken back meanwhile, and pressed anew: that is the run to come.
            } else if can_answer {
                starts.start(config, &servers);
            } else {
                page.dispatch(Action::NoSimulation);
            }
        });
    })
}

/// Starts without a click where the address asks for it, or where the click came too early.
#[hook]
fn use_autorun(page: &Page, knows_servers: bool, start: &Callback<()>, is_due: &Rc<RefCell<bool>>) {
    let is_answered = page.state().found.is_some() || !page.state().makes_requests();
    let can_start = page.state().can_start() && knows_servers && is_answered;
    let is_running = page.state().is_running();
    let (start, is_due) = (start.clone(), is_due.clone());
    use_effect_with((can_start, is_running), move |(can_start, is_running)| {
        if *is_running {
            // Someone was quicker.
            is_due.replace(false);
        }
        let timer = (*can_start && *is_due.borrow()).then(|| {
            Timeout::new(SETTLE_MS, move || {
                if is_due.replace(false) {
                    start.emit(());
                }
            })
        });
        move || drop(timer)
    });
}

/// Once the page is at rest, has all of the site kept for working offline.
#[hook]
fn use_offline(page: &Page) {
    let tell = page.on(Action::Site);
    use_effect_with(page.state().is_running(), move |is_running| {
        if *is_running {
            service_worker::pause();
        }
        let timer = (!is_running).then(|| {
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
