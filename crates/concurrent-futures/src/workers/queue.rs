//! Jobs waiting for a worker: the highest priority first, first in first out within each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};

/// A queue of `T` by priority.
pub(crate) struct JobQueue<T> {
    levels: BTreeMap<Reverse<i8>, VecDeque<T>>,
    len: usize,
}

impl<T> Default for JobQueue<T> {
    fn default() -> Self {
        JobQueue {
            levels: BTreeMap::new(),
            len: 0,
        }
    }
}

impl<T> JobQueue<T> {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn push_back(&mut self, priority: i8, job: T) {
        self.level(priority).push_back(job);
    }

    /// Back to the head, before all of its priority.
    pub(crate) fn push_front(&mut self, priority: i8, job: T) {
        self.level(priority).push_front(job);
    }

    fn level(&mut self, priority: i8) -> &mut VecDeque<T> {
        self.len += 1;
        self.levels.entry(Reverse(priority)).or_default()
    }

    pub(crate) fn front(&self) -> Option<&T> {
        self.levels.values().find_map(VecDeque::front)
    }

    pub(crate) fn pop(&mut self) -> Option<T> {
        // Levels stay when they are empty: there are few, and the next job is likely of the same.
        let job = self.levels.values_mut().find_map(VecDeque::pop_front)?;
        self.len -= 1;
        Some(job)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.levels.values().flatten()
    }

    /// Takes out those that fail the test, and gives them: what they hold is to be dropped where
    /// nobody is in the middle of something.
    #[must_use]
    pub(crate) fn sweep(&mut self, mut keep: impl FnMut(&T) -> bool) -> Vec<T> {
        let mut swept = Vec::new();
        for level in self.levels.values_mut() {
            if level.iter().all(&mut keep) {
                continue;
            }
            for job in std::mem::take(level) {
                if keep(&job) {
                    level.push_back(job);
                } else {
                    swept.push(job);
                }
            }
        }
        self.len -= swept.len();
        swept
    }

    /// All of it, in order.
    pub(crate) fn take(&mut self) -> Vec<T> {
        std::mem::take(self)
            .levels
            .into_values()
            .flatten()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::JobQueue;

    #[test]
    fn higher_priorities_come_first_and_equals_in_order() {
        let mut queue = JobQueue::default();
        for (priority, name) in [(0, "a"), (5, "b"), (0, "c"), (-1, "d"), (5, "e")] {
            queue.push_back(priority, name);
        }
        queue.push_front(0, "first");
        assert_eq!(queue.len(), 6);
        assert_eq!(queue.front(), Some(&"b"));
        let order: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(order, ["b", "e", "first", "a", "c", "d"]);
        assert!(queue.is_empty() && queue.front().is_none());
    }

    #[test]
    fn what_is_swept_out_is_not_counted() {
        let mut queue = JobQueue::default();
        (0..10).for_each(|number| queue.push_back(number % 3, number));
        let swept = queue.sweep(|number| number % 2 == 0);
        assert_eq!(swept, [5, 1, 7, 3, 9]);
        assert_eq!(queue.len(), 5);
        assert_eq!(queue.take().len(), 5);
        assert!(queue.is_empty());
    }
}
