//! The page: state, texts and geometry in plain Rust, components and canvases on top of them.

pub mod axis;
pub mod errors;
pub mod fields;
pub mod format;
pub mod headline;
pub mod inspector;
pub mod lab;
pub mod lessons;
pub mod site;
pub mod state;
pub mod stops;
pub mod texts;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod charts;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
mod hooks;
#[cfg(target_arch = "wasm32")]
mod origins;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod press;
#[cfg(target_arch = "wasm32")]
mod service_worker;

#[cfg(target_arch = "wasm32")]
pub use pages::{LabPage, RacePage};

/// Puts a page into the element `#app` of the document.
#[cfg(target_arch = "wasm32")]
pub fn start<P: yew::BaseComponent<Properties = ()>>() {
    console_error_panic_hook::set_once();
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    if let Some(root) = root {
        root.set_inner_html("");
        yew::Renderer::<P>::with_root(root).render();
    }
}
