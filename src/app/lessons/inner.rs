//! The page inside the page: the settings and the run of a lesson, which all pictures of the other screens
//! take for the page's own.

use yew::prelude::*;

use crate::app::hooks::{Page, Store};
use crate::app::screens::Module;
use crate::app::state::{Action, AppState, Around};
use crate::config::{Experiment, RunConfig};
use crate::lessons::Lesson;

/// The settings with which a lesson begins on this page.
pub fn first(outer: &Page, lesson: &Lesson) -> RunConfig {
    RunConfig {
        server: outer.state().config.server.clone(),
        ..lesson.first()
    }
}

/// The page inside the page. What the page knows, it knows too.
#[hook]
pub fn use_inner(outer: &Page, lesson: &Lesson) -> Page {
    let store = use_reducer_eq(|| {
        let (query, state) = (first(outer, lesson).to_query(), outer.state());
        let inner = AppState::from_query(&query, state.lang, state.theme);
        Store(inner.in_module(Module::Lab).nested())
    });
    let inner = Page::nested(store);
    let state = outer.state();
    let around = Around {
        lang: Some(state.lang),
        theme: state.theme,
        running: state.running_behind(),
        modules: state.modules(),
        site: state.site,
    };
    {
        let inner = inner.clone();
        use_effect_with(around, move |around| {
            inner.dispatch(Action::Around(*around))
        });
    }
    {
        let inner = inner.clone();
        use_effect_with(state.found.clone(), move |found| {
            if let Some(found) = found.clone() {
                inner.dispatch(Action::Found(found));
            }
        });
    }
    inner
}

/// Tells both pages what becomes of a run: for the one outside it is that of the lessons, beside which no
/// other can start.
pub fn tell(outer: &Page, inner: &Page) -> Callback<Action> {
    let (outer, inner) = (outer.clone(), inner.clone());
    Callback::from(move |action: Action| {
        let outside = match &action {
            Action::Asked(config) => Some(Action::Asked(RunConfig {
                experiment: Experiment::Lessons,
                ..config.clone()
            })),
            Action::Began(_) => Some(Action::Began(Experiment::Lessons)),
            Action::Ended(_) => Some(Action::Ended(Experiment::Lessons)),
            Action::Withdrawn(_) | Action::NoSimulation => {
                Some(Action::Withdrawn(Experiment::Lessons))
            }
            _ => None,
        };
        inner.dispatch(action);
        if let Some(outside) = outside {
            outer.dispatch(outside);
        }
    })
}
