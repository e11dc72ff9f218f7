//! Who is to be told when something happens, held weakly.

use std::rc::Weak;

/// A list of weak references that holds one without an allocation: most futures have one waiter.
///
/// Who stops waiting just goes. What is left of them, a word and an emptied allocation each, is
/// swept out before the list grows: it never holds more than twice the live ones.
#[derive(Default)]
pub(crate) enum Waiters<S: ?Sized> {
    #[default]
    None,
    One(Weak<S>),
    Many(Vec<Weak<S>>),
}

impl<S: ?Sized> Waiters<S> {
    pub(crate) fn push(&mut self, waiter: Weak<S>) {
        match std::mem::take(self) {
            Waiters::None => *self = Waiters::One(waiter),
            Waiters::One(first) if first.strong_count() == 0 => *self = Waiters::One(waiter),
            Waiters::One(first) => *self = Waiters::Many(vec![first, waiter]),
            Waiters::Many(mut waiters) => {
                if waiters.len() == waiters.capacity() {
                    waiters.retain(|waiter| waiter.strong_count() > 0);
                    // Room for as many again, or the next call would sweep all of them anew.
                    waiters.reserve(waiters.len().max(2));
                }
                waiters.push(waiter);
                *self = Waiters::Many(waiters);
            }
        }
    }

    /// Calls `tell` with each that still waits, in the order in which they came.
    pub(crate) fn tell(self, mut tell: impl FnMut(&S)) {
        let mut tell = |waiter: Weak<S>| {
            if let Some(waiter) = waiter.upgrade() {
                tell(&waiter);
            }
        };
        match self {
            Waiters::None => {}
            Waiters::One(waiter) => tell(waiter),
            Waiters::Many(waiters) => waiters.into_iter().for_each(tell),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::Waiters;

    #[test]
    fn one_who_left_makes_room_for_one_and_one_who_stayed_does_not() {
        let mut waiters = Waiters::default();
        waiters.push(Rc::downgrade(&Rc::new(0)));
        let stayed = [Rc::new(1), Rc::new(2)];
        waiters.push(Rc::downgrade(&stayed[0]));
        assert!(matches!(waiters, Waiters::One(_)));
        waiters.push(Rc::downgrade(&stayed[1]));
        let mut told = Vec::new();
        waiters.tell(|waiter| told.push(*waiter));
        assert_eq!(told, [1, 2]);
    }

    #[test]
    fn those_who_left_do_not_pile_up() {
        let stayed: Vec<Rc<usize>> = (0..5).map(Rc::new).collect();
        let mut waiters = Waiters::default();
        for waiter in &stayed {
            waiters.push(Rc::downgrade(waiter));
        }
        for number in 0..10_000 {
            waiters.push(Rc::downgrade(&Rc::new(number)));
            let Waiters::Many(list) = &waiters else {
                panic!("five of them stay");
            };
            assert!(list.capacity() <= 16, "{} after {number}", list.capacity());
        }
        let mut told = Vec::new();
        waiters.tell(|waiter| told.push(*waiter));
        assert_eq!(told, [0, 1, 2, 3, 4]);
    }
}
