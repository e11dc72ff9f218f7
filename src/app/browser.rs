//! What the page asks of the browser outside its components: storage, address, media queries,
//! names of countries, saving a file. Each is a few lines, and none fails loudly: what a browser
//! refuses is done without.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, Event, FocusOptions, HtmlAnchorElement, HtmlElement, Storage,
    Url,
};

use super::axis::Rows;
use super::screens::Module;
use crate::config::Lang;

#[wasm_bindgen]
extern "C" {
    /// <https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Intl/DisplayNames>
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locales: &str, options: &JsValue) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What the address has from `#` on.
pub fn hash() -> Option<String> {
    web_sys::window()?.location().hash().ok()
}

/// The storage of the tab, which outlives a reload and ends with the visit; nothing where it is refused.
pub fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// What was kept under this name.
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(&format!("photofinish.{name}")).ok()?
}

/// Keeps a choice for the next visit, where storage is allowed.
pub fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // Full or refused storage only means that the choice has to be made again.
        let _ = storage.set_item(&format!("photofinish.{name}"), value);
    }
}

/// Under which name it is kept whether keys without Ctrl act, wherever the focus is; `www/boot.js` asks the same.
pub const KEYS: &str = "keys";
/// That they do not.
pub const OFF: &str = "off";

/// Whether keys without Ctrl act, wherever the focus is.
pub fn acts_on_keys() -> bool {
    kept(KEYS).as_deref() != Some(OFF)
}

/// Whether the keyboard is one of Apple's, where Cmd is what is Ctrl elsewhere.
pub fn is_mac() -> bool {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|name| name.starts_with("Mac") || name.starts_with("iP"))
}

/// The person's language: as chosen last time, or as the browser says. `www/early.js` asks the same.
pub fn preferred_lang() -> Lang {
    let of_browser = web_sys::window().map(|window| window.navigator().languages());
    let of_browser = of_browser.iter().flat_map(Array::iter);
    Lang::preferred(
        kept("lang")
            .into_iter()
            .chain(of_browser.filter_map(|tag| tag.as_string())),
    )
}

/// Milliseconds after which a page that gets no frames, or only slow ones, is waited for no longer.
const NO_FRAMES_MS: i32 = 100;

/// Waits until the page is drawn as it is now: laid out with one frame, painted with the next.
/// What begins after that does not share its first moments with it.
pub async fn drawn() {
    frames(3).await;
}

/// Waits for so many frames; a hidden page, which gets none, waits a moment.
pub async fn frames(number: u32) {
    let come = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            after_frames(number, resolve.clone());
            // Fails only where there is no page.
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, NO_FRAMES_MS);
        }
    });
    // Nothing rejects it.
    let _ = JsFuture::from(come).await;
}

fn after_frames(frames: u32, then: Function) {
    let next = match frames {
        0 | 1 => then,
        _ => Closure::once_into_js(move || after_frames(frames - 1, then)).unchecked_into(),
    };
    if let Some(window) = web_sys::window() {
        // As above.
        let _ = window.request_animation_frame(&next);
    }
}

/// The query of the page's address.
pub fn query() -> String {
    web_sys::window()
        .and_then(|window| window.location().search().ok())
        .unwrap_or_default()
}

/// Replaces the query of the page's address, without a new entry in the history.
pub fn replace_query(query: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let path = window.location().pathname().unwrap_or_default();
    let address = if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    };
    if let Ok(history) = window.history() {
        // Browsers limit how often this may be called; a link a moment old is no harm.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Loads the page anew, in the version that its host has.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // Refused only while the page is being left.
        let _ = window.location().reload();
    }
}

fn media(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok()?)
        .is_some_and(|list| list.matches())
}

/// Whether the person asked for less motion.
pub fn prefers_reduced_motion() -> bool {
    media("(prefers-reduced-motion: reduce)")
}

/// Names the document, as tabs and the history show it.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// The document's root.
pub fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// Sets an attribute of the document's root, or removes it.
pub fn set_root(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        // Both fail only for names that are no names.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Gives the page another look, and has its pictures painted in it; the look that it had. What the person chose stays.
pub fn look(theme: &str) -> Option<String> {
    let before = root()?.get_attribute("data-theme");
    set_root("data-theme", Some(theme));
    // As if the window had changed: what is painted is painted anew.
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new("resize")) {
        // Fails only for an event that is under way.
        let _ = window.dispatch_event(&event);
    }
    before
}

/// The place of a module in the page, made at first in the place of what stood there before any came.
pub fn place_of(module: Module) -> Option<Element> {
    let document = web_sys::window()?.document()?;
    let name = module.name();
    if let Some(place) = document
        .query_selector(&format!("[data-module={name}]"))
        .ok()?
    {
        return Some(place);
    }
    let app = document.get_element_by_id("app")?;
    if let Some(waiting) = app.query_selector(".boot").ok()? {
        waiting.remove();
    }
    let place = document.create_element("div").ok()?;
    place.set_attribute("data-module", name).ok()?;
    app.append_child(&place).ok()?;
    Some(place)
}

/// Height of the window in CSS pixels.
pub fn window_height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.unwrap_or_default()
}

/// Notes in which half of the window lies what was chosen, `y` CSS pixels below its upper edge: what
/// opens over the page because of that opens in the other half.
pub fn looked_at(y: f64) {
    let is_low = y > window_height() / 2.0;
    set_root("data-looked", Some(if is_low { "low" } else { "high" }));
}

/// What an event happened to: the field itself, also in an element that hides what is in it.
pub fn target(event: &Event) -> Option<Element> {
    event.composed_path().get(0).dyn_into().ok()
}

/// Whether the keyboard acts on this element.
pub fn has_focus(element: &yew::NodeRef) -> bool {
    let active = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element());
    active.is_some_and(|active| element.cast::<Element>().as_ref() == Some(&active))
}

/// Moves the focus to the first element of this selector, if there is one.
pub fn focus(selector: &str) {
    if let Some(element) = first(selector) {
        // What cannot be focused keeps the focus where it is.
        let _ = element.focus();
    }
}

/// The same, and the page stays scrolled as it is.
pub fn focus_in_place(selector: &str) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = first(selector) {
        // As above.
        let _ = element.focus_with_options(&options);
    }
}

fn first(selector: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    let found = document.query_selector(selector).ok()??;
    found.dyn_into().ok()
}

/// A whole number below 10,000, at random.
pub fn random_seed() -> u64 {
    (js_sys::Math::random() * 10_000.0) as u64
}

thread_local! {
    static COUNTRIES: RefCell<Option<(&'static str, Option<DisplayNames>)>> =
        const { RefCell::new(None) };
}

/// The country of a code in upper case, in the language of `tag`; `None` for what is no country
/// the browser knows.
pub fn country(tag: &'static str, code: &str) -> Option<String> {
    COUNTRIES.with_borrow_mut(|kept| {
        if kept.as_ref().is_none_or(|(of, _)| *of != tag) {
            let options = js_sys::Object::new();
            let set = js_sys::Reflect::set(&options, &"type".into(), &"region".into());
            *kept = Some((tag, set.and_then(|_| DisplayNames::new(tag, &options)).ok()));
        }
        let (_, names) = kept.as_ref()?;
        let name = names.as_ref()?.of(code).ok()??;
        (name != code).then_some(name)
    })
}

/// How long a file can be fetched after it was offered, in milliseconds. No event tells that a
/// download has begun: a browser may ask where to put it first.
const OFFERED_MS: u32 = 60_000;

/// Offers a text as a file to save.
///
/// # Errors
/// Why the browser does not take it.
pub fn save(file_name: &str, media_type: &str, text: &str) -> Result<(), String> {
    offer(file_name, &blob(media_type, text)?)
}

/// A text as something that has an address.
///
/// # Errors
/// Why the browser does not take it.
pub fn blob(media_type: &str, text: &str) -> Result<Blob, String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    Blob::new_with_str_sequence_and_options(&parts, &options).map_err(why)
}

/// Offers a file to save.
///
/// # Errors
/// Why the browser does not take it.
pub fn offer(file_name: &str, file: &Blob) -> Result<(), String> {
    let address = Url::create_object_url_with_blob(file).map_err(why)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or_else(|| why(JsValue::NULL))?;
    let link = document.create_element("a").map_err(why)?;
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&address);
    link.set_download(file_name);
    link.click();
    Timeout::new(OFFERED_MS, move || {
        // Fails only for what is no address.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}

/// What the browser says of what it refuses.
pub fn why(error: JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => format!("{error:?}"),
    }
}

/// Writes a text to the clipboard. Only a secure page has one, and a person can forbid it.
pub async fn copy(text: &str) -> bool {
    let write = || {
        let navigator = web_sys::window()?.navigator();
        let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
        let write = js_sys::Reflect::get(&clipboard, &"writeText".into()).ok()?;
        let write: Function = write.dyn_into().ok()?;
        let done = write.call1(&clipboard, &text.into()).ok()?;
        Some(JsFuture::from(Promise::resolve(&done)))
    };
    match write() {
        Some(done) => done.await.is_ok(),
        None => false,
    }
}

/// An address as others have it, from one that is relative to the page's.
pub fn absolute(address: &str) -> String {
    let at = || {
        let here = web_sys::window()?.document()?.base_uri().ok()??;
        Url::new_with_base(address, &here).ok()
    };
    at().map_or_else(|| address.to_owned(), |url| url.href())
}

/// Scrolls just as far as needed to show a row.
pub fn reveal(lanes: &HtmlElement, rows: Rows, id: usize) {
    let (top, height) = (lanes.scroll_top(), lanes.client_height());
    let (from, to) = (
        (id as f64 * rows.height) as i32,
        ((id + 1) as f64 * rows.height).ceil() as i32,
    );
    if from < top {
        lanes.set_scroll_top(from);
    } else if to > top + height {
        lanes.set_scroll_top(to - height);
    }
}
