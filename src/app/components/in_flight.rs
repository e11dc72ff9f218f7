//! How many tasks ran at once, over time.

use yew::prelude::*;

use super::said;
use crate::app::charts::{InFlight, paint_in_flight};
use crate::app::hooks::{Run, use_canvas, use_page};
use crate::app::texts::FlightFacts;
use crate::diagnosis::may_hold_back;
use crate::environment::Environment;
use crate::record::EventKind;
use crate::stats::{self, InFlightIs};

/// How many tasks ran at once.
#[derive(Clone, PartialEq, Properties)]
pub struct InFlightChartProps {
    /// The run.
    pub run: Run,
}

/// How many tasks ran at once.
#[component]
pub fn InFlightChart(props: &InFlightChartProps) -> Html {
    let page = use_page();
    let texts = page.texts();
    let shown = props.run.shown(page.state());
    let recorder = shown.map(|(_, (_, recorder))| recorder);
    let environment = Environment {
        protocol: props.run.protocol().map(|name| name.to_string()),
        ..Environment::default()
    };
    let may_hold_back = may_hold_back(&page.state().on_show(), &environment);
    let summary = recorder.as_ref().map(|recorder| {
        let record = recorder.record();
        let limits = record
            .events()
            .iter()
            .rev()
            .find_map(|event| match event.kind {
                EventKind::MaxWorkers { max_workers } => Some(max_workers),
                _ => None,
            });
        let flight = stats::InFlight::of(record.lanes());
        // While it runs, nobody knows yet of what was not answered whether it was sent.
        let (really, is) = match record.ended() {
            None if may_hold_back => (flight.asked.peak(), InFlightIs::Asked),
            _ => flight.most(may_hold_back),
        };
        (texts.at_most)(&FlightFacts {
            asked: flight.asked.peak(),
            really,
            is,
            limit: limits.unwrap_or_default(),
        })
    });
    let is_empty = recorder.is_none();
    let canvas = use_canvas(props.run.pulse(), move |surface| {
        let Some(recorder) = &recorder else { return };
        let record = recorder.record();
        let now = record.ended().unwrap_or_else(|| recorder.elapsed());
        paint_in_flight(
            surface,
            &InFlight {
                record: &record,
                now: now.as_secs_f64(),
            },
        );
    });
    html! {
        <section class="card">
            <header>
                <h2>{ texts.in_flight }</h2>
                <span class="note">{ for summary.map(|summary| said(&summary)) }</span>
            </header>
            if is_empty {
                <p class="chart empty">{ texts.in_flight_empty }</p>
            } else {
                <canvas ref={canvas} class="chart" aria-hidden="true"></canvas>
            }
        </section>
    }
}
