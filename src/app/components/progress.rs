//! How far the run is: a bar, the figures of tqdm, and who answers.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::format::tqdm;
use crate::app::hooks::{Run, use_page};
use crate::app::origins::Servers;
use crate::app::state::Stage;
use crate::config::Server;
use crate::record::{EventKind, Outcome};
use crate::stats::Progress;

/// How far the run is.
#[derive(Clone, PartialEq, Properties)]
pub struct ProgressBarProps {
    /// The run.
    pub run: Run,
    /// Who can answer.
    pub servers: Rc<Servers>,
}

/// How far the run is.
#[component]
pub fn ProgressBar(props: &ProgressBarProps) -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let config = state.on_show();
    let runs = props.run.runs();
    let total = config.labels().len();
    let (mut progress, mut is_cut, mut no_result) = (None, false, false);
    if let Some((_, recorder)) = runs.last() {
        let record = recorder.record();
        progress = Some(Progress::of(&record, recorder.elapsed()));
        no_result = record.count(Outcome::Ok) == 0;
        is_cut = record.count(Outcome::Cancelled) > 0
            || (record.events().iter().rev().take(50))
                .any(|event| event.kind == EventKind::CancelRequested);
    }
    let share = progress.map_or(0.0, |progress| progress.fraction());
    let line = match progress {
        Some(p) => tqdm(p.done, p.total, p.elapsed, p.left, p.per_second),
        None => tqdm(0, total, std::time::Duration::ZERO, None, None),
    };
    let line = match runs.last() {
        Some((strategy, _)) if runs.len() > 1 || config.strategy != *strategy => {
            format!("{}: {line}", (texts.strategy)(*strategy))
        }
        _ => line,
    };
    let bar = use_node_ref();
    {
        let bar = bar.clone();
        let permille = (share * 1000.0) as u32;
        use_effect_with(permille, move |permille| {
            if let Some(element) = bar.cast::<HtmlElement>() {
                let (whole, part) = (permille / 1000, permille % 1000);
                // From here and not as an attribute, which a strict style policy would refuse.
                let _ = element
                    .style()
                    .set_property("--share", &format!("{whole}.{part:03}"));
            }
        });
    }
    let look = match state.stage {
        _ if is_cut => Some("cut"),
        Stage::Over if no_result => Some("bad"),
        Stage::Over => Some("done"),
        _ => None,
    };
    let done = progress.map_or(0, |progress| progress.done);
    html! {
        <div class="progress">
            <div ref={bar} class={classes!("bar", look)} role="progressbar" aria-label={texts.progress}
                aria-valuemin="0" aria-valuemax={total.to_string()} aria-valuenow={done.to_string()}
                aria-valuetext={line.clone()}>
                <div></div>
            </div>
            <div class="line" translate="no">
                <span>{ line }</span>
                { " " }
                <span>{ who_answers(&props.run, &props.servers, config.server.as_ref()) }</span>
            </div>
        </div>
    }
}

/// The server and where it is, with the protocol once an answer came by it.
fn who_answers(run: &Run, servers: &Servers, server: Option<&Server>) -> String {
    let Some(server) = server else {
        return String::new();
    };
    let base = servers.origin(server).base;
    let address = base
        .split_once(':')
        .map_or(&*base, |(_, rest)| rest.trim_start_matches('/'));
    let host = address.split('/').next().unwrap_or_default();
    let mut text = match server {
        Server::Base(_) => host.to_owned(),
        Server::Sim => "SIM · service worker".to_owned(),
        server => format!("{} · {host}", server.name().to_ascii_uppercase()),
    };
    if let Some(protocol) = run.protocol() {
        text.push_str(&format!(" · {protocol}"));
    }
    text
}
