//! The page: state, texts and geometry in plain Rust, components and canvases on top of them.

pub mod axis;
pub mod code;
pub mod commands;
pub mod fields;
pub mod headline;
pub mod inspector;
pub mod isolation;
pub mod kept;
pub mod lab;
pub mod lessons;
pub mod open;
pub mod out;
pub mod pace;
pub mod python;
pub mod replay;
pub mod run;
pub mod screens;
pub mod site;
pub mod state;
pub mod stops;
pub mod timeline;

pub use crate::format;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod charts;
#[cfg(target_arch = "wasm32")]
mod common;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
mod drive;
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
mod sheet;

#[cfg(target_arch = "wasm32")]
pub use pages::{LabPage, RacePage};

#[cfg(target_arch = "wasm32")]
pub use out::open as open_sheet;

/// Carries out the command of this name.
#[cfg(target_arch = "wasm32")]
pub fn carry_out(name: &str) {
    if let Some(command) = commands::Command::from_name(name) {
        commands::carry_out(command);
    }
}

/// Puts a module of the page into the element `#app` of the document, beside the other or as the first.
#[cfg(target_arch = "wasm32")]
pub fn start<P: yew::BaseComponent<Properties = ()>>(module: screens::Module) {
    console_error_panic_hook::set_once();
    if let Some(place) = browser::place_of(module) {
        yew::Renderer::<P>::with_root(place).render();
    }
}
