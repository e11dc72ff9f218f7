//! Room for a limited number of connections: when all places are taken, who has asked nothing for the longest time makes
//! room for who comes next.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

/// How long anyone may ask nothing, however many come: who has just connected has not had the time to ask.
const FAIR: Duration = Duration::from_millis(500);

/// The places of one origin.
#[derive(Default)]
pub(crate) struct Places {
    taken: Vec<Arc<Place>>,
}

/// The place of one connection.
pub(crate) struct Place {
    asks: Mutex<Asks>,
    needed: Notify,
}

/// What a connection has asked for.
struct Asks {
    /// Requests under way.
    busy: usize,
    /// When the last of them was over, or the connection began.
    waits_since: Instant,
    /// Answers of which nothing has been taken.
    untaken: usize,
    /// Since when there are some, or when last of one something was taken.
    untaken_since: Instant,
}

/// A request is under way, until this is dropped.
pub(crate) struct Busy(Arc<Place>);

/// An answer of which nothing has been taken, until this is dropped.
pub(crate) struct Untaken(Arc<Place>);

impl Places {
    /// A place for a new connection, which leaves it by dropping it.
    pub(crate) fn take(&mut self) -> Arc<Place> {
        self.taken.retain(|place| Arc::strong_count(place) > 1);
        let place = Arc::new(Place {
            asks: Mutex::new(Asks {
                busy: 0,
                waits_since: Instant::now(),
                untaken: 0,
                untaken_since: Instant::now(),
            }),
            needed: Notify::new(),
        });
        self.taken.push(Arc::clone(&place));
        place
    }

    /// How many are taken and have not been asked to leave.
    pub(crate) fn kept(&self) -> usize {
        let kept = |place: &&Arc<Place>| Arc::strong_count(place) > 1;
        self.taken.iter().filter(kept).count()
    }

    /// Asks who has waited longest to leave its place, as soon as it has waited long enough.
    pub(crate) async fn make_room(&mut self) {
        loop {
            self.taken.retain(|place| Arc::strong_count(place) > 1);
            // Who begins to wait later than now is in no hurry to be asked.
            let until = match self.longest() {
                Some((since, nth)) if since.elapsed() >= FAIR => {
                    // Asked once: it is on its way out.
                    self.taken.swap_remove(nth).needed.notify_one();
                    return;
                }
                Some((since, _)) => since + FAIR,
                None => Instant::now() + FAIR,
            };
            sleep_until(until).await;
        }
    }

    /// Who has waited longest, and since when.
    fn longest(&self) -> Option<(Instant, usize)> {
        let places = self.taken.iter().enumerate();
        let waiting = places.filter_map(|(nth, place)| Some((place.waits_since()?, nth)));
        waiting.min()
    }
}

impl Place {
    /// Says that a request is under way.
    pub(crate) fn busy(self: &Arc<Self>) -> Busy {
        self.asks().busy += 1;
        Busy(Arc::clone(self))
    }

    /// Says that an answer is there to be taken.
    pub(crate) fn untaken(self: &Arc<Self>) -> Untaken {
        let mut asks = self.asks();
        if asks.untaken == 0 {
            asks.untaken_since = Instant::now();
        }
        asks.untaken += 1;
        Untaken(Arc::clone(self))
    }

    /// Resolves once the place is needed for somebody else.
    pub(crate) async fn is_needed(&self) {
        self.needed.notified().await;
    }

    /// Since when it waits for a request; none while one is under way.
    pub(crate) fn waits_since(&self) -> Option<Instant> {
        let asks = self.asks();
        (asks.busy == 0).then_some(asks.waits_since)
    }

    /// Since when answers wait and nothing of any was taken.
    #[cfg(feature = "tls")]
    pub(crate) fn untaken_since(&self) -> Option<Instant> {
        let asks = self.asks();
        (asks.untaken > 0).then_some(asks.untaken_since)
    }

    fn asks(&self) -> MutexGuard<'_, Asks> {
        self.asks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let mut asks = self.0.asks();
        asks.busy -= 1;
        asks.waits_since = Instant::now();
    }
}

impl Drop for Untaken {
    fn drop(&mut self) {
        let mut asks = self.0.asks();
        asks.untaken -= 1;
        asks.untaken_since = Instant::now();
    }
}
