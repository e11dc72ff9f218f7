//! The settings of the lab, for each screen what has a meaning there, and the two buttons.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::place::places;
use super::slider::number_with_slider;
use super::{asked, words};
use crate::app::components::aria;
use crate::app::components::choices::{Flags, Servers};
use crate::app::components::field::{TextField, complaint};
use crate::app::components::network::network;
use crate::app::hooks::Page;
use crate::app::lab::settings::{Sound, takes_workers};
use crate::app::lab::texts::binary;
use crate::app::lab::view::LabView;
use crate::app::state::Action;
use crate::config::{Experiment, Field, RunConfig, SizeRange, TransferConfig};
use crate::kernels::Kernel;
use crate::workers::hardware_concurrency;

/// The settings.
pub fn controls(page: &Page, view: &LabView, start: &Callback<()>) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let sound = view.sound(&state.effective());
    let config = &sound.config;
    let fields = match config.experiment {
        Experiment::Transfer => html! {
            <>
                { sizes(page, config) }
                { number_with_slider(page, Field::Chunk, words(page).chunk_slider, TransferConfig::MAX_CHUNK, config.transfer.chunk) }
            </>
        },
        Experiment::Both => html! {
            <>
                <Flags />
                <Servers />
                <TextField field={Field::MaxWorkers} is_number=true />
                { workers() }
                { jobs(page, &sound) }
                { network(page) }
            </>
        },
        _ => html! {
            <>
                { places(page) }
                { jobs(page, &sound) }
                if takes_workers(config) {
                    { workers() }
                }
            </>
        },
    };
    let start = start.reform(|_: MouseEvent| ());
    let cancel = {
        let view = view.clone();
        Callback::from(move |_: MouseEvent| view.cancel())
    };
    html! {
        <form class="controls panel" aria-label={texts.settings} onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <button type="button" class="summary" aria-expanded={aria(state.panel_open)} aria-controls="fields"
                onclick={page.on(|_: MouseEvent| Action::TogglePanel)}>
                <span>{ (words(page).in_short)(&asked(config)) }</span>
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 6l5 5 5-5" /></svg>
            </button>
            <div class="fields" id="fields">{ fields }</div>
            <div class="actions">
                <button type="button" class="button main" disabled={!state.can_start()} onclick={start}>{ texts.start }</button>
                <button type="button" class="button" disabled={!state.is_running()} onclick={cancel}>{ texts.cancel }</button>
            </div>
        </form>
    }
}

/// What the jobs are.
fn jobs(page: &Page, sound: &Sound) -> Html {
    let words = words(page);
    let kernel = sound.config.work.kernel;
    let problem = |field| {
        sound
            .problem(field)
            .map(|error| AttrValue::from((words.jobs_problem)(error)))
    };
    html! {
        <>
            { kernels(page, kernel) }
            <TextField field={Field::Jobs} is_number=true placeholder={kernel.default_jobs().to_string()}
                wrong={problem(Field::Jobs)} />
            <TextField field={Field::Size} is_number=true placeholder={kernel.default_size().to_string()}
                unit={(words.unit)(kernel)} wrong={problem(Field::Size)} />
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
            page.dispatch(Action::Edit(Field::Kernel, input.value()));
            // Another kernel counts in another measure: its own numbers are the ones to begin with.
            for field in [Field::Jobs, Field::Size] {
                page.dispatch(Action::Edit(field, String::new()));
                page.dispatch(Action::Leave(field));
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
    html! {
        <fieldset class="field whole">
            <legend>{ (texts.field)(Field::Kernel) }</legend>
            <div class="segments">{ for Kernel::ALL.into_iter().map(choice) }</div>
            <p class="note">{ (words.kernel_note)(chosen) }</p>
        </fieldset>
    }
}

/// How many workers.
fn workers() -> Html {
    html! {
        <TextField field={Field::Workers} is_number=true placeholder={hardware_concurrency().to_string()} />
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
        let page = page.clone();
        let on_change = Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let chosen = select.value().parse().unwrap_or(now);
            // The other end gives way where the two would cross.
            let (min, max) = match index {
                0 => (chosen, max.max(chosen)),
                _ => (min.min(chosen), chosen),
            };
            page.dispatch(Action::Edit(Field::Sizes, format!("{min}-{max}")));
            page.dispatch(Action::Leave(Field::Sizes));
        });
        let option = |size: &u64| {
            html! { <option value={size.to_string()} selected={*size == now}>{ binary(*size) }</option> }
        };
        html! {
            <div class="field">
                <label for={id}>{ words.bounds[index] }</label>
                <select {id} onchange={on_change}>{ for offered.iter().map(option) }</select>
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
