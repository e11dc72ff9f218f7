//! How many tasks ran at once, over time.

use std::rc::Rc;

use yew::prelude::*;

use super::painter::Chart;
use super::said;
use crate::app::charts::{InFlight, Surface, paint_in_flight};
use crate::app::drive::Shown;
use crate::app::hooks::Page;
use crate::app::run::Run;
use crate::config::Experiment;
use crate::diagnosis::{PER_HOST, may_hold_back};
use crate::environment::Environment;
use crate::stats;
use crate::tell::words::page::FlightFacts;

/// How many tasks ran at once, in one of the runs of these names.
pub fn in_flight(page: &Page, run: &Run, names: &[AttrValue]) -> Html {
    let texts = page.texts();
    let shown = run.shown(page.state());
    let (name, is_race) = which(run, shown.as_ref(), names);
    let recorder = shown.map(|(_, (_, recorder))| recorder);
    let environment = Environment {
        protocol: run.protocol().map(|name| name.to_string()),
        ..Environment::default()
    };
    let may_hold_back = may_hold_back(&page.state().on_show(), &environment);
    // The limit in force is one of several where there are jobs too.
    let summary = recorder.as_ref().filter(|_| is_race).map(|recorder| {
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
                <span class="note">{ name }{ summary.map(|summary| said(&summary)).unwrap_or_default() }</span>
            </header>
            if let Some(picture) = picture {
                { picture }
            } else {
                <p class="chart empty">{ texts.in_flight_empty }</p>
            }
        </section>
    }
}

/// Which of several runs is shown, to stand before what is said of it; and whether it is of requests alone.
pub fn which(run: &Run, shown: Option<&(usize, Shown)>, names: &[AttrValue]) -> (Html, bool) {
    let (Some((index, _)), Some(driver)) = (shown, run.driver()) else {
        return (Html::default(), true);
    };
    let is_race = driver.config_of(*index).experiment == Experiment::Race;
    let name = names.get(*index).filter(|_| names.len() > 1);
    let name = name.map(|name| html! { <><b translate="no">{ name }</b>{ " " }</> });
    (name.unwrap_or_default(), is_race)
}
