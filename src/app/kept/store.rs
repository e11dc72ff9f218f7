//! Where runs are kept: in the storage of the tab, which outlives a reload and ends with the visit; where that is refused,
//! in the page.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::shelf::{Kept, Ran, room_for};
use crate::app::browser::session;
use crate::app::common;

const PREFIX: &str = "photofinish.run.";

/// A run that is kept.
pub struct Stored {
    /// Its number. Later ones have higher numbers.
    pub number: u64,
    /// What was written of it.
    pub text: String,
    /// Whether it outlives a reload.
    pub is_safe: bool,
}

/// All that is kept, the oldest first.
pub fn all() -> Vec<Stored> {
    let mut all: Vec<Stored> = Vec::new();
    if let Some(storage) = session() {
        let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
        let stored = |key: String| {
            Some(Stored {
                number: number(&key)?,
                text: storage.get_item(&key).ok()??,
                is_safe: true,
            })
        };
        all.extend(keys.filter_map(stored));
    }
    if let Some(page) = page() {
        let keys = Object::keys(&page);
        let keys = keys.iter().filter_map(|key| key.as_string());
        let stored = |key: String| {
            Some(Stored {
                number: number(&key)?,
                text: Reflect::get(&page, &key.into()).ok()?.as_string()?,
                is_safe: false,
            })
        };
        all.extend(keys.filter_map(stored));
    }
    in_order(all)
}

/// There are few: a sort would be code of some kilobytes, which a first visit loads.
fn in_order(all: Vec<Stored>) -> Vec<Stored> {
    let mut sorted: Vec<Stored> = Vec::new();
    for stored in all {
        let place = sorted.partition_point(|one| one.number <= stored.number);
        sorted.insert(place, stored);
    }
    sorted
}

/// Whether the browser keeps anything for this page.
pub fn is_allowed() -> bool {
    session().is_some()
}

/// Keeps runs, and forgets the oldest for them.
pub fn keep(runs: Vec<Ran>, whose: Option<String>, export: &str) {
    let at = Date::now() as u64;
    let text = Kept { at, runs, whose }.write(export);
    let before = all();
    let lengths: Vec<_> = (before.iter())
        .map(|stored| (stored.number, stored.text.len()))
        .collect();
    let Some(gone) = room_for(text.len(), &lengths) else {
        return;
    };
    gone.iter().copied().for_each(remove);
    let next = before.last().map_or(0, |stored| stored.number + 1);
    let key = format!("{PREFIX}{next}");
    let stored = session().is_some_and(|storage| storage.set_item(&key, &text).is_ok());
    if let (false, Some(page)) = (stored, page()) {
        // Fails only for an object that takes nothing.
        let _ = Reflect::set(&page, &key.into(), &text.into());
    }
    common::tell(common::KEPT);
}

/// Forgets a run.
pub fn forget(number: u64) {
    remove(number);
    common::tell(common::KEPT);
}

fn remove(number: u64) {
    let key = format!("{PREFIX}{number}");
    if let Some(storage) = session() {
        // Fails only where there is nothing to forget.
        let _ = storage.remove_item(&key);
    }
    if let Some(page) = page() {
        // As above.
        let _ = Reflect::delete_property(&page, &key.into());
    }
}

fn number(key: &str) -> Option<u64> {
    key.strip_prefix(PREFIX)?.parse().ok()
}

/// What both modules see of the page (`www/boot.js`).
fn page() -> Option<Object> {
    let window = web_sys::window()?;
    let shared = Reflect::get(&window, &"photofinish".into()).ok()?;
    Reflect::get(&shared, &"kept".into()).ok()?.dyn_into().ok()
}
