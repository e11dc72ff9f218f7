//! What every component of the page may use: the state, the words, and the way to change things.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::state::{Action, AppState, Theme};
use crate::app::texts::{self, Texts};
use crate::app::{browser, press};

/// The state where Yew keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Store(pub AppState);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Store(self.0.reduce(action)))
    }
}

/// The page as its components see it.
#[derive(Clone, PartialEq)]
pub struct Page(UseReducerHandle<Store>);

impl Page {
    /// The state.
    pub fn state(&self) -> &AppState {
        &self.0.0
    }

    /// The words of the language in force.
    pub fn texts(&self) -> &'static Texts {
        texts::of(self.state().lang)
    }

    /// Changes the state.
    pub fn dispatch(&self, action: Action) {
        self.0.dispatch(action);
    }

    /// What an event does to the state.
    pub fn on<E: 'static>(&self, action: impl Fn(E) -> Action + 'static) -> Callback<E> {
        let dispatcher = self.0.dispatcher();
        Callback::from(move |event| dispatcher.dispatch(action(event)))
    }
}

/// The state of the page, for its root: read from the address and the browser, and followed by the
/// address, the document's language and theme, and what is kept for the next visit.
#[hook]
pub fn use_page_root() -> Page {
    let store = use_reducer_eq(|| {
        let theme = browser::kept("theme").map_or(Theme::Auto, |name| Theme::from_name(&name));
        Store(AppState::from_query(
            &browser::query(),
            browser::preferred_lang(),
            theme,
        ))
    });
    let page = Page(store);
    use_effect_with((), |()| {
        let watched = press::watch();
        move || drop(watched)
    });
    let is_first = use_mut_ref(|| true);
    use_effect_with(page.state().config.to_query(), move |query| {
        // What was given stays in the address, wrong values too, until something is changed.
        if !is_first.replace(false) {
            browser::replace_query(query);
        }
    });
    let named = (page.state().lang, page.state().config.experiment);
    use_effect_with(named, |(lang, experiment)| {
        let texts = texts::of(*lang);
        browser::set_root("lang", Some(texts.tag));
        browser::set_title(&format!(
            "{} · Photofinish",
            (texts.experiment)(*experiment)
        ));
        crate::app::charts::forget_palette();
    });
    use_effect_with(page.state().theme, |theme| {
        let forced = (*theme != Theme::Auto).then(|| theme.name());
        browser::set_root("data-theme", forced);
        browser::keep("theme", theme.name());
        crate::app::charts::forget_palette();
    });
    page
}

/// The page, for every component below the root.
#[hook]
pub fn use_page() -> Page {
    use_context::<Page>().expect("every component is below the root, which provides it")
}
