//! Commands on the page: what carries one out, be it drawn by either module.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Command, help, palette};
use crate::app::common;

/// What carries a command out, if that is there and can be pressed. Of two the first is meant: what stands farther up.
pub fn button(command: Command) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    let name = command.name();
    let selector = format!("[data-module]:not([hidden]) [data-does={name}]:not(:disabled)");
    document.query_selector(&selector).ok()??.dyn_into().ok()
}

/// Whether a command can be carried out now.
pub fn is_there(command: Command) -> bool {
    matches!(command, Command::Help | Command::Present) || button(command).is_some()
}

/// Carries a command out, if that can be now.
pub fn carry_out(command: Command) {
    match command {
        Command::Help => help::open(),
        Command::Palette => palette::open(),
        Command::Present => common::tell(common::PRESENT),
        other => {
            if let Some(button) = button(other) {
                button.click();
            }
        }
    }
}
