//! Room for a limited number of connections: when all places are taken, who has asked nothing for the longest time makes
//! room for who comes next.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

/// How long anyone may ask nothing, however many come: who has just connected has not had the time to ask.
const FAIR: Duration = Duration::from_millis(500);

/// The places of one origin.
#[derive(Default)]
pub(crate) struct Places {
    taken: Vec<Arc<Place>>,
}

/// The place of one connection.
pub(crate) struct Place {
    /// Since when it waits for a request; none while one is under way.
    waits_since: Mutex<Option<Instant>>,
    needed: Notify,
}

/// A request is under way, until this is dropped.
pub(crate) struct Busy(Arc<Place>);

impl Places {
    /// A place for a new connection, which leaves it by dropping it.
    pub(crate) fn take(&mut self) -> Arc<Place> {
        self.taken.retain(|place| Arc::strong_count(place) > 1);
        let place = Arc::new(Place {
            waits_since: Mutex::new(Some(Instant::now())),
            needed: Notify::new(),
        });
        self.taken.push(Arc::clone(&place));
        place
    }

    /// Asks who has waited longest, and for long enough, to leave its place.
    pub(crate) fn make_room(&mut self) {
        self.taken.retain(|place| Arc::strong_count(place) > 1);
        let waiting = self.taken.iter().enumerate();
        let longest = waiting
            .filter_map(|(nth, place)| Some((place.waits_since()?, nth)))
            .filter(|(since, _)| since.elapsed() >= FAIR)
            .min();
        if let Some((_, nth)) = longest {
            // Asked once: it is on its way out.
            self.taken.swap_remove(nth).needed.notify_one();
        }
    }
}

impl Place {
    /// Says that a request is under way.
    pub(crate) fn busy(self: &Arc<Self>) -> Busy {
        self.wait_since(None);
        Busy(Arc::clone(self))
    }

    /// Resolves once the place is needed for somebody else.
    pub(crate) async fn is_needed(&self) {
        self.needed.notified().await;
    }

    fn waits_since(&self) -> Option<Instant> {
        *self
            .waits_since
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_since(&self, since: Option<Instant>) {
        *self
            .waits_since
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = since;
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.wait_since(Some(Instant::now()));
    }
}
