//! What is pointed at lights up what is meant, at the moment that is shown, and nothing else.

use std::time::Duration;

use photofinish::app::replay::moments::turns;
use photofinish::app::state::{Action, AppState, Theme};
use photofinish::config::Lang;
use photofinish::diagnosis::{Finding, Names, Sentence};
use photofinish::record::{
    Attempt, EventKind, FETCH, FutureId, Light, Note, Outcome, Pause, Record, Settled, Turn, Turns,
};
use photofinish::tell::words::code::named;

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn only(turn: Turn) -> Turns {
    Turns::of(&[turn])
}

fn settled(id: FutureId, outcome: Outcome) -> EventKind {
    EventKind::Settled {
        id,
        settled: Settled::plain(outcome),
    }
}

/// Number 0 comes, 1 is refused after a second attempt, 2 has no answer, 3 is not found; one slot.
fn record() -> Record {
    let mut record = Record::new();
    for (id, label) in ["BR", "CN", "IN", "US"].into_iter().enumerate() {
        let (label, executor) = (label.into(), FETCH.into());
        record.push(
            ms(0),
            EventKind::Submitted {
                id,
                label,
                executor,
            },
        );
    }
    let started = |id| EventKind::Started {
        id,
        worker: Some(0),
    };
    record.push(ms(1), started(0));
    record.push(ms(10), settled(0, Outcome::Ok));
    record.push(ms(12), EventKind::Delivered { id: 0 });
    record.push(ms(13), started(1));
    let pause = Some(Pause {
        time: ms(10),
        asked: None,
    });
    let attempt = Attempt {
        number: 1,
        from: ms(13),
        to: ms(20),
        outcome: Outcome::HttpError,
        http_status: Some(503),
        error: None,
        phases: Vec::new(),
        server: None,
        redirected: false,
        pause,
    };
    record.push(ms(20), EventKind::Attempted { id: 1, attempt });
    let note = Note::Attempt(2);
    record.push(ms(30), EventKind::Noted { id: 1, note });
    record.push(ms(40), settled(1, Outcome::HttpError));
    record.push(ms(40), EventKind::Delivered { id: 1 });
    record.push(ms(41), started(2));
    record.push(ms(50), settled(2, Outcome::Timeout));
    record.push(ms(50), EventKind::Delivered { id: 2 });
    record.push(ms(51), started(3));
    record.push(ms(60), settled(3, Outcome::NotFound));
    record.push(ms(60), EventKind::Delivered { id: 3 });
    // What the page itself has to do is nobody's turn.
    record.push(ms(60), EventKind::Stalled { gap: ms(55) });
    record.push(ms(61), EventKind::Ended);
    record
}

#[test]
fn a_lane_is_at_the_turn_that_it_has_taken_last() {
    let record = record();
    let at = |millis, id: FutureId| record.until(ms(millis)).lanes()[id].turns();
    assert_eq!(at(0, 0), only(Turn::Submit));
    assert_eq!(at(5, 0), only(Turn::Run));
    // Done, and nobody has asked for it.
    assert_eq!(at(11, 0), Turns::default());
    assert_eq!(at(12, 0), only(Turn::Deliver));
    assert_eq!(at(15, 1), only(Turn::Run));
    assert_eq!(at(25, 1), only(Turn::Pause));
    assert_eq!(at(35, 1), only(Turn::Run));
    let ends = [Turn::HttpError, Turn::NoAnswer, Turn::NotFound];
    for (id, end) in (1..).zip(ends) {
        assert_eq!(at(60, id), Turns::of(&[Turn::Deliver, end]));
    }
}

#[test]
fn a_moment_lights_the_turns_that_are_taken_there() {
    let record = record();
    let at = |millis| {
        let then = record.until(ms(millis));
        turns([&then].into_iter())
    };
    assert_eq!(at(0), only(Turn::Submit));
    assert_eq!(at(1), only(Turn::Run));
    // Nothing new until the next event; that it is done is no line of the program.
    assert_eq!(at(9), only(Turn::Run));
    assert_eq!(at(10), Turns::default());
    assert_eq!(at(12), only(Turn::Deliver));
    assert_eq!(at(20), only(Turn::Pause));
    assert_eq!(at(40), Turns::of(&[Turn::Deliver, Turn::HttpError]));
    assert_eq!(at(50), Turns::of(&[Turn::Deliver, Turn::NoAnswer]));
    assert_eq!(at(60), Turns::of(&[Turn::Deliver, Turn::NotFound]));
    assert_eq!(at(61), Turns::default());
    assert_eq!(turns([].into_iter()), Turns::default());
    // Of several runs it is the one in which something happened last.
    let [early, late] = [record.until(ms(1)), record.until(ms(12))];
    assert_eq!(turns([&early, &late].into_iter()), only(Turn::Deliver));
}

#[test]
fn a_line_lights_the_lanes_that_are_there_at_the_moment() {
    let record = record();
    let lit = |millis, turn| -> Vec<FutureId> {
        let then = record.until(ms(millis));
        let light = Light::Lines(only(turn));
        let lanes = then.lanes().iter().filter(|lane| light.is_on(lane));
        lanes.map(|lane| lane.id).collect()
    };
    assert_eq!(lit(5, Turn::Submit), [1, 2, 3]);
    assert_eq!(lit(5, Turn::Run), [0]);
    assert_eq!(lit(25, Turn::Pause), [1]);
    assert_eq!(lit(45, Turn::Deliver), [0, 1]);
    assert_eq!(lit(60, Turn::NoAnswer), [2]);
    assert!(lit(60, Turn::Submit).is_empty());
}

#[test]
fn a_sentence_lights_its_lanes_and_the_lines_that_it_is_about() {
    let record = record();
    let told = |finding: Finding| finding.told(Lang::En).light;
    let names = Names::default;
    let lit = |light: Light| -> Vec<FutureId> {
        let lanes = record.lanes().iter().filter(|lane| light.is_on(lane));
        lanes.map(|lane| lane.id).collect()
    };
    let late = told(Finding::TimedOut {
        timeout: None,
        names: names(),
    })
    .unwrap();
    assert_eq!(
        (lit(late), late.turns(&record)),
        (vec![2], only(Turn::NoAnswer))
    );
    let failed = told(Finding::Failed {
        names: names(),
        unharmed: 1,
    })
    .unwrap();
    assert_eq!(
        (lit(failed), failed.turns(&record)),
        (vec![1], only(Turn::HttpError))
    );
    let retried = Finding::Retried {
        attempts: 1,
        requests: 1,
        came: 0,
        asked: None,
    };
    let retried = told(retried).unwrap();
    assert_eq!(
        (lit(retried), retried.turns(&record)),
        (vec![1], only(Turn::Pause))
    );
    // What the browser or the page does is no line of the program.
    let stalled = Finding::Stalled {
        longest: ms(60),
        times: 1,
    };
    assert_eq!(told(stalled), None);
    assert_eq!(Sentence::from("so".to_owned()).light, None);
}

#[test]
fn sets_of_turns_go_from_one_module_to_the_other_as_a_number() {
    for turn in Turn::ALL {
        let turns = Turns::of(&[turn, Turn::Deliver]);
        assert_eq!(Turns::from_bits(turns.bits()), turns);
        assert!(turns.each().any(|one| one == turn) && turns.meets(only(turn)));
        assert_eq!(turns.without(turns), Turns::default());
    }
}

#[test]
fn a_sentence_goes_before_lines_and_leaves_them_as_they_were() {
    let state = AppState::from_query("experiment=race", Lang::En, Theme::Auto);
    let lines = only(Turn::Run);
    let pinned = state.reduce(Action::Lines(lines));
    assert_eq!(pinned.show().light(), Some(Light::Lines(lines)));
    let pointed = pinned.reduce(Action::Light(Some(Light::Retried)));
    assert_eq!(pointed.show().light(), Some(Light::Retried));
    assert_eq!(pointed.reduce(Action::Light(None)), pinned);
    assert_eq!(pinned.reduce(Action::Lines(Turns::default())), state);
}

#[test]
fn turns_have_names_in_both_languages() {
    let turns = Turns::of(&[Turn::NoAnswer, Turn::NotFound]);
    assert_eq!(named(turns, Lang::En), "not found, no answer");
    assert_eq!(named(turns, Lang::Zh), "未找到、没有响应");
    for turn in Turn::ALL {
        assert_ne!(named(only(turn), Lang::En), named(only(turn), Lang::Zh));
    }
}
