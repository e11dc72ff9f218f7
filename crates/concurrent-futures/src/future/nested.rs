//! Futures that settle each other, in a stack of bounded depth.
//!
//! A callback may settle another future, whose callback settles the next, and so on through
//! thousands. A few are told one inside the other, as a call reads; those deeper down when the
//! deepest of these has returned, in the order in which they settled.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// So many futures are told one inside the other. A callback of a page takes some hundred bytes of
/// a stack of 1 MiB, one of Yew some kilobytes.
const DEEPEST: usize = 32;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static LATE: RefCell<VecDeque<Box<dyn FnOnce()>>> = const { RefCell::new(VecDeque::new()) };
}

/// Runs `act` now, or as soon as the stack is shallow enough.
pub(super) fn nested(act: impl FnOnce() + 'static) {
    let depth = DEPTH.get();
    if depth >= DEEPEST {
        return LATE.with_borrow_mut(|late| late.push_back(Box::new(act)));
    }
    let _level = Level::enter(depth);
    act();
    if depth + 1 == DEEPEST {
        while let Some(act) = LATE.with_borrow_mut(VecDeque::pop_front) {
            act();
        }
    }
}

/// One level of the stack, also while it unwinds.
struct Level(usize);

impl Level {
    fn enter(depth: usize) -> Self {
        DEPTH.set(depth + 1);
        Level(depth)
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        DEPTH.set(self.0);
    }
}
