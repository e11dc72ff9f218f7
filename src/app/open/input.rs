//! How a run comes in: by a file that is chosen or dropped, by a text that is pasted, by the address.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DragEvent, Event, File, HtmlInputElement};
use yew::prelude::*;

use crate::app::browser::{self, why};
use crate::import::MAX_BYTES;

/// What came in: its name, if it has one, and its text, or why that could not be read, in the words of the browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Came {
    /// Name of the file.
    pub name: Option<String>,
    /// What is in it; `None` where it is too long to be read.
    pub text: Result<Option<String>, String>,
}

/// A file was chosen.
pub fn chosen(tell: &Callback<Came>) -> Callback<Event> {
    let tell = tell.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            take(file, tell.clone());
        }
        // The same file can be opened again, once it has changed.
        input.set_value("");
    })
}

/// A file was dropped, wherever: a browser would leave the page for it, and lose its runs.
pub fn dropped(event: &DragEvent, tell: &Callback<Came>) {
    event.prevent_default();
    let files = event.data_transfer().and_then(|data| data.files());
    if let Some(file) = files.and_then(|files| files.get(0)) {
        take(file, tell.clone());
    }
}

/// A text was pasted, where no field takes it.
pub fn pasted(event: &ClipboardEvent) -> Option<Came> {
    let is_field = browser::target(event)
        .and_then(|target| {
            target
                .closest("input:not([type=file]), textarea, [contenteditable]")
                .ok()
                .flatten()
        })
        .is_some();
    if is_field {
        return None;
    }
    let text = event.clipboard_data()?.get_data("text").ok()?;
    let text = text.trim();
    (!text.is_empty()).then(|| Came {
        name: None,
        text: Ok(Some(text.to_owned())),
    })
}

/// The run that an address carries, after `#run=`.
pub fn carried(hash: &str) -> Option<Came> {
    let text = hash.strip_prefix("#run=")?;
    // What cannot be decoded is read as it stands: then it is said what is wrong with that.
    let decoded = js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from);
    Some(Came {
        name: None,
        text: Ok(Some(decoded)),
    })
}

fn take(file: File, tell: Callback<Came>) {
    let name = Some(file.name());
    if file.size() > MAX_BYTES as f64 {
        tell.emit(Came {
            name,
            text: Ok(None),
        });
        return;
    }
    spawn_local(async move {
        let text = JsFuture::from(file.text()).await;
        let text = text.map(|text| Some(text.as_string().unwrap_or_default()));
        let text = text.map_err(why);
        tell.emit(Came { name, text });
    });
}
