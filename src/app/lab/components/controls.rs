//! The settings of the lab, for each screen what has a meaning there, and the two buttons.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::place::Places;
use super::slider::LogSlider;
use super::{asked, words};
use crate::app::components::aria;
use crate::app::components::choices::{Flags, Servers};
use crate::app::components::field::TextField;
use crate::app::hooks::use_page;
use crate::app::lab::settings::{Sound, takes_workers};
use crate::app::lab::use_lab::LabView;
use crate::app::state::Action;
use crate::config::{Experiment, Field};
use crate::kernels::Kernel;
use crate::workers::hardware_concurrency;

/// The settings.
#[derive(Clone, PartialEq, Properties)]
pub struct LabControlsProps {
    /// The run they act on.
    pub view: LabView,
    /// Starts a run.
    pub start: Callback<()>,
}

/// The settings.
#[component]
pub fn LabControls(props: &LabControlsProps) -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let effective = state.effective();
    let sound = use_memo(effective, Sound::of);
    let config = &sound.config;
    let fields = match config.experiment {
        Experiment::Transfer => html! {
            <>
                <TextField field={Field::Sizes} is_whole=true unit={(words(&page).unit)(Kernel::Sha256)} />
                <LogSlider field={Field::Chunk} label={words(&page).chunk_slider} most={1024} now={config.transfer.chunk} />
            </>
        },
        Experiment::Both => html! {
            <>
                <Flags />
                <Servers />
                <TextField field={Field::MaxWorkers} is_number=true />
                <Workers />
                <Jobs sound={(*sound).clone()} />
            </>
        },
        _ => html! {
            <>
                <Places />
                <Jobs sound={(*sound).clone()} />
                if takes_workers(config) {
                    <Workers />
                }
            </>
        },
    };
    let start = props.start.reform(|_: MouseEvent| ());
    let cancel = {
        let view = props.view.clone();
        Callback::from(move |_: MouseEvent| view.cancel())
    };
    html! {
        <form class="controls panel" aria-label={texts.settings} onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <button type="button" class="summary" aria-expanded={aria(state.panel_open)} aria-controls="fields"
                onclick={page.on(|_: MouseEvent| Action::TogglePanel)}>
                <span>{ (words(&page).in_short)(&asked(config)) }</span>
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
#[derive(Clone, PartialEq, Properties)]
struct JobsProps {
    sound: Sound,
}

#[component]
fn Jobs(props: &JobsProps) -> Html {
    let page = use_page();
    let words = words(&page);
    let kernel = props.sound.config.work.kernel;
    let problem = |field| {
        props
            .sound
            .problem(field)
            .map(|error| AttrValue::from((words.jobs_problem)(error)))
    };
    html! {
        <>
            <Kernels {kernel} />
            <TextField field={Field::Jobs} is_number=true placeholder={kernel.default_jobs().to_string()}
                wrong={problem(Field::Jobs)} />
            <TextField field={Field::Size} is_number=true placeholder={kernel.default_size().to_string()}
                unit={(words.unit)(kernel)} wrong={problem(Field::Size)} />
        </>
    }
}

/// The kernel.
#[derive(Clone, PartialEq, Properties)]
struct KernelsProps {
    kernel: Kernel,
}

#[component]
fn Kernels(props: &KernelsProps) -> Html {
    let page = use_page();
    let (texts, words) = (page.texts(), words(&page));
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
                <input type="radio" name="kernel" value={kernel.name()} checked={kernel == props.kernel}
                    onchange={on_change.clone()} />
                { (texts.kernel)(kernel) }
            </label>
        }
    };
    html! {
        <fieldset class="field whole">
            <legend>{ (texts.field)(Field::Kernel) }</legend>
            <div class="segments">{ for Kernel::ALL.into_iter().map(choice) }</div>
            <p class="note">{ (words.kernel_note)(props.kernel) }</p>
        </fieldset>
    }
}

/// How many workers.
#[component]
fn Workers() -> Html {
    html! {
        <TextField field={Field::Workers} is_number=true placeholder={hardware_concurrency().to_string()} />
    }
}
