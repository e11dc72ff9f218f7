//! The settings of the network and of the plan, wherever flags are fetched.

use yew::prelude::*;

use super::field::TextField;
use crate::app::browser;
use crate::app::hooks::Page;
use crate::app::state::Action;
use crate::config::Field;
use crate::plan::DelayRange;

/// How slow and how faulty the server is, what the client does about it, and the seed.
pub fn network(page: &Page) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let effective = state.effective();
    let delay = match effective.delays() {
        DelayRange::NONE => texts.no_limit.to_owned(),
        delays => delays.to_string(),
    };
    html! {
        <>
            <TextField field={Field::Delay} unit={texts.ms} placeholder={delay} />
            <TextField field={Field::ErrorRate} unit="0–1" placeholder={effective.errors().to_string()} />
            <TextField field={Field::Timeout} unit={texts.ms} placeholder={state.holds(Field::Timeout)} is_number=true />
            <TextField field={Field::Retries} is_number=true />
            <TextField field={Field::Limit} placeholder={texts.no_limit} is_number=true />
            { seed(page) }
        </>
    }
}

/// The seed, with a button that draws another.
pub fn seed(page: &Page) -> Html {
    let texts = page.texts();
    let new_seed =
        page.on(|_: MouseEvent| Action::Choose(Field::Seed, browser::random_seed().to_string()));
    html! {
        <TextField field={Field::Seed} is_number=true>
            <button type="button" class="quiet" aria-label={texts.new_seed} title={texts.new_seed} onclick={new_seed}>
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M20 12a8 8 0 1 1-2.6-5.9M20 3v5h-5" /></svg>
            </button>
        </TextField>
    }
}
