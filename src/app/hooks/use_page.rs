//! What every component of the page may use: the state, the words, and the way to change things.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::screens::Module;
use crate::app::state::{Action, AppState, Busy, Modules, Theme};
use crate::app::{browser, common, press};
use crate::config::Experiment;
use crate::tell::words;
use crate::tell::words::page::Texts;

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
    /// A page inside the page, with a state of its own: what is below it uses this one.
    pub fn nested(store: UseReducerHandle<Store>) -> Self {
        Page(store)
    }

    /// The state.
    pub fn state(&self) -> &AppState {
        &self.0.0
    }

    /// The words of the language in force.
    pub fn texts(&self) -> &'static Texts {
        words::page::of(self.state().lang)
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

/// The state of the page, for the root of a module: read from the address and the browser, or from what
/// another module left there, and followed by the address, the document's title, language and theme, and
/// what is kept for the next visit.
#[hook]
pub fn use_page_root(module: Module) -> Page {
    // Whether the page was there before this module came.
    let joins = use_memo((), |()| common::around().modules != Modules::default());
    let store = use_reducer_eq(|| {
        let kept = browser::kept("theme").map_or(Theme::Auto, |name| Theme::from_name(&name));
        let (query, lang) = (browser::query(), browser::preferred_lang());
        let state = AppState::from_query(&query, lang, kept).in_module(module);
        Store(if *joins {
            state.reduce(Action::Around(common::around()))
        } else {
            state
        })
    });
    let page = Page(store);
    use_listeners(&page);
    // What drew the page before goes when this has drawn it.
    use_effect_with((), move |()| common::enter(module));
    use_address(&page);
    use_document(&page);
    use_stage(&page, *joins);
    page
}

#[hook]
fn use_listeners(page: &Page) {
    let dispatcher = page.0.dispatcher();
    use_effect_with((), move |()| {
        let heard = common::listen(move |action| dispatcher.dispatch(action));
        let watched = press::watch();
        move || drop((heard, watched))
    });
}

/// The address says what is shown, while it is this module's to show it.
#[hook]
fn use_address(page: &Page) {
    let is_first = use_mut_ref(|| true);
    let said = (page.state().config.to_query(), page.state().is_on_stage());
    use_effect_with(said, move |(query, is_on_stage)| {
        // What was given stays in the address, wrong values too, until something is changed.
        if !is_first.replace(false) && *is_on_stage {
            browser::replace_query(query);
            common::tell_settings();
        }
    });
}

/// The document has the language and the theme of the page, and the other module hears of both.
#[hook]
fn use_document(page: &Page) {
    use_effect_with(page.state().lang, |lang| {
        browser::set_root("lang", Some(words::page::of(*lang).tag));
        common::share_lang(*lang);
        crate::app::charts::forget_palette();
    });
    use_effect_with(page.state().theme, |theme| {
        browser::keep("theme", theme.name());
        common::share_theme(*theme);
        crate::app::charts::forget_palette();
    });
    use_effect_with(page.state().config.embed, |embed| {
        browser::set_root("data-embed", embed.then_some("1"));
    });
    let ran = use_mut_ref(|| false);
    use_effect_with(page.state().running_here(), move |running| {
        // What runs in the other module is that module's to tell.
        if ran.replace(running.is_some()) || running.is_some() {
            common::share_running(running.map(Busy::Run));
        }
    });
    use_effect_with(page.state().site, |site| common::share_site(*site));
}

/// What comes on the stage is named by the document, and has the focus unless the page opens with it.
#[hook]
fn use_stage(page: &Page, joins: bool) {
    let state = page.state();
    let (experiment, is_on_stage) = (state.config.experiment, state.is_on_stage());
    let place = use_memo(state.module, |module| browser::place_of(*module));
    use_effect_with(is_on_stage, move |is_on_stage| {
        if let Some(place) = &*place {
            // Fails only for names that are no names.
            let _ = place.toggle_attribute_with_force("hidden", !is_on_stage);
        }
    });
    use_effect_with(
        (state.lang, experiment, is_on_stage),
        |(lang, experiment, is_on_stage)| {
            // A lesson is named by itself.
            if *is_on_stage && *experiment != Experiment::Lessons {
                let name = (words::page::of(*lang).experiment)(*experiment);
                browser::set_title(&format!("{name} · Photofinish"));
            }
        },
    );
    let is_first = use_mut_ref(|| !joins);
    let title = format!("[data-module={}] h1", state.module.name());
    use_effect_with((experiment, is_on_stage), move |(_, is_on_stage)| {
        if !is_first.replace(false) && *is_on_stage {
            browser::focus_in_place(&title);
        }
    });
}

/// The page, for every component below the root.
#[hook]
pub fn use_page() -> Page {
    use_context::<Page>().expect("every component is below the root, which provides it")
}
