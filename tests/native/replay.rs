//! Any moment of a run is what had happened by then, and nothing else.

use std::rc::Rc;
use std::time::Duration;

use photofinish::app::replay::moments::{Laid, beside, end, step_of};
use photofinish::app::run::moment::{Moment, in_turn};
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
    let lay = |record, now, from| Laid { record, now, from };
    let records = [lay(&first, ms(9000), ms(0)), lay(&second, ms(9000), ms(0))];
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
    assert_eq!(end(&[lay(&going, ms(70), ms(0))]), ms(70));
    // Runs that followed one another lie after each other.
    let records = [lay(&first, ms(9000), ms(5)), lay(&second, ms(9000), ms(60))];
    assert_eq!(end(&records), ms(100));
    assert_eq!(beside(&records, ms(55), true), Some(ms(100)));
    assert_eq!(beside(&records, ms(100), false), Some(ms(55)));
    assert_eq!(beside(&records, ms(5), false), None);
}

#[test]
fn records_are_handed_out_as_they_were_and_made_once() {
    let whole = Recorder::of(record(), ms(60));
    let moment = Moment::default();
    assert!(Rc::ptr_eq(&moment.of(whole.clone(), ms(0)), &whole));
    assert!(moment.set(Some(ms(30))));
    assert!(!moment.set(Some(ms(30))));
    let then = moment.of(whole.clone(), ms(0));
    assert_eq!(*then.record(), whole.record().until(ms(30)));
    assert_eq!(then.elapsed(), ms(30));
    assert!(Rc::ptr_eq(&moment.of(whole.clone(), ms(0)), &then));
    assert!(moment.set(None));
    assert!(Rc::ptr_eq(&moment.of(whole.clone(), ms(0)), &whole));
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
        assert_eq!(*moment.of(over.clone(), ms(0)).record(), *over.record());
        assert_eq!(moment.of(going.clone(), ms(0)).record().lanes().len(), 1);
        assert_eq!(moment.of(going.clone(), ms(0)).elapsed(), ms(3));
        clock.advance(ms(4));
        let next = going.record().lanes().len();
        going.push(submit(next));
    }
    let later = Recorder::new(clock.clone(), Rc::new(|| ()));
    clock.advance(ms(1));
    later.push(submit(0));
    let lanes = |one: &Rc<Recorder>| moment.of(one.clone(), ms(0)).record().lanes().len();
    assert_eq!(lanes(&later), 0);
    // One can go back in it, and on as far as it had come.
    assert!(moment.set(Some(ms(2))));
    assert!(!moment.is_held());
    assert_eq!(lanes(&going), 0);
    assert!(moment.set(Some(ms(4))));
    assert_eq!(lanes(&going), 1);
    assert_eq!(moment.within(vec![over, going.clone(), later]).len(), 2);
    assert!(moment.set(Some(ms(50))) && moment.is_held());
    // Who goes on, back or lets go is where the newest was.
    assert_eq!(moment.on_from(), Some(ms(3)));
    moment.let_go();
    assert_eq!((moment.at(), moment.is_held()), (Some(ms(3)), false));
    assert!(moment.set(Some(ms(50))));
    assert_eq!(lanes(&going), 3);
}

#[test]
fn runs_that_followed_one_another_begin_after_the_last_and_with_their_own_workers_there() {
    let run = |startup: u64, took: u64| {
        let mut record = Record::new();
        let took_to_start = EventKind::WorkersStarted { took: ms(startup) };
        record.push(ms(0), took_to_start);
        record.push(ms(took), EventKind::Ended);
        Recorder::of(record, ms(9000))
    };
    let runs = [run(7, 50), run(3, 20), run(10, 30)];
    assert_eq!(in_turn(&runs), [ms(7), ms(60), ms(90)]);
    let moment = Moment::default();
    assert!(moment.set(Some(ms(70))));
    // What was over by then is there as it is, what was under way as far as it had come.
    let [first, second, _] = &runs;
    assert!(Rc::ptr_eq(&moment.of(first.clone(), ms(7)), first));
    let then = moment.of(second.clone(), ms(60));
    assert_eq!((then.elapsed(), then.record().ended()), (ms(10), None));
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
