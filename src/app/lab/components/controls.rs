//! The settings of the lab, for each screen what has a meaning there, and the two buttons.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::place::places;
use super::{in_words, words};
use crate::app::components::choices::Requests;
use crate::app::components::field::{TextField, complaint, described_by};
use crate::app::components::network::{network, seed};
use crate::app::components::panel::panel;
use crate::app::components::select::Select;
use crate::app::components::slider::number_with_slider;
use crate::app::headline::named;
use crate::app::hooks::Page;
use crate::app::lab::own::{OwnFunction, Refused};
use crate::app::lab::settings::{Sound, takes_seed, takes_timeout, takes_workers};
use crate::app::lab::view::LabView;
use crate::app::out::link::query;
use crate::app::screens::Screen;
use crate::app::state::Action;
use crate::app::stops;
use crate::config::{Experiment, Field, RunConfig, SizeRange};
use crate::kernels::Kernel;
use crate::lab::own;
use crate::lab::shared::Plan;
use crate::tell::format::binary;
use crate::workers::hardware_concurrency;

/// The settings.
pub fn controls(page: &Page, view: &LabView, start: &Callback<()>) -> Html {
    let sound = view.sound(&page.state().effective());
    let config = &sound.config;
    let fields = match config.experiment {
        Experiment::Transfer => html! {
            <>
                { sizes(page, config) }
                { number_with_slider(page, Field::Chunk, words(page).chunk_slider, stops::CHUNKS, config.transfer.chunk) }
            </>
        },
        Experiment::Shared => html! {
            <>
                <TextField field={Field::Workers} is_number=true placeholder="2" />
                <TextField field={Field::Size} is_number=true placeholder="1000000" unit={words(page).shared.unit} />
                { refused(page, config) }
            </>
        },
        Experiment::Both => html! {
            <>
                <Requests />
                <TextField field={Field::MaxWorkers} is_number=true />
                { workers() }
                { jobs(page, view, &sound) }
                { network(page) }
            </>
        },
        Experiment::Workers => html! {
            <>
                { places(page, config) }
                { jobs(page, view, &sound) }
                if takes_workers(config) {
                    { workers() }
                }
                if takes_timeout(config) {
                    { timeout(page, config) }
                }
                if takes_seed(config) {
                    { seed(page) }
                }
            </>
        },
        // One that has no panel of its own has a field for each of its row.
        _ => {
            let fields = Screen::of(config.experiment).fields.iter();
            let field = |field: &Field| html! { <TextField field={*field} is_number=true /> };
            html! { <>{ for fields.map(field) }</> }
        }
    };
    let cancel = {
        let view = view.clone();
        Callback::from(move |()| view.cancel())
    };
    let in_short = named(config, (words(page).in_short)(&view.asked(config)));
    panel(page, start, cancel, in_short, fields)
}

/// What the jobs are.
fn jobs(page: &Page, view: &LabView, sound: &Sound) -> Html {
    let words = words(page);
    let kernel = sound.config.work.kernel;
    let refused = view.own_problem().map(|(problem, text)| Refused {
        text,
        why: in_words(page, &problem).into(),
    });
    let problem = |field| {
        let error = sound.problem(field)?;
        let holds = match field {
            Field::Jobs => sound.config.work.jobs(),
            _ => sound.config.work.size(),
        };
        let using = (page.texts().using)(&holds.to_string());
        let said = [&(words.jobs_problem)(error), page.texts().between, &using];
        Some(AttrValue::from(said.concat()))
    };
    html! {
        <>
            { kernels(page, kernel) }
            <TextField field={Field::Jobs} is_number=true placeholder={kernel.default_jobs().to_string()}
                wrong={problem(Field::Jobs)} />
            <TextField field={Field::Size} is_number=true placeholder={kernel.default_size().to_string()}
                unit={(words.unit)(kernel)} wrong={problem(Field::Size)} />
            if kernel == Kernel::Own {
                <OwnFunction query={query(&sound.config, hardware_concurrency())} {refused} />
            }
        </>
    }
}

/// The kernel.
fn kernels(page: &Page, chosen: Kernel) -> Html {
    let (texts, words) = (page.texts(), words(page));
    let on_change = {
        let page = page.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            page.dispatch(Action::Choose(Field::Kernel, input.value()));
            // Another kernel counts in another measure: its own numbers are the ones to begin with.
            for field in [Field::Jobs, Field::Size] {
                page.dispatch(Action::Choose(field, String::new()));
            }
        })
    };
    let choice = |kernel: Kernel| {
        html! {
            <label title={(words.kernel_note)(kernel)}>
                <input type="radio" name="kernel" value={kernel.name()} checked={kernel == chosen}
                    onchange={on_change.clone()} />
                { (texts.kernel)(kernel) }
            </label>
        }
    };
    let (invalid, described) = described_by(page, Field::Kernel);
    html! {
        <fieldset class="field whole" aria-invalid={invalid} aria-describedby={described}>
            <legend>{ (texts.field)(Field::Kernel) }</legend>
            <div class="segments">{ for Kernel::ALL.into_iter().map(choice) }</div>
            <p class="note">{ (words.kernel_note)(chosen) }</p>
            { complaint(page, Field::Kernel) }
        </fieldset>
    }
}

/// How many workers.
fn workers() -> Html {
    html! {
        <TextField field={Field::Workers} is_number=true placeholder={hardware_concurrency().to_string()} />
    }
}

/// Why workers cannot do what the settings of shared memory say.
fn refused(page: &Page, config: &RunConfig) -> Html {
    let plan = Plan::of(config);
    if plan.is_ok() {
        return Html::default();
    }
    html! { <p class="wrong field whole" role="alert">{ (words(page).shared.in_short)(plan) }</p> }
}

/// How long a job may take; where nobody says so as long as it needs, but for a person's own function.
fn timeout(page: &Page, config: &RunConfig) -> Html {
    let texts = page.texts();
    let placeholder = match config.work.kernel {
        Kernel::Own => own::LIMIT.as_millis().to_string(),
        _ => texts.no_limit.to_owned(),
    };
    html! {
        <TextField field={Field::Timeout} unit={texts.ms} {placeholder} is_number=true />
    }
}

/// The smallest and the largest message: powers of two, and what the address says.
fn sizes(page: &Page, config: &RunConfig) -> Html {
    let words = words(page);
    let steps = SizeRange::new(1024, SizeRange::MAX);
    let measured: Vec<u64> = config.transfer.sizes.steps().collect();
    let (min, max) = config.transfer.sizes.bounds();
    let mut offered: Vec<u64> = steps
        .into_iter()
        .flat_map(SizeRange::steps)
        .chain([min, max])
        .collect();
    offered.sort_unstable();
    offered.dedup();
    let select = |index: usize, now: u64| {
        let id = ["smallest", "largest"][index];
        let choose = page.on(move |chosen: String| {
            let chosen = chosen.parse().unwrap_or(now);
            // The other end gives way where the two would cross.
            let (min, max) = match index {
                0 => (chosen, max.max(chosen)),
                _ => (min.min(chosen), chosen),
            };
            Action::Choose(Field::Sizes, format!("{min}-{max}"))
        });
        let option = |size: &u64| (size.to_string(), binary(*size).into());
        let options: Vec<_> = offered.iter().map(option).collect();
        html! {
            <div class="field">
                <label for={id}>{ [words.smallest, words.largest][index] }</label>
                <Select {id} {options} now={now.to_string()} {choose} />
            </div>
        }
    };
    html! {
        <>
            { select(0, min) }
            { select(1, max) }
            { complaint(page, Field::Sizes) }
            <p class="note field whole">{ (words.measurements)(measured.len()) }</p>
        </>
    }
}
