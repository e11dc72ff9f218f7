//! Each lesson on the virtual clock, through the real drivers where they run natively: the check finds
//! the answer that the chapter gives, goals can be reached and are not at the start, and the sentence has
//! the figures of the record.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../truth/browser.rs"]
#[allow(dead_code, reason = "its accounts are read by another test")]
mod browser;
mod by_hand;
mod disturbed;
mod goals;
mod kept;
mod machine;
#[path = "../prose/mod.rs"]
mod prose;
mod questions;
