//! Any moment of a run is what had happened by then, and nothing else.

use std::rc::Rc;
use std::time::Duration;

use photofinish::app::replay::moments::{beside, end, step_of};
use photofinish::app::run::moment::Moment;
use photofinish::record::{EventKind, FutureId, Note, Outcome, Record, Settled};
use photofinish::recorder::Recorder;
use photofinish::runtime::VirtualRuntime;
use proptest::prelude::*;

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Two futures: the second overtakes the first.
fn record() -> Record {
    let mut record = Record::new();
    let submitted = |id: FutureId, label: &str| EventKind::Submitted {
        id,
        label: label.into(),
        executor: "fetch".into(),
    };
    let started = |id| EventKind::Started {
        id,
        worker: Some(id),
    };
    let settled = |id| EventKind::Settled {
        id,
        settled: Settled::plain(Outcome::Ok),
    };
    record.push(ms(0), submitted(0, "BR"));
    record.push(ms(0), submitted(1, "CN"));
    record.push(ms(1), started(0));
    record.push(ms(2), started(1));
    record.push(
        ms(5),
        EventKind::Noted {
            id: 0,
            note: Note::Polled,
        },
    );
    record.push(ms(30), settled(1));
    record.push(ms(30), EventKind::Delivered { id: 1 });
    record.push(ms(50), settled(0));
    record.push(ms(50), EventKind::Delivered { id: 0 });
    record.push(ms(50), EventKind::Ended);
    record
}

#[test]
fn at_a_moment_has_happened_what_had_happened_by_then() {
    let record = record();
    let counts = |at| {
        let then = record.until(ms(at));
        (
            then.lanes().len(),
            then.in_flight(),
            then.settled(),
            then.delivered().to_vec(),
        )
    };
    assert_eq!(counts(0), (2, 0, 0, vec![]));
    assert_eq!(counts(1), (2, 1, 0, vec![]));
    assert_eq!(counts(29), (2, 2, 0, vec![]));
    assert_eq!(counts(30), (2, 1, 1, vec![1]));
    assert_eq!(counts(49), (2, 1, 1, vec![1]));
    assert_eq!(record.until(ms(50)), record);
    assert_eq!(record.until(ms(49)).ended(), None);
}

#[test]
fn steps_go_from_one_thing_that_is_seen_to_the_next_over_all_runs() {
    let (first, mut second) = (record(), Record::new());
    second.push(ms(40), EventKind::Ended);
    let records = [(&first, ms(9000)), (&second, ms(9000))];
    let mut at = ms(0);
    let mut forward = Vec::new();
    while let Some(next) = beside(&records, at, true) {
        forward.push(next.as_millis());
        at = next;
    }
    assert_eq!(forward, [1, 2, 30, 40, 50]);
    let mut back = Vec::new();
    while let Some(next) = beside(&records, at, false) {
        back.push(next.as_millis());
        at = next;
    }
    assert_eq!(back, [40, 30, 2, 1, 0]);
    assert_eq!(end(&records), ms(50));
    // One that goes on is as long as it has been so far.
    let going = record().until(ms(49));
    assert_eq!(end(&[(&going, ms(70))]), ms(70));
}

#[test]
fn records_are_handed_out_as_they_were_and_made_once() {
    let whole = Recorder::of(record(), ms(60));
    let moment = Moment::default();
    assert!(Rc::ptr_eq(&moment.of(whole.clone()), &whole));
    assert!(moment.set(Some(ms(30))));
    assert!(!moment.set(Some(ms(30))));
    let then = moment.of(whole.clone());
    assert_eq!(*then.record(), whole.record().until(ms(30)));
    assert_eq!(then.elapsed(), ms(30));
    assert!(Rc::ptr_eq(&moment.of(whole.clone()), &then));
    assert!(moment.set(None));
    assert!(Rc::ptr_eq(&moment.of(whole.clone()), &whole));
    assert_eq!(whole.elapsed(), ms(60));
}

#[test]
fn a_picture_that_is_held_stays_while_its_runs_go_on() {
    let over = Recorder::of(record(), ms(60));
    let clock = Rc::new(VirtualRuntime::new());
    let going = Recorder::new(clock.clone(), Rc::new(|| ()));
    let submit = |id| EventKind::Submitted {
        id,
        label: "one".into(),
        executor: "two".into(),
    };
    clock.advance(ms(3));
    going.push(submit(0));
    let moment = Moment::default();
    moment.hold(&[over.clone(), going.clone()]);
    assert!(moment.is_held());
    assert_eq!(moment.at(), Some(ms(50)));
    for _ in 0..2 {
        // What was over is whole, what goes is as far as it had come.
        assert_eq!(*moment.of(over.clone()).record(), *over.record());
        assert_eq!(moment.of(going.clone()).record().lanes().len(), 1);
        assert_eq!(moment.of(going.clone()).elapsed(), ms(3));
        clock.advance(ms(4));
        let next = going.record().lanes().len();
        going.push(submit(next));
    }
    let later = Recorder::new(clock.clone(), Rc::new(|| ()));
    clock.advance(ms(1));
    later.push(submit(0));
    assert!(moment.of(later).record().lanes().is_empty());
    assert!(moment.set(Some(ms(50))));
    assert!(!moment.is_held());
    assert_eq!(moment.of(going).record().lanes().len(), 3);
}

proptest! {
    #[test]
    fn at_the_step_of_a_moment_it_has_happened(micros in 0u64..10_000_000) {
        let at = Duration::from_micros(micros);
        let step = step_of(at);
        prop_assert!(step >= at && step - at < Duration::from_micros(10));
        prop_assert_eq!(step_of(step), step);
    }
}
