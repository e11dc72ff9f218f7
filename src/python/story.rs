//! What was seen of a program's futures, as the events of a record: only what can follow each other.

use std::rc::Rc;
use std::time::Duration;

use super::{Seen, What};
use crate::record::{EventKind, FutureId, Note, Outcome, Settled};

/// The futures of a program as far as they were seen.
#[derive(Debug, Default)]
pub struct Story {
    futures: Vec<Stand>,
    last: Duration,
}

/// Where a future stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stand {
    Submitted,
    Started,
    Settled,
    Delivered,
}

/// What was told cannot have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was told of future {id} cannot have happened")]
pub struct Untrue {
    /// Of which future.
    pub id: FutureId,
}

impl Story {
    /// One more event, with its time. Times never go back: events of different threads may be told a little out of order.
    ///
    /// # Errors
    /// [`Untrue`] where a future is none that was submitted, or has done this or what follows it already.
    pub fn tell(&mut self, seen: Seen) -> Result<(Duration, EventKind), Untrue> {
        let kind = match seen.what {
            What::Submitted {
                id,
                label,
                executor,
            } => {
                if id != self.futures.len() {
                    return Err(Untrue { id });
                }
                self.futures.push(Stand::Submitted);
                EventKind::Submitted {
                    id,
                    label,
                    executor,
                }
            }
            What::Started { id, worker } => {
                self.advance(id, Stand::Submitted, Stand::Started)?;
                let worker = Some(worker);
                EventKind::Started { id, worker }
            }
            What::Settled { id, settled } => {
                self.advance(id, Stand::Started, Stand::Settled)?;
                EventKind::Settled { id, settled }
            }
            What::Delivered { id } => {
                if self.futures.get(id) != Some(&Stand::Settled) {
                    return Err(Untrue { id });
                }
                self.advance(id, Stand::Settled, Stand::Delivered)?;
                EventKind::Delivered { id }
            }
            What::Named { id, label } => {
                if id >= self.futures.len() {
                    return Err(Untrue { id });
                }
                let note = Note::Named(label);
                EventKind::Noted { id, note }
            }
            What::Limit { max_workers } => EventKind::MaxWorkers { max_workers },
        };
        Ok((self.at(seen.at), kind))
    }

    /// The program is over, or was ended: what has not settled never will. Its futures were cut off, and say why.
    pub fn end(&mut self, at: Duration, why: &str) -> Vec<(Duration, EventKind)> {
        let at = self.at(at);
        let open = self.futures.iter_mut().enumerate();
        let open = open.filter(|(_, stand)| **stand < Stand::Settled);
        let mut events: Vec<_> = open
            .map(|(id, stand)| {
                *stand = Stand::Settled;
                let settled = Settled {
                    error: Some(Rc::from(why)),
                    ..Settled::plain(Outcome::Cancelled)
                };
                (at, EventKind::Settled { id, settled })
            })
            .collect();
        events.push((at, EventKind::Ended));
        events
    }

    /// How many futures there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.futures.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.futures.is_empty()
    }

    fn advance(&mut self, id: FutureId, most: Stand, to: Stand) -> Result<(), Untrue> {
        let stand = self.futures.get_mut(id).filter(|stand| **stand <= most);
        *stand.ok_or(Untrue { id })? = to;
        Ok(())
    }

    fn at(&mut self, at: Duration) -> Duration {
        self.last = self.last.max(at);
        self.last
    }
}
