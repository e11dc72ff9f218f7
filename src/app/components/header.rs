//! The head of the page: mark, experiments, language and theme.

use yew::prelude::*;

use crate::app::browser;
use crate::app::commands::Command;
use crate::app::common::follow;
use crate::app::hooks::Page;
use crate::app::screens::SCREENS;
use crate::app::state::{Action, Theme};
use crate::config::{Experiment, Lang};

/// The checkered mark.
const MARK: &str = "M0 0h4.5v4.5H0zM7.5 0H12v4.5H7.5zM3.75 4.5h4.5V9h-4.5zM0 9h4.5v4.5H0zM7.5 9H12v4.5H7.5zM3.75 13.5h4.5V18h-4.5z";

/// The head of the page.
pub fn header(page: &Page) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let other = match state.lang {
        Lang::En => Lang::Zh,
        Lang::Zh => Lang::En,
    };
    let switch_language = page.on(move |_: MouseEvent| {
        browser::keep("lang", other.name());
        Action::Language(other)
    });
    let theme = state.theme;
    let switch_theme = page.on(move |_: MouseEvent| Action::Theme(theme.next()));
    let tab = |experiment: Experiment| {
        let current = (experiment == state.config.experiment).then_some("page");
        let address = state.address_of(experiment);
        html! {
            <a class="tab" href={address} data-does={experiment.name()} aria-current={current}>{ (texts.experiment)(experiment) }</a>
        }
    };
    html! {
        <header class="top" onclick={follow}>
            <a class="brand" href={state.address_for("")} translate="no">
                <svg class="mark" viewBox="0 0 12 18" aria-hidden="true"><path d={MARK} /></svg>
                { "Photofinish" }
            </a>
            <nav class="tabs" aria-label={texts.experiments}>
                { for SCREENS.tabs().map(tab) }
            </nav>
            <div class="prefs">
                if state.site.is_outdated {
                    <button type="button" class="quiet news" onclick={|_| browser::reload()}>{ texts.new_version }</button>
                }
                <button type="button" class="quiet" data-does={Command::Language.name()} lang={crate::tell::words::page::of(other).tag} onclick={switch_language}>
                    { texts.other_language }
                </button>
                <button type="button" class="quiet" data-does={Command::Theme.name()} aria-label={(texts.theme)(theme)} title={(texts.theme)(theme)} onclick={switch_theme}>
                    { theme_icon(theme) }
                </button>
                <button type="button" class="quiet" data-does={Command::Help.name()} aria-label={texts.help} title={texts.help} aria-haspopup="dialog">
                    { "?" }
                </button>
            </div>
        </header>
    }
}

fn theme_icon(theme: Theme) -> Html {
    let path = match theme {
        Theme::Auto => "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
        Theme::Light => {
            "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19"
        }
        Theme::Dark => "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
    };
    let half = (theme == Theme::Auto).then(|| {
        html! { <path d="M12 3.5a8.5 8.5 0 0 0 0 17z" fill="currentColor" stroke="none" /> }
    });
    html! {
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d={path} />{ half.unwrap_or_default() }</svg>
    }
}
