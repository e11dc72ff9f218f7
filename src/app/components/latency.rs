//! How long requests took.

use std::rc::Rc;

use yew::prelude::*;

use super::in_flight::which;
use super::painter::Chart;
use super::said;
use crate::app::charts::{Surface, paint_latencies};
use crate::app::format::{span_in, unbroken};
use crate::app::headline::named;
use crate::app::hooks::Page;
use crate::app::run::Run;
use crate::diagnosis::may_hold_back;
use crate::environment::Environment;
use crate::stats::{Latencies, Quantiles};

/// How long requests took, in one of the runs of these names.
pub fn latency(page: &Page, run: &Run, names: &[AttrValue]) -> Html {
    let texts = page.texts();
    let shown = run.shown(page.state());
    let (name, is_race) = which(run, shown.as_ref(), names);
    let latencies = shown.map_or_else(Latencies::default, |(_, (_, recorder))| {
        Latencies::of(&recorder.record())
    });
    let number = latencies.ok.len();
    let of = match is_race && number > 0 {
        true => named(&page.state().on_show(), (texts.latency_of)(number)),
        false => String::new(),
    };
    let quantiles = [Quantiles::of(&latencies.ok), Quantiles::of(&latencies.held)];
    let environment = Environment {
        protocol: run.protocol().map(|name| name.to_string()),
        ..Environment::default()
    };
    let hidden = match may_hold_back(&page.state().on_show(), &environment) {
        true => latencies.hidden,
        false => 0,
    };
    let picture = (latencies != Latencies::default()).then(|| {
        let chart = Chart {
            class: "chart",
            ..Chart::named("")
        };
        let paint = move |surface: &Surface| paint_latencies(surface, &latencies);
        chart.view(run, Rc::new(paint))
    });
    let [values, held] = quantiles.map(|quantiles| {
        quantiles.map(|q| {
            [
                ("p50", q.p50),
                ("p90", q.p90),
                ("p95", q.p95),
                ("p99", q.p99),
            ]
        })
    });
    let entry = |(name, time): &(&'static str, std::time::Duration)| {
        html! { <div><dt>{ *name }</dt><dd>{ unbroken(&span_in(page.state().lang, *time)) }</dd></div> }
    };
    html! {
        <section class="card">
            <header>
                <h2>{ texts.latency }</h2>
                <span class="note">{ name }{ said(&of) }</span>
            </header>
            if let Some(picture) = picture {
                { picture }
            } else {
                <p class="chart empty">{ if is_race { texts.latency_empty } else { "" } }</p>
            }
            if let Some(values) = values {
                <dl class="percentiles" translate="no">{ for values.iter().map(entry) }</dl>
            }
            if let Some(held) = held {
                <p class="note">{ texts.latency_held }</p>
                <dl class="percentiles">{ for held.iter().map(entry) }</dl>
            }
            if hidden > 0 {
                <p class="note">{ (texts.latency_hidden)(hidden) }</p>
            }
        </section>
    }
}
