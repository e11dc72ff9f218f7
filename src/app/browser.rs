//! What the page asks of the browser outside its components: storage, address, media queries,
//! names of countries, saving a file. Each is a few lines, and none fails loudly: what a browser
//! refuses is done without.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement, HtmlElement, Storage, Url};

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

/// Sets an attribute of the document's root, or removes it.
pub fn set_root(name: &str, value: Option<&str>) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        // Both fail only for names that are no names.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Notes in which half of the window lies what was chosen, `y` CSS pixels below its upper edge: what
/// opens over the page because of that opens in the other half.
pub fn looked_at(y: f64) {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let is_low = height.is_some_and(|height| y > height / 2.0);
    set_root("data-looked", Some(if is_low { "low" } else { "high" }));
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
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector(selector).ok()?);
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // What cannot be focused keeps the focus where it is.
        let _ = element.focus();
    }
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
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    Blob::new_with_str_sequence_and_options(&parts, &options)
        .and_then(|blob| Url::create_object_url_with_blob(&blob))
        .and_then(|address| {
            let document = web_sys::window()
                .and_then(|window| window.document())
                .ok_or(JsValue::NULL)?;
            let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
            link.set_href(&address);
            link.set_download(file_name);
            link.click();
            Timeout::new(OFFERED_MS, move || {
                // Fails only for what is no address.
                let _ = Url::revoke_object_url(&address);
            })
            .forget();
            Ok(())
        })
        .map_err(|error| match error.dyn_ref::<js_sys::Error>() {
            Some(error) => error.message().into(),
            None => format!("{error:?}"),
        })
}
