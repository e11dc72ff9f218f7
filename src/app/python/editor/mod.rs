//! The editor of a program: a plain field, and in its place one with all that an editor has as soon as that has come.

mod plain;
mod rich;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::app::components::said;
use crate::tell::words::python::Words;
use plain::{plain, use_composing};
use rich::{Module, Opened, Shown};

/// What is to be changed.
#[derive(Clone, PartialEq, Properties)]
pub struct EditorProps {
    /// The program as it stands.
    pub text: AttrValue,
    /// The program as nobody changed it.
    pub original: AttrValue,
    /// Whether somebody looks at it: only then is there something to load.
    pub is_open: bool,
    /// The words.
    pub words: &'static Words,
    /// Hears of each change.
    pub edit: Callback<String>,
    /// Runs what is there.
    pub run: Callback<()>,
}

/// What became of the other editor.
#[derive(Clone, PartialEq)]
enum Coming {
    /// Nobody asked for it.
    No,
    /// It is on its way, or was never needed.
    Asked,
    /// It is here.
    Here(Module),
    /// It did not come; there is still the plain one.
    Failed,
}

/// The editor.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let (host, field) = (use_node_ref(), use_node_ref());
    let coming = use_state_eq(|| Coming::No);
    let is_rich = use_state_eq(|| false);
    let is_composing = use_composing(&field);
    let opened = use_mut_ref(|| None::<Opened>);
    // What the editor tells goes to whoever stands there now: the field was drawn anew since it was opened.
    let heard = use_mut_ref(|| (props.edit.clone(), props.run.clone()));
    *heard.borrow_mut() = (props.edit.clone(), props.run.clone());
    use_module(props.is_open, &coming);
    {
        let (host, field, opened) = (host.clone(), field.clone(), opened.clone());
        let (is_rich, failed, text) = (is_rich.setter(), coming.setter(), props.text.clone());
        let module = match &*coming {
            // A character that is being composed would be lost with its field.
            Coming::Here(module) if !is_composing => Some(module.clone()),
            _ => None,
        };
        use_effect_with((module, props.words), move |(module, words)| {
            let place = module.as_ref().zip(host.cast::<web_sys::Element>());
            if let Some((module, place)) = place {
                opened.borrow_mut().take();
                let shown = match field.cast::<HtmlTextAreaElement>() {
                    Some(field) => Shown::of_field(&field),
                    None => Shown::of_text(text.to_string()),
                };
                let editor = Opened::open(module, &place, &shown, words, heard);
                is_rich.set(editor.is_some());
                if editor.is_none() {
                    failed.set(Coming::Failed);
                }
                *opened.borrow_mut() = editor;
            }
        });
    }
    {
        // What is typed comes from the editor; only what was taken back, or made of other settings, goes to it.
        let (original, opened) = (props.original.clone(), opened.clone());
        let is_original = props.text == props.original;
        use_effect_with((original, is_original), move |(original, is_original)| {
            if let Some(editor) = opened.borrow().as_ref().filter(|_| *is_original) {
                editor.set(original);
            }
        });
    }
    use_effect_with((), move |()| move || drop(opened.borrow_mut().take()));
    let words = props.words;
    let keys = if *is_rich {
        words.keys
    } else {
        words.plain_keys
    };
    html! {
        <div class="editor">
            <div ref={host} class="rich"></div>
            if !*is_rich {
                { plain(props, field) }
            }
            <p class="note" id="python-keys">{ said(keys) }</p>
            if *coming == Coming::Failed {
                <p class="note" role="status">{ said(words.plain) }</p>
            }
        </div>
    }
}

/// Has it loaded once somebody looks at the field; where that failed, again when the field is opened anew.
#[hook]
fn use_module(is_open: bool, coming: &UseStateHandle<Coming>) {
    let coming = coming.clone();
    use_effect_with(is_open, move |is_open| {
        if !*is_open || !matches!(*coming, Coming::No | Coming::Failed) {
            return;
        }
        coming.set(Coming::Asked);
        let coming = coming.setter();
        spawn_local(async move {
            coming.set(match rich::bring().await {
                Some(module) => Coming::Here(module),
                None => Coming::Failed,
            });
        });
    });
}
