//! What the button Start does: the page is drawn, who answers is got ready, and the run begins.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::on_show::Run;
use super::start::Stage;
use crate::app::hooks::{Page, use_appearance, use_leaving};
use crate::app::origins::Servers;
use crate::app::state::Action;
use crate::app::{browser, service_worker};
use crate::config::{Experiment, Server};
use crate::kernels::Kernel;

/// How long a page that has just been loaded is busy with itself: a run that began at once would show
/// that as standing still.
const SETTLE_MS: u32 = 400;

/// What the button Start does for the run of an experiment.
#[hook]
pub fn use_start(
    page: &Page,
    experiment: Experiment,
    run: &Run,
    servers: Option<&Rc<Servers>>,
) -> Callback<()> {
    // What a person typed, or a link carries, is begun by hand alone.
    let is_own = page.state().config.work.kernel == Kernel::Own;
    let opens = || page.state().shows(experiment) && page.state().config.autorun && !is_own;
    let is_due = use_mut_ref(opens);
    let start = press(page, run, servers, &is_due);
    use_autorun(page, experiment, servers.is_some(), &start, &is_due);
    use_appearance(run.pulse());
    let (stage, run) = (page.state().show_of(experiment).stage, run.clone());
    let leaving = run.clone();
    use_leaving(
        page.state().show_of(experiment).is_running(),
        Callback::from(move |()| leaving.cancel()),
    );
    use_effect_with(stage, move |stage| {
        // The page was sent to other settings.
        if *stage == Stage::Ready {
            run.forget();
        }
    });
    start
}

fn press(
    page: &Page,
    run: &Run,
    servers: Option<&Rc<Servers>>,
    is_due: &Rc<RefCell<bool>>,
) -> Callback<()> {
    let (page, run, servers) = (page.clone(), run.clone(), servers.cloned());
    let is_due = is_due.clone();
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
        let is_simulated = state.makes_requests() && config.server == Some(Server::Sim);
        let Some(press) = run.ask(config.clone()) else {
            return;
        };
        let run = run.clone();
        spawn_local(async move {
            browser::drawn().await;
            if !is_simulated || service_worker::start().await {
                run.go(press, config, &servers);
            } else {
                run.withdraw(Some(press), Action::NoSimulation);
            }
        });
    })
}

/// Starts without a click where the address asks for it, or where the click came too early.
#[hook]
fn use_autorun(
    page: &Page,
    experiment: Experiment,
    knows_servers: bool,
    start: &Callback<()>,
    is_due: &Rc<RefCell<bool>>,
) {
    let state = page.state();
    let is_answered = state.found.is_some() || !state.makes_requests();
    let can_start = state.can_start() && knows_servers && is_answered;
    // Someone was quicker, or has left: nothing starts unseen.
    let is_late = state.is_running() || !state.shows(experiment);
    let (start, is_due) = (start.clone(), is_due.clone());
    use_effect_with((can_start, is_late), move |(can_start, is_late)| {
        if *is_late {
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
