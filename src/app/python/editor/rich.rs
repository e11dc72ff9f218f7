//! The editor of `editor/editor.js`, as the page uses it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlTextAreaElement};
use yew::Callback;

use crate::tell::words::python::Words;

#[wasm_bindgen]
extern "C" {
    /// This module's own address, beside which the editor lies.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static GLUE: String;

    /// The script of the editor.
    #[derive(Clone, PartialEq)]
    pub type Module;

    #[wasm_bindgen(method, catch)]
    fn open(this: &Module, host: &Element, field: &JsValue) -> Result<Editor, JsValue>;

    /// An open editor.
    type Editor;

    #[wasm_bindgen(method, catch)]
    fn set(this: &Editor, text: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn close(this: &Editor) -> Result<(), JsValue>;
}

#[wasm_bindgen(module = "/src/app/python/bring.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = bring)]
    async fn bring_module(address: &str) -> Result<JsValue, JsValue>;
}

/// Loads it; nothing where it does not come, or the site was built without.
pub async fn bring() -> Option<Module> {
    let address =
        web_sys::Url::new_with_base("./python/editor.js", &GLUE.with(Clone::clone)).ok()?;
    let module = bring_module(&address.href()).await.ok()?;
    Some(module.unchecked_into())
}

/// What a field shows, and where somebody is in it.
pub struct Shown {
    text: String,
    selected: (u32, u32),
    is_focused: bool,
}

impl Shown {
    /// A text, of which nothing is selected.
    pub fn of_text(text: String) -> Self {
        Shown {
            text,
            selected: (0, 0),
            is_focused: false,
        }
    }

    /// What stands in a field.
    pub fn of_field(field: &HtmlTextAreaElement) -> Self {
        let at = |place: Result<Option<u32>, JsValue>| place.ok().flatten().unwrap_or_default();
        let focused = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.active_element());
        Shown {
            text: field.value(),
            selected: (at(field.selection_start()), at(field.selection_end())),
            is_focused: focused.is_some_and(|focused| focused == *field.as_ref()),
        }
    }
}

/// An open editor. It closes when this is dropped.
pub struct Opened {
    editor: Editor,
    _changed: Closure<dyn Fn(String)>,
    _run: Closure<dyn Fn()>,
}

/// Who hears of changes, and who runs what is there.
pub type Heard = Rc<RefCell<(Callback<String>, Callback<()>)>>;

impl Opened {
    /// Opens one in an element; nothing where the browser cannot.
    pub fn open(
        module: &Module,
        host: &Element,
        shown: &Shown,
        words: &Words,
        heard: Heard,
    ) -> Option<Self> {
        let changed = {
            let heard = heard.clone();
            Closure::<dyn Fn(String)>::new(move |text| {
                let edit = heard.borrow().0.clone();
                edit.emit(text);
            })
        };
        let run = Closure::<dyn Fn()>::new(move || {
            let run = heard.borrow().1.clone();
            run.emit(());
        });
        let phrases = object(
            words
                .phrases
                .iter()
                .map(|(name, text)| (*name, (*text).into())),
        );
        let field = object([
            ("text", shown.text.as_str().into()),
            ("anchor", shown.selected.0.into()),
            ("head", shown.selected.1.into()),
            ("isFocused", shown.is_focused.into()),
            ("name", words.program.into()),
            ("description", words.keys.into()),
            ("phrases", phrases),
            ("changed", changed.as_ref().clone()),
            ("run", run.as_ref().clone()),
        ]);
        Some(Opened {
            editor: module.open(host, &field).ok()?,
            _changed: changed,
            _run: run,
        })
    }

    /// Puts another text there.
    pub fn set(&self, text: &str) {
        // Fails only where the editor itself is broken: it then shows what it did.
        let _ = self.editor.set(text);
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        let _ = self.editor.close();
    }
}

fn object<'a>(fields: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        // Fails only for what is no plain object.
        let _ = js_sys::Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}
