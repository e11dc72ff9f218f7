//! One future of a file, and the events that it tells of.

use std::time::Duration;

use super::cursor::Cursor;
use super::error::{Expected, ReadError};
use crate::record::{Attempt, Count, EventKind, FutureId, Note, Outcome, Pause, Phase, Settled};

/// The names of [`Outcome::ALL`], in its order.
pub(super) const OUTCOMES: &[&str] = &[
    "ok",
    "not_found",
    "http_error",
    "network_error",
    "timeout",
    "cancelled",
    "failed",
];

/// An event with what orders it among those of the same moment: of one future submitted comes before
/// started, and so on.
pub(super) struct Timed {
    pub at: Duration,
    pub turn: u8,
    pub kind: EventKind,
}

impl Timed {
    pub fn new(at: Duration, turn: u8, kind: EventKind) -> Self {
        Timed { at, turn, kind }
    }
}

/// The turn of a submission, of what lies between, of a settlement, of a delivery.
const TURNS: [u8; 5] = [1, 2, 3, 4, 5];

/// The events of the future `id`, in their order, and its outcome.
pub(super) fn events(
    here: &Cursor<'_>,
    id: FutureId,
    events: &mut Vec<Timed>,
) -> Result<Option<Outcome>, ReadError> {
    let [submission, start, between, settlement, delivery] = TURNS;
    here.get("id")?.whole(id as u64, id as u64)?;
    let submitted = here.get("submitted_ms")?.time()?;
    let started = here
        .get("started_ms")?
        .maybe(|at| at.not_before(Some(submitted), "submitted_ms"))?;
    let begun = started.or(Some(submitted));
    let since = if started.is_some() {
        "started_ms"
    } else {
        "submitted_ms"
    };
    let finished = here
        .get("finished_ms")?
        .maybe(|at| at.not_before(begun, since))?;
    let outcome = outcome(&here.get("outcome")?)?;
    if finished.is_some() != outcome.is_some() {
        return Err(here
            .get("outcome")?
            .error(Expected::Together("finished_ms")));
    }
    let delivered = here.get("delivered_ms")?.maybe(|at| {
        if finished.is_none() {
            return Err(at.error(Expected::Together("finished_ms")));
        }
        at.not_before(finished, "finished_ms")
    })?;
    let worker = here.get("worker")?.maybe(|at| at.whole(0, 1 << 20))?;
    let attempts = here.get("attempts")?.parts(attempt)?;

    let (label, executor) = (here.get("label")?.text()?, here.get("executor")?.text()?);
    let submitted_as = EventKind::Submitted {
        id,
        label,
        executor,
    };
    events.push(Timed::new(submitted, submission, submitted_as));
    if let Some(started) = started {
        let worker = worker.map(|number| number as usize);
        events.push(Timed::new(
            started,
            start,
            EventKind::Started { id, worker },
        ));
        let end = finished.unwrap_or(Duration::MAX);
        for attempt in attempts {
            // What is told of attempts has to lie within the future to be of any use.
            let from = attempt.from.clamp(started, end);
            let to = attempt.to.clamp(from, end);
            if attempt.number > 1 {
                events.push(Timed::new(from, between, noted(id, attempt.number)));
            }
            let next = attempt
                .pause
                .map(|pause| (to + pause.time, attempt.number + 1));
            events.push(Timed::new(
                to,
                between,
                EventKind::Attempted { id, attempt },
            ));
            // The one after the last that ended, if there was time for it.
            if let Some((at, number)) = next.filter(|(at, _)| *at < end) {
                events.push(Timed::new(at, between, noted(id, number)));
            }
        }
    }
    if let (Some(at), Some(outcome)) = (finished, outcome) {
        let settled = settled(here, outcome)?;
        events.push(Timed::new(
            at,
            settlement,
            EventKind::Settled { id, settled },
        ));
    }
    if let Some(at) = delivered {
        events.push(Timed::new(at, delivery, EventKind::Delivered { id }));
    }
    Ok(outcome)
}

fn noted(id: FutureId, number: u32) -> EventKind {
    EventKind::Noted {
        id,
        note: Note::Attempt(number),
    }
}

fn outcome(here: &Cursor<'_>) -> Result<Option<Outcome>, ReadError> {
    here.maybe(|here| Ok(Outcome::ALL[here.one_of(OUTCOMES)?]))
}

fn settled(here: &Cursor<'_>, outcome: Outcome) -> Result<Settled, ReadError> {
    Ok(Settled {
        outcome,
        http_status: status(here)?,
        bytes: here.get("bytes")?.maybe(|at| at.whole(0, 1 << 53))?,
        error: here.get("error")?.maybe(Cursor::text)?,
        phases: phases(here)?,
        counts: counts(here)?,
    })
}

fn status(here: &Cursor<'_>) -> Result<Option<u16>, ReadError> {
    let status = here.get("http_status")?.maybe(|at| at.whole(100, 999))?;
    Ok(status.map(|status| status as u16))
}

fn phases(here: &Cursor<'_>) -> Result<Vec<Phase>, ReadError> {
    here.get("phases")?.parts(|phase| {
        let from = phase.get("from_ms")?.time()?;
        Ok(Phase {
            name: phase.get("name")?.text()?,
            from,
            to: phase.get("to_ms")?.not_before(Some(from), "from_ms")?,
        })
    })
}

/// What a job counted. Files in which nothing was counted have no such list.
fn counts(here: &Cursor<'_>) -> Result<Vec<Count>, ReadError> {
    here.get("counts")?.parts(|count| {
        Ok(Count {
            name: count.get("name")?.text()?,
            value: count.get("value")?.whole(0, 1 << 53)?,
        })
    })
}

fn attempt(here: &Cursor<'_>) -> Result<Attempt, ReadError> {
    let from = here.get("from_ms")?.time()?;
    let pause = here.get("pause_ms")?.maybe(Cursor::time)?;
    let asked = here.get("retry_after_ms")?.maybe(Cursor::time)?;
    Ok(Attempt {
        number: here.get("number")?.whole(1, 1 << 20)? as u32,
        from,
        to: here.get("to_ms")?.not_before(Some(from), "from_ms")?,
        outcome: Outcome::ALL[here.get("outcome")?.one_of(OUTCOMES)?],
        http_status: status(here)?,
        error: here.get("error")?.maybe(Cursor::text)?,
        phases: phases(here)?,
        server: here.get("server_ms")?.maybe(Cursor::time)?,
        redirected: here
            .get("redirected")?
            .maybe(Cursor::bool)?
            .unwrap_or_default(),
        pause: pause.map(|time| Pause { time, asked }),
    })
}
