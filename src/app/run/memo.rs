//! What was worked out once is not worked out again with every drawing of the page.

use std::cell::RefCell;

/// Keeps the last answer, and what it was an answer to.
#[derive(Debug)]
pub struct Memo<K, V>(RefCell<Option<(K, V)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Memo(RefCell::new(None))
    }
}

impl<K: PartialEq, V: Clone> Memo<K, V> {
    /// The answer for `key`, if the last one was for the same.
    pub fn known(&self, key: &K) -> Option<V> {
        let kept = self.0.borrow();
        let (_, value) = kept.as_ref().filter(|(kept, _)| kept == key)?;
        Some(value.clone())
    }

    /// The answer for `key`: the last one if that was for the same, or else what `make` makes.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        if let Some(value) = self.known(&key) {
            return value;
        }
        let value = make();
        *self.0.borrow_mut() = Some((key, value.clone()));
        value
    }
}

impl<K, V> Memo<K, V> {
    /// Forgets it.
    pub fn forget(&self) {
        self.0.take();
    }
}
