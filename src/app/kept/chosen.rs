//! What there is to choose from, and what is chosen.

use std::rc::Rc;

use gloo_events::EventListener;
use yew::prelude::*;

use super::shelf::Kept;
use super::store;
use super::twins::Choice;
use crate::app::common::KEPT;

/// What is kept, without the exports.
#[derive(PartialEq)]
pub struct Shelf {
    /// Each with its number, the newest first.
    pub runs: Vec<(u64, Kept)>,
    /// Whether the browser stores anything for the page.
    pub is_allowed: bool,
    /// Whether all of it outlives a reload.
    pub is_safe: bool,
}

impl Shelf {
    /// As it is now, the newest first.
    fn look() -> Self {
        let all = store::all();
        let is_safe = all.iter().all(|stored| stored.is_safe);
        let known = |stored: store::Stored| Some((stored.number, Kept::read(&stored.text)?.0));
        Shelf {
            runs: all.into_iter().rev().filter_map(known).collect(),
            is_allowed: store::is_allowed(),
            is_safe,
        }
    }

    /// Whether this is among it.
    pub fn has(&self, (number, run): Choice) -> bool {
        let mut runs = self.runs.iter();
        runs.any(|(own, kept)| *own == number && run < kept.runs.len())
    }
}

/// What is kept, as long as that is the same.
#[hook]
pub fn use_shelf() -> UseStateHandle<Shelf> {
    let shelf = use_state_eq(Shelf::look);
    let set = shelf.setter();
    use_effect_with((), move |()| {
        let window = web_sys::window();
        let listener =
            window.map(|window| EventListener::new(&window, KEPT, move |_| set.set(Shelf::look())));
        move || drop(listener)
    });
    shelf
}

/// What is chosen: two at most.
#[derive(Default, PartialEq)]
pub struct Chosen(pub Vec<Choice>);

impl Reducible for Chosen {
    type Action = Choice;

    /// This one was pressed: it is chosen no longer, or is, and of three the first goes.
    fn reduce(self: Rc<Self>, pressed: Choice) -> Rc<Self> {
        let others = self.0.iter().copied().filter(|choice| *choice != pressed);
        let others: Vec<Choice> = others.collect();
        if others.len() < self.0.len() {
            return Rc::new(Chosen(others));
        }
        let last = others.last().copied();
        Rc::new(Chosen(last.into_iter().chain([pressed]).collect()))
    }
}
