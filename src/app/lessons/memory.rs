//! What stays on this machine: read once, written when it changes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use crate::app::browser;
use crate::lessons::{Kept, Lesson, Ran};

const NAME: &str = "lessons";

/// Answers and goals, and the page that follows them.
#[derive(Clone)]
pub struct Memory {
    kept: Rc<RefCell<Kept>>,
    /// Whether the browser took what was last to be kept.
    lasts: Rc<Cell<bool>>,
    again: UseForceUpdateHandle,
}

/// What stays on this machine.
#[hook]
pub fn use_memory() -> Memory {
    let kept = use_mut_ref(|| Kept::from_text(&browser::kept(NAME).unwrap_or_default()));
    let lasts = use_memo((), |()| Cell::new(true));
    let again = use_force_update();
    Memory { kept, lasts, again }
}

impl Memory {
    /// What is kept.
    pub fn kept(&self) -> Kept {
        self.kept.borrow().clone()
    }

    /// Whether it outlives the page: a browser may refuse to store it.
    pub fn lasts(&self) -> bool {
        self.lasts.get()
    }

    /// Changes it.
    pub fn change(&self, change: impl FnOnce(Kept) -> Kept) {
        let before = self.kept();
        let next = change(before.clone());
        if next != before {
            // Refused storage is no error: it holds until the page is left.
            let text = next.to_text();
            browser::keep(NAME, &text);
            self.lasts.set(browser::kept(NAME) == Some(text));
            *self.kept.borrow_mut() = next;
            self.again.force_update();
        }
    }

    /// Keeps the goals that these runs reach.
    pub fn reach(&self, lesson: &Lesson, all: &[Ran]) {
        self.change(|mut kept| {
            for (nth, goal) in lesson.goals.iter().enumerate() {
                if all.iter().any(|ran| goal.is_reached(ran)) {
                    kept = kept.with_goal(lesson.number, nth);
                }
            }
            kept
        });
    }
}
