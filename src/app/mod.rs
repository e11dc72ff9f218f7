//! The page: state, texts and geometry in plain Rust, components and canvases on top of them.

pub mod axis;
pub mod format;
pub mod headline;
pub mod inspector;
pub mod lab;
pub mod lessons;
pub mod state;
pub mod texts;

#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod browser;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod charts;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod components;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod hooks;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod origins;

/// Puts the page into the element `#app` of the document.
#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub fn start() {
    console_error_panic_hook::set_once();
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    if let Some(root) = root {
        root.set_inner_html("");
        yew::Renderer::<components::App>::with_root(root).render();
    }
}
