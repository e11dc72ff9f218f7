//! The moments of records at which one can stop: when something happened that is seen.

use std::time::Duration;

use crate::record::{EventKind, Record, Turns};
use crate::runtime::micros;

/// A run on the axis of all that are shown.
#[derive(Clone, Copy)]
pub struct Laid<'a> {
    /// Its record, whole.
    pub record: &'a Record,
    /// How long it has been going by its clock.
    pub now: Duration,
    /// Where it begins.
    pub from: Duration,
}

/// When the last of the runs was over, or how far the longest is by its clock.
#[must_use]
pub fn end(runs: &[Laid<'_>]) -> Duration {
    let end = |run: &Laid<'_>| run.from + run.record.ended().unwrap_or(run.now);
    runs.iter().map(end).max().unwrap_or_default()
}

/// The first moment after this one, or the last before it, at which anything happened in any of the runs that
/// is seen. The inner turns of a future, which only the inspector lists, are none.
#[must_use]
pub fn beside(runs: &[Laid<'_>], at: Duration, forward: bool) -> Option<Duration> {
    let times = runs.iter().flat_map(|run| {
        let events = run.record.events().iter();
        let seen = events.filter(|event| !matches!(event.kind, EventKind::Noted { .. }));
        // As the slider has them: two within one step of it are one moment.
        seen.map(|event| step_of(run.from + event.at))
    });
    match forward {
        true => times.filter(|time| *time > at).min(),
        false => times.filter(|time| *time < at).max(),
    }
}

/// The step of the slider, a hundredth of a millisecond, in which this moment lies: the end of that step, so that
/// it has happened there.
#[must_use]
pub fn step_of(at: Duration) -> Duration {
    Duration::from_micros(micros(at).div_ceil(10).saturating_mul(10))
}

/// The turns that were taken by the last events of futures of these records: all within one step of the slider. None once all is
/// over.
#[must_use]
pub fn turns<'a>(records: impl Iterator<Item = &'a Record> + Clone) -> Turns {
    let of_futures = records.flat_map(|record| {
        let events = record.events().iter();
        let of_futures = events.filter(|event| {
            matches!(
                event.kind,
                EventKind::Submitted { .. }
                    | EventKind::Started { .. }
                    | EventKind::Attempted { .. }
                    | EventKind::Settled { .. }
                    | EventKind::Delivered { .. }
                    | EventKind::Ended
            )
        });
        of_futures.map(|event| (step_of(event.at), event.kind.turns(record.lanes())))
    });
    let last = of_futures.clone().map(|(step, _)| step).max();
    let taken = of_futures.filter(|(step, _)| Some(*step) == last);
    taken.fold(Turns::default(), |all, (_, turns)| all.and(turns))
}
