//! The program's run beside the page's own on the same plan: one click, whether that has run before or not.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::here::described;
use crate::app::components::said;
use crate::app::drive;
use crate::app::hooks::use_page;
use crate::app::kept::twins::{self, Choice, Twins};
use crate::app::kept::use_shelf;
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::app::{browser, common, service_worker};
use crate::config::{Experiment, RunConfig, Strategy};
use crate::tell::words;

/// Of whose run there is to be another.
#[derive(Clone, PartialEq, Properties)]
pub struct BesideProps {
    /// The settings that the program is of, as an address has them.
    pub query: AttrValue,
    /// Whether the simulated origin answers.
    pub is_simulated: bool,
    /// The page's own, if it runs here.
    pub own: Run,
    /// Whether something else runs.
    pub is_busy: bool,
}

/// The button, once a program of these settings is over; it says how far the page's own is while that runs.
#[component]
pub fn Beside(props: &BesideProps) -> Html {
    let page = use_page();
    let run = &props.own;
    let shelf = use_shelf();
    let is_wanted = use_state_eq(|| false);
    let plan = use_memo(props.query.clone(), |query| described(query));
    let twins = Twins::of(&plan, &shelf.runs);
    {
        let wanted = is_wanted.clone();
        use_effect_with((*is_wanted, twins.both()), move |(is_wanted, both)| {
            if let Some(both) = both.filter(|_| *is_wanted) {
                wanted.set(false);
                show(both);
            }
        });
    }
    let words = words::python::of(page.state().lang);
    if twins.python.is_none() {
        return Html::default();
    }
    let (asked, _) = RunConfig::from_query(&props.query);
    if asked.strategy == Strategy::Compare {
        return html! { <p class="note">{ said(words.beside_one_way) }</p> };
    }
    let is_simulated = props.is_simulated;
    let on_click = {
        let (run, wanted, plan) = (run.clone(), is_wanted.clone(), plan.clone());
        Callback::from(move |_: MouseEvent| {
            if run.is_running() {
                wanted.set(false);
                run.cancel();
                return;
            }
            wanted.set(true);
            if twins.own.is_none() {
                let (run, plan) = (run.clone(), plan.clone());
                spawn_local(async move {
                    // Where none of ours comes, each request says so.
                    let _ = !is_simulated || service_worker::start().await;
                    let servers = Servers::ask().await.unwrap_or_default();
                    run.begin_by((*plan).clone(), &servers, drive::begin);
                });
            }
        })
    };
    let is_running = run.is_running();
    let progress = run.progress();
    html! {
        <div class="under">
            <p class="note" role="status">
                if is_running {
                    { said(&(words.beside_running)(progress.done, progress.total)) }
                }
            </p>
            <div class="tools">
                <button type="button" class="button small" disabled={props.is_busy && !is_running} onclick={on_click}>
                    { said(if is_running { words.stop } else { words.beside }) }
                </button>
            </div>
        </div>
    }
}

/// Goes to where two kept runs stand beside each other.
fn show(both: [Choice; 2]) {
    let (mut config, _) = RunConfig::from_query(&browser::query());
    config.experiment = Experiment::Open;
    config.autorun = false;
    common::go(&format!("?{}{}", config.to_query(), twins::hash(both)));
}
