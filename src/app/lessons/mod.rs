//! The lessons on the page: the question, the run, the answer beside it, and what to try next.

pub mod marks;

#[cfg(target_arch = "wasm32")]
mod answer;
#[cfg(target_arch = "wasm32")]
mod ball;
#[cfg(target_arch = "wasm32")]
mod bench;
#[cfg(target_arch = "wasm32")]
mod by_hand;
#[cfg(target_arch = "wasm32")]
mod calibrate;
#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
mod curve;
#[cfg(target_arch = "wasm32")]
mod goals;
#[cfg(target_arch = "wasm32")]
mod head;
#[cfg(target_arch = "wasm32")]
mod inner;
#[cfg(target_arch = "wasm32")]
mod memory;
#[cfg(target_arch = "wasm32")]
mod question;
#[cfg(target_arch = "wasm32")]
mod series;
#[cfg(target_arch = "wasm32")]
mod stage;
#[cfg(target_arch = "wasm32")]
mod visit;

use crate::config::Lang;
use crate::lessons::{lesson, text};

#[cfg(target_arch = "wasm32")]
pub use stage::LessonsStage;

/// What the lesson of this number is called.
#[must_use]
pub fn title(lang: Lang, number: usize) -> &'static str {
    text(lang, lesson(number).title)
}
