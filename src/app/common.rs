//! What the modules of the page have in common: the address, and attributes of the document's root.
//! Who changes one of them says so by an event of the window, and whoever listens looks again.

use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use super::browser::{query, root, set_root, why};
use super::screens::Module;
use super::site::Site;
use super::state::{Action, Around, Busy, Modules, Theme};
use crate::config::Lang;

/// The page was sent to another address, by a link of its own.
const WENT: &str = "photofinish-went";
/// What is kept of the visit is other than before.
pub const KEPT: &str = "photofinish-kept";
/// The page is to be shown for a projector, or as it was.
pub const PRESENT: &str = "photofinish-present";
/// The settings in the address, or an attribute, are others than before.
const CHANGED: &str = "photofinish-changed";

const LANG: &str = "data-lang";
const RUNNING: &str = "data-running";
const MODULES: &str = "data-modules";
const SITE: &str = "data-site";

/// What is said of the root in an attribute.
fn said(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// What both modules share, as it is now.
pub fn around() -> Around {
    Around {
        lang: said(LANG).and_then(|name| Lang::from_name(&name)),
        theme: Theme::from_name(&said("data-theme").unwrap_or_default()),
        running: said(RUNNING).and_then(|name| Busy::from_name(&name)),
        modules: Modules::from_names(&said(MODULES).unwrap_or_default()),
        site: Site::from_words(&said(SITE).unwrap_or_default()),
    }
}

/// Notes that this module has started.
pub fn enter(module: Module) {
    share(MODULES, Some(&around().modules.with(module).names()));
}

/// Tells of the language in force.
pub fn share_lang(lang: Lang) {
    share(LANG, Some(lang.name()));
}

/// Tells of the theme in force.
pub fn share_theme(theme: Theme) {
    share("data-theme", (theme != Theme::Auto).then(|| theme.name()));
}

/// Tells what of this module runs, or that what ran does no longer.
pub fn share_running(running: Option<Busy>) {
    share(RUNNING, running.map(Busy::name));
}

/// Tells what is known of the site.
pub fn share_site(site: Site) {
    share(SITE, Some(&site.words()));
}

fn share(name: &str, value: Option<&str>) {
    if said(name).as_deref() != value {
        set_root(name, value);
        tell(CHANGED);
    }
}

/// Says that the address has other settings than before.
pub fn tell_settings() {
    tell(CHANGED);
}

/// Tells both modules by an event of this name.
pub fn tell(name: &str) {
    let event = Event::new(name);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        // Fails only for an event that is under way.
        let _ = window.dispatch_event(&event);
    }
}

/// Tells what there is to do about changes, for as long as the listeners are kept.
pub fn listen(tell: impl Fn(Action) + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let arrive = |name: &'static str| {
        let tell = tell.clone();
        EventListener::new(&window, name, move |_| tell(Action::Go(query())))
    };
    // A jump inside the page is told as `popstate` too: the query is the same then.
    let went = ["popstate", WENT].map(arrive);
    let changed = {
        let tell = tell.clone();
        EventListener::new(&window, CHANGED, move |_| {
            tell(Action::Told(query()));
            tell(Action::Around(around()));
        })
    };
    let present = EventListener::new(&window, PRESENT, move |_| tell(Action::Present));
    went.into_iter().chain([changed, present]).collect()
}

/// A click on a link to another address of this page changes the page instead of loading it anew. With
/// a key or another button it is the browser's, which opens a tab or a window.
pub fn follow(event: MouseEvent) {
    let has_key = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || has_key {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]").ok()?);
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
        return;
    };
    let Some(window) = web_sys::window() else {
        return;
    };
    let location = window.location();
    let is_here = location
        .origin()
        .is_ok_and(|origin| origin == link.origin())
        && location
            .pathname()
            .is_ok_and(|path| path == link.pathname());
    if is_here && go(&link.href()) {
        event.prevent_default();
    }
}

/// Changes the page to that of another of its addresses, and says whether it did: that is refused only where a page asks
/// for too much.
pub fn go(address: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let history = window.history();
    let pushed =
        history.and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(address)));
    if pushed.is_ok() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
        tell(WENT);
    }
    pushed.is_ok()
}

#[wasm_bindgen]
extern "C" {
    /// `www/boot.js`: loads a module of the page and starts it.
    #[wasm_bindgen(js_namespace = photofinish, js_name = load, catch)]
    async fn load_module(name: &str) -> Result<JsValue, JsValue>;
}

/// Opens the sheet from which the settings of `query` are shared and a run is saved. The run comes as its own export: so
/// whatever is made of it is made of what the file says, whichever module it ran in.
///
/// # Errors
/// Why the module of the lab, which draws it, did not come, in the words of the browser.
pub async fn open_sheet(run: Option<&str>, query: &str) -> Result<(), String> {
    let run = run.map_or(JsValue::UNDEFINED, JsValue::from_str);
    let values = [run, JsValue::from_str(query)];
    in_lab("photofinish_sheet", &values).await.map(|_| ())
}

/// Has the module of the lab do something, which is loaded for that.
///
/// # Errors
/// Why that module did not come, in the words of the browser.
pub async fn in_lab(function: &str, values: &[JsValue]) -> Result<JsValue, String> {
    let lab = load_module(Module::Lab.name()).await.map_err(why)?;
    let function = js_sys::Reflect::get(&lab, &function.into()).map_err(why)?;
    let function: js_sys::Function = function.dyn_into().map_err(why)?;
    let answer = function.apply(&JsValue::NULL, &js_sys::Array::from_iter(values));
    answer.map_err(why)
}

/// Loads a module of the page and starts it.
///
/// # Errors
/// Why that failed, in the words of the browser.
pub async fn load(module: Module) -> Result<(), String> {
    let loaded = load_module(module.name()).await;
    loaded.map(|_| ()).map_err(why)
}
