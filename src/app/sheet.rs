//! A sheet over the page, with a root of its own: so either module can have it, whichever draws the page below.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::BaseComponent;

/// What a sheet is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet(HtmlDialogElement);

impl Sheet {
    /// Closes it. The focus goes back to where it was.
    pub fn close(&self) {
        self.0.close();
    }
}

/// Opens a sheet, unless one is open. `id` is that of its heading.
pub fn open<C: BaseComponent>(id: &str, properties: impl FnOnce(Sheet) -> C::Properties) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(body) = document.as_ref().and_then(|document| document.body()) else {
        return;
    };
    if body.query_selector("dialog[open]").ok().flatten().is_some() {
        return;
    }
    let made = document.and_then(|document| document.create_element("dialog").ok());
    let Some(dialog) = made.and_then(|made| made.dyn_into::<HtmlDialogElement>().ok()) else {
        return;
    };
    // Neither fails for what is no longer than this.
    let _ = dialog.set_attribute("aria-labelledby", id);
    dialog.set_class_name("sheet");
    if body.append_child(&dialog).is_err() {
        return;
    }
    let drawn = yew::Renderer::<C>::with_root_and_props(
        dialog.clone().into(),
        properties(Sheet(dialog.clone())),
    );
    let drawn = drawn.render();
    let gone = dialog.clone();
    EventListener::once(&dialog, "close", move |_| {
        drawn.destroy();
        gone.remove();
    })
    .forget();
    if dialog.show_modal().is_err() {
        dialog.close();
    }
}
