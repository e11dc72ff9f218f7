//! How many tasks ran at once, over time.

use std::rc::Rc;

use yew::prelude::*;

use super::painter::Chart;
use super::said;
use crate::app::charts::{InFlight, Surface, paint_in_flight};
use crate::app::hooks::Page;
use crate::app::run::Run;
use crate::diagnosis::{PER_HOST, may_hold_back};
use crate::environment::Environment;
use crate::stats;
use crate::tell::words::page::FlightFacts;

/// How many tasks ran at once.
pub fn in_flight(page: &Page, run: &Run) -> Html {
    let texts = page.texts();
    let shown = run.shown(page.state());
    let recorder = shown.map(|(_, (_, recorder))| recorder);
    let environment = Environment {
        protocol: run.protocol().map(|name| name.to_string()),
        ..Environment::default()
    };
    let may_hold_back = may_hold_back(&page.state().on_show(), &environment);
    let summary = recorder.as_ref().map(|recorder| {
        let record = recorder.record();
        let limit = record.limits().last().map(|(_, limit)| *limit);
        let flight = stats::InFlight::of(record.lanes());
        let asked = flight.asked.peak();
        // So few it does not hold back; of more it tells as they are answered.
        let is_open = record.ended().is_none() && asked <= PER_HOST;
        let (really, is) = flight.most(may_hold_back && !is_open);
        (texts.at_most)(&FlightFacts {
            asked,
            really,
            is,
            limit: limit.unwrap_or_default(),
        })
    });
    let picture = recorder.map(|recorder| {
        let chart = Chart {
            class: "chart",
            ..Chart::named("")
        };
        let paint = move |surface: &Surface| {
            let record = recorder.record();
            let now = recorder.reached();
            paint_in_flight(
                surface,
                &InFlight {
                    record: &record,
                    now: now.as_secs_f64(),
                },
            );
        };
        chart.view(run, Rc::new(paint))
    });
    html! {
        <section class="card">
            <header>
                <h2>{ texts.in_flight }</h2>
                <span class="note">{ summary.map(|summary| said(&summary)).unwrap_or_default() }</span>
            </header>
            if let Some(picture) = picture {
                { picture }
            } else {
                <p class="chart empty">{ texts.in_flight_empty }</p>
            }
        </section>
    }
}
