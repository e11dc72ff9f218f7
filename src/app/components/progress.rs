//! How far the run is: a bar, the figures of tqdm, and who answers.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::format::{decimal, tqdm};
use crate::app::hooks::{Run, use_page};
use crate::app::origins::Servers;
use crate::app::state::Stage;
use crate::app::texts::Texts;
use crate::config::Server;
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
    let (mut progress, mut is_cut) = (Progress::default(), false);
    progress.total = total;
    if let Some((_, recorder)) = runs.last() {
        let record = recorder.record();
        progress = Progress::of(&record, recorder.elapsed());
        is_cut = record.is_cancelled();
    }
    let Progress { done, failed, .. } = progress;
    let line = figures(&progress, texts);
    let line = match runs.last() {
        Some((strategy, _)) if runs.len() > 1 || config.strategy != *strategy => {
            format!("{}: {line}", (texts.strategy)(*strategy))
        }
        _ => line,
    };
    let look = match state.stage {
        _ if is_cut => Some("cut"),
        Stage::Over => Some("done"),
        _ => None,
    };
    html! {
        <div class="progress">
            <div class={classes!("bar", look)} role="progressbar" aria-label={texts.progress}
                aria-valuemin="0" aria-valuemax={progress.total.to_string()} aria-valuenow={done.to_string()}
                aria-valuetext={line.clone()}>
                { bar(progress.share(done - failed), progress.share(failed)) }
            </div>
            <div class="line" translate="no">
                <span>{ line }</span>
                { " " }
                <span>{ who_answers(&props.run, &props.servers, config.server.as_ref()) }</span>
            </div>
        </div>
    }
}

/// What came well, and after it, in stripes, what failed. Lengths as attributes of a drawing: as a
/// style the page's policy would refuse them.
pub fn bar(ok: f64, failed: f64) -> Html {
    let percent = |share: f64| format!("{}%", decimal(share * 100.0, 2));
    html! {
        <svg aria-hidden="true">
            <pattern id="failed" width="6" height="6" patternUnits="userSpaceOnUse">
                <rect width="4" height="6" />
            </pattern>
            <rect class="came" width={percent(ok)} height="100%" />
            <rect class="failed" x={percent(ok)} width={percent(failed)} height="100%" />
        </svg>
    }
}

/// The figures of tqdm, and what did not come as it should.
pub fn figures(progress: &Progress, texts: &Texts) -> String {
    let p = progress;
    let line = tqdm(p.done, p.total, p.elapsed, p.left, p.per_second);
    line + &(texts.progress_tail)(p.failed, p.cancelled)
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
