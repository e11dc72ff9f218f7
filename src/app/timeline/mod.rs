//! The timeline: a row per future or per worker, the page's own stalls below them, all on one axis of
//! which one can look at a part. What an experiment shows on it is a `Scene` of groups of
//! rows; window, keys, gestures, strip, axis, tools and table are the same for all.

pub mod keys;
pub mod labels;
pub mod sorting;
pub mod window;

#[cfg(target_arch = "wasm32")]
mod edges;
#[cfg(target_arch = "wasm32")]
mod futures;
#[cfg(target_arch = "wasm32")]
mod gestures;
#[cfg(target_arch = "wasm32")]
mod painting;
#[cfg(target_arch = "wasm32")]
mod race;
#[cfg(target_arch = "wasm32")]
mod rows;
#[cfg(target_arch = "wasm32")]
mod scene;
#[cfg(target_arch = "wasm32")]
mod signs;
#[cfg(target_arch = "wasm32")]
mod stage;
#[cfg(target_arch = "wasm32")]
mod stalls;
#[cfg(target_arch = "wasm32")]
mod table;

#[cfg(target_arch = "wasm32")]
pub use self::{
    edges::paint_end,
    futures::FutureRows,
    race::{lane_facts, pair, strategies, timeline},
    scene::{Canvas, Frame, Group, Scene},
    signs::{endings, of_futures},
    stage::Stage,
    table::{Cell, Grid},
};
