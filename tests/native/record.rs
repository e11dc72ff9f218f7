//! The record of a run: what counts as having happened, and what each lane tells of it.

use std::time::Duration;

use crate::records::{Script, ms, phase};
use photofinish::record::{
    Attempt, Doing, EventKind, Note, Outcome, Pause, Phase, Record, Settled, Span,
};

fn submitted(id: usize) -> EventKind {
    EventKind::Submitted {
        id,
        label: "BR".into(),
        executor: "fetch".into(),
    }
}

fn started(id: usize) -> EventKind {
    let worker = Some(3);
    EventKind::Started { id, worker }
}

fn settled(id: usize, outcome: Outcome) -> EventKind {
    let settled = Settled::plain(outcome);
    EventKind::Settled { id, settled }
}

fn delivered(id: usize) -> EventKind {
    EventKind::Delivered { id }
}

fn noted(id: usize, note: Note) -> EventKind {
    EventKind::Noted { id, note }
}

fn attempted(id: usize, from: u64, to: u64, phases: Vec<Phase>) -> EventKind {
    let attempt = Attempt {
        number: 1,
        from: ms(from),
        to: ms(to),
        outcome: Outcome::HttpError,
        http_status: Some(503),
        error: None,
        server: None,
        phases,
        redirected: false,
        pause: None,
    };
    EventKind::Attempted { id, attempt }
}

fn record(events: impl IntoIterator<Item = (u64, EventKind)>) -> Record {
    let mut record = Record::new();
    for (at, kind) in events {
        record.push(ms(at), kind);
    }
    record
}

/// Nothing comes of this event: the record stays as it is, to the last field.
fn is_ignored(record: &Record, kind: EventKind) {
    let mut after = record.clone();
    after.push(ms(900), kind.clone());
    assert_eq!(&after, record, "{kind:?}");
}

fn all_of(id: usize) -> [EventKind; 5] {
    [
        started(id),
        attempted(id, 0, 1, Vec::new()),
        settled(id, Outcome::Ok),
        delivered(id),
        noted(id, Note::Progress(0.5)),
    ]
}

#[test]
fn what_happens_to_an_unknown_future_is_ignored() {
    let one = record([(0, submitted(0))]);
    for kind in all_of(1) {
        is_ignored(&one, kind);
    }
    // Numbers are given out in order, each once.
    is_ignored(&one, submitted(0));
    is_ignored(&one, submitted(2));
    assert_eq!((one.lanes().len(), one.events().len()), (1, 1));
}

#[test]
fn everything_happens_once_and_in_its_order() {
    let queued = record([(0, submitted(0))]);
    // No attempt before the start, no delivery before the end.
    is_ignored(&queued, attempted(0, 0, 1, Vec::new()));
    is_ignored(&queued, delivered(0));
    let mut running = queued;
    running.push(ms(5), started(0));
    is_ignored(&running, started(0));
    is_ignored(&running, delivered(0));
    let mut done = running;
    done.push(ms(9), settled(0, Outcome::Ok));
    is_ignored(&done, started(0));
    is_ignored(&done, attempted(0, 5, 9, Vec::new()));
    is_ignored(&done, settled(0, Outcome::Failed));
    let mut over = done;
    over.push(ms(12), delivered(0));
    is_ignored(&over, delivered(0));
    let lane = &over.lanes()[0];
    let times = (lane.submitted, lane.started, lane.finished, lane.delivered);
    assert_eq!(times, (ms(0), Some(ms(5)), Some(ms(9)), Some(ms(12))));
    assert_eq!((lane.worker, lane.outcome()), (Some(3), Some(Outcome::Ok)));
    // What never started does not start any more once it is cancelled.
    let cancelled = record([(0, submitted(0)), (4, settled(0, Outcome::Cancelled))]);
    is_ignored(&cancelled, started(0));
    assert_eq!((cancelled.in_flight(), cancelled.max_in_flight()), (0, 0));
}

#[test]
fn counts_add_up() {
    let events = Outcome::ALL.iter().enumerate().flat_map(|(id, outcome)| {
        // Three of each of the first kind, so that no two counts are alike by accident.
        (0..3 * usize::from(id == 0) + 1).map(move |_| *outcome)
    });
    let mut record = Record::new();
    for (id, outcome) in events.enumerate() {
        record.push(ms(0), submitted(id));
        record.push(ms(1), started(id));
        record.push(ms(2), settled(id, outcome));
    }
    record.push(ms(3), submitted(10));
    record.push(ms(3), started(10));
    let counts = Outcome::ALL.map(|outcome| record.count(outcome));
    assert_eq!(counts, [4, 1, 1, 1, 1, 1, 1]);
    assert_eq!(
        (record.settled(), record.came(), record.failures()),
        (10, 9, 4)
    );
    assert_eq!((record.in_flight(), record.max_in_flight()), (1, 1));
    assert_eq!(Outcome::ALL.map(Outcome::index), [0, 1, 2, 3, 4, 5, 6]);
}

#[test]
fn the_most_in_flight_is_kept() {
    let both = [
        (0, submitted(0)),
        (0, submitted(1)),
        (1, started(0)),
        (2, started(1)),
    ];
    let ends = [(3, settled(0, Outcome::Ok)), (4, settled(1, Outcome::Ok))];
    let record = record(both.into_iter().chain(ends));
    assert_eq!((record.in_flight(), record.max_in_flight()), (0, 2));
}

#[test]
fn a_worker_knows_when_its_job_began_and_never_after_its_end() {
    let computed = |from, to| EventKind::Settled {
        id: 0,
        settled: Settled {
            phases: vec![phase("compute", from, to)],
            ..Settled::plain(Outcome::Ok)
        },
    };
    let began = |kind| record([(0, submitted(0)), (1, started(0)), (9, kind)]).lanes()[0].started;
    assert_eq!(began(computed(4, 8)), Some(ms(4)));
    assert_eq!(began(computed(40, 80)), Some(ms(9)));
    let never = record([(0, submitted(0)), (9, computed(4, 8))]);
    assert_eq!((never.lanes()[0].started, never.in_flight()), (None, 0));
}

#[test]
fn a_request_ends_with_the_phases_of_its_last_attempt_unless_it_has_its_own() {
    let of_attempt = vec![phase("waiting", 1, 5)];
    let own = vec![phase("waiting", 2, 6)];
    let phases = |phases: Vec<Phase>| {
        let settled = Settled {
            phases,
            ..Settled::plain(Outcome::Ok)
        };
        let events = [
            (0, submitted(0)),
            (1, started(0)),
            (6, attempted(0, 1, 6, of_attempt.clone())),
            (6, EventKind::Settled { id: 0, settled }),
        ];
        let record = record(events);
        let lane = &record.lanes()[0];
        assert_eq!(lane.phase("receiving"), None);
        let settled = lane.settled.clone().map(|settled| settled.phases);
        (settled, lane.phase("waiting"))
    };
    let first = (Some(of_attempt.clone()), Some((ms(1), ms(5))));
    assert_eq!(phases(Vec::new()), first);
    assert_eq!(phases(own.clone()), (Some(own), Some((ms(2), ms(6)))));
}

#[test]
fn notes_tell_of_progress_and_of_the_attempt_under_way() {
    let mut record = record([(0, submitted(0)), (1, started(0))]);
    let lane = |record: &Record| record.lanes()[0].clone();
    assert_eq!(
        (lane(&record).attempting, lane(&record).repeated()),
        (Some(ms(1)), 0)
    );
    record.push(ms(3), noted(0, Note::Progress(0.25)));
    record.push(ms(4), noted(0, Note::Polled));
    assert_eq!(lane(&record).progress, Some(0.25));
    assert_eq!(lane(&record).attempting, Some(ms(1)));
    record.push(ms(5), attempted(0, 1, 5, Vec::new()));
    assert_eq!(
        (lane(&record).attempting, lane(&record).repeated()),
        (None, 0)
    );
    record.push(ms(7), noted(0, Note::Attempt(2)));
    assert_eq!(
        (lane(&record).attempting, lane(&record).repeated()),
        (Some(ms(7)), 1)
    );
    record.push(ms(9), settled(0, Outcome::Cancelled));
    record.push(ms(11), noted(0, Note::Attempt(3)));
    assert_eq!(lane(&record).attempting, Some(ms(7)), "it is over");
    assert_eq!(record.history(0).count(), 8, "the inspector hears of all");
}

#[test]
fn what_concerns_the_whole_run_belongs_to_no_future() {
    let mut record = record([
        (0, EventKind::MaxWorkers { max_workers: 2 }),
        (0, EventKind::WorkersStarted { took: ms(7) }),
        (0, submitted(0)),
        (0, submitted(1)),
        (1, started(1)),
    ]);
    assert_eq!((record.is_cancelled(), record.ended()), (false, None));
    record.push(ms(30), EventKind::Stalled { gap: ms(20) });
    record.push(ms(35), EventKind::CancelRequested);
    record.push(ms(40), EventKind::Ended);
    assert!(record.is_cancelled());
    assert_eq!(record.ended(), Some(ms(40)));
    assert_eq!(record.stalls().collect::<Vec<_>>(), [(ms(30), ms(20))]);
    assert_eq!([0, 1].map(|id| record.history(id).count()), [1, 2]);
    let none = record
        .events()
        .iter()
        .filter(|event| event.kind.future().is_none());
    assert_eq!(none.count(), 5);
    assert_eq!(record.last_at(), ms(40));
    assert_eq!(Record::new().last_at(), Duration::ZERO);
}

#[test]
fn a_moment_is_rebuilt_with_all_that_had_happened_by_then() {
    let script = Script::new().ok("A", 0, 100).ok("B", 50, 150);
    let record = script.until(150);
    let earlier = record.until(ms(100));
    assert_eq!(earlier.lanes()[0].delivered, Some(ms(100)));
    assert_eq!(earlier.lanes()[1].finished, None);
    assert_eq!((earlier.settled(), earlier.ended()), (1, None));
    assert_eq!(record.until(ms(150)), record);
}

fn told(record: &Record) -> Vec<(Doing, u64, Option<u64>, bool)> {
    let millis = |time: Duration| time.as_millis() as u64;
    let part = |span: &Span| {
        (
            span.doing,
            millis(span.from),
            span.to.map(millis),
            span.measured,
        )
    };
    record.lanes()[0].spans().iter().map(part).collect()
}

#[test]
fn a_lane_has_no_gaps_and_no_empty_parts() {
    use Doing::{Held, Queued, Running};
    let waits = Script::new().queued("A").record();
    assert_eq!(told(&waits), [(Queued, 0, None, true)]);
    let never = Script::new().never_started("A", 30).record();
    assert_eq!(told(&never), [(Queued, 0, Some(30), true)]);
    let runs = Script::new().running("A", 0).record();
    assert_eq!(told(&runs), [(Running, 0, None, false)]);
    let measured = Script::new().measured("A", 10, 40, 90).record();
    assert_eq!(
        told(&measured),
        [
            (Queued, 0, Some(10), true),
            (Held, 10, Some(40), true),
            (Running, 40, Some(90), true)
        ]
    );
    // What the browser measured outside of the request is held within it.
    let mut odd = Settled::plain(Outcome::Ok);
    odd.phases = vec![phase("waiting", 5, 300), phase("receiving", 300, 400)];
    let odd = Script::new().fetch("A", 10, 90, odd).record();
    assert_eq!(
        told(&odd),
        [(Queued, 0, Some(10), true), (Running, 10, Some(90), true)]
    );
    let job = Script::new().job(0, [0, 5, 20, 60, 70]).record();
    assert_eq!(
        told(&job),
        [(Queued, 0, Some(20), true), (Running, 20, Some(60), true)]
    );
}

#[test]
fn the_time_of_a_part_that_goes_on_is_up_to_now() {
    let lane = Script::new().running("A", 20).record().lanes()[0].clone();
    let spans = lane.spans();
    assert_eq!(spans[0].time(ms(900)), ms(20));
    assert_eq!(spans[1].time(ms(50)), ms(30));
    assert_eq!(spans[1].time(ms(10)), Duration::ZERO);
}

#[test]
fn the_limits_and_the_last_moment_are_known_without_a_look_at_all_events() {
    let mut record = Record::new();
    assert_eq!((record.limits(), record.last_at()), (&[][..], ms(0)));
    for (at, max_workers) in [(0, 5), (30, 2)] {
        record.push(ms(at), EventKind::MaxWorkers { max_workers });
    }
    // What a worker tells late of an earlier moment is not the last.
    record.push(ms(20), EventKind::Stalled { gap: ms(10) });
    assert_eq!(record.limits(), [(ms(0), 5), (ms(30), 2)]);
    assert_eq!(record.last_at(), ms(30));
    assert_eq!(record.until(ms(20)).limits(), [(ms(0), 5)]);
}

#[test]
fn a_pause_lasts_until_the_next_attempt_and_then_the_last_goes_on() {
    let pause = |mut kind: EventKind| {
        if let EventKind::Attempted { attempt, .. } = &mut kind {
            let (time, asked) = (ms(20), Some(ms(20)));
            attempt.pause = Some(Pause { time, asked });
        }
        kind
    };
    let mut record = record([
        (0, submitted(0)),
        (0, started(0)),
        (10, pause(attempted(0, 0, 10, Vec::new()))),
    ]);
    let pausing = Doing::Pausing { asked: true };
    let first = (Doing::Running, 0, Some(10), false);
    assert_eq!(told(&record), [first, (pausing, 10, None, true)]);
    record.push(ms(30), noted(0, Note::Attempt(2)));
    let rest = (pausing, 10, Some(30), true);
    assert_eq!(
        told(&record),
        [first, rest, (Doing::Running, 30, None, false)]
    );
    record.push(ms(35), settled(0, Outcome::Cancelled));
    let aborted = (Doing::Running, 30, Some(35), false);
    assert_eq!(told(&record), [first, rest, aborted]);
    assert_eq!(
        record.lanes()[0].spans()[2].outcome,
        Some(Outcome::Cancelled)
    );
}
