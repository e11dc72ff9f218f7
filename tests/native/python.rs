//! Programs in Python in the page: what their worker tells, and the terminal they print to.

use std::time::Duration;

use photofinish::python::{
    MAX_COLUMNS, MAX_LINES, Message, Seen, Story, Terminal, Untrue, What, link,
};
use photofinish::record::{EventKind, Outcome, Record};
use proptest::prelude::*;

fn shown(parts: &[&str]) -> String {
    let mut terminal = Terminal::new();
    for part in parts {
        terminal.write(part);
    }
    terminal.text()
}

#[test]
fn lines_are_written_over_from_their_start() {
    assert_eq!(shown(&["10%\r100%\n"]), "100%\n");
    // What is longer shows behind what is written over it, as on any terminal.
    assert_eq!(shown(&["100%\r5%"]), "5%0%");
    assert_eq!(shown(&["ab\u{8}\u{8}c"]), "cb");
    assert_eq!(shown(&["\u{8}x"]), "x");
    assert_eq!(shown(&["a\tb"]), "a       b");
}

#[test]
fn several_bars_of_tqdm_move_up_and_down() {
    assert_eq!(
        shown(&["one\n", "two", "\u{1b}", "[A", "\rONE\n\r", "TWO"]),
        "ONE\nTWO"
    );
    assert_eq!(shown(&["a\u{1b}[5Ab"]), "ab");
}

#[test]
fn erasing_and_colours_leave_no_signs() {
    assert_eq!(shown(&["abc\r\u{1b}[Kx"]), "x");
    assert_eq!(shown(&["abc\u{1b}[2K"]), "");
    assert_eq!(shown(&["\u{1b}[1;31mred\u{1b}[0m\u{7}"]), "red");
    assert_eq!(shown(&["a\n\u{1b}[2J\u{1b}[Hb"]), "b");
    // A title, a link, and one that never ends.
    assert_eq!(
        shown(&[
            "\u{1b}]0;title\u{7}a\u{1b}]8;;https://example.org",
            "\u{1b}\\b"
        ]),
        "ab"
    );
    assert_eq!(shown(&["a\u{1b}]0;title\nb"]), "a\nb");
}

#[test]
fn only_the_last_lines_are_kept() {
    let mut terminal = Terminal::new();
    for number in 0..MAX_LINES + 10 {
        terminal.write(&format!("{number}\n"));
    }
    assert_eq!(terminal.gone(), 11);
    assert!(terminal.text().starts_with("11\n"));
    assert!(terminal.text().ends_with("1009\n"));
    let mut endless = Terminal::new();
    endless.write(&"x".repeat(MAX_COLUMNS + 1));
    assert_eq!(endless.text().lines().count(), 2);
}

fn told(story: &mut Story, at: u64, what: What) -> Result<(Duration, EventKind), Untrue> {
    story.tell(Seen {
        at: Duration::from_millis(at),
        what,
    })
}

fn read(text: &str) -> Message {
    Message::read(text).expect("a message")
}

#[test]
fn what_the_worker_tells_becomes_a_record() {
    let Message::Events(events) = read(
        r#"{"kind":"events","events":[
        {"at":1.5,"what":"limit","max_workers":2},
        {"at":2,"what":"submitted","id":0,"label":"BR","executor":"threads"},
        {"at":3,"what":"started","id":0,"worker":0},
        {"at":9,"what":"settled","id":0,"outcome":"not_found","http_status":404,"error":"HTTP Error 404"},
        {"at":9.25,"what":"delivered","id":0},
        {"at":9.5,"what":"submitted","id":1,"label":"CN","executor":"threads"},
        {"at":10,"what":"named","id":1,"label":"China"}]}"#,
    ) else {
        panic!("no events");
    };
    let (mut story, mut record) = (Story::default(), Record::new());
    for seen in events {
        let (at, kind) = story.tell(seen).expect("true");
        record.push(at, kind);
    }
    for (at, kind) in story.end(Duration::from_millis(20), "stopped") {
        record.push(at, kind);
    }
    assert_eq!(record.delivered(), [0]);
    assert_eq!(record.count(Outcome::NotFound), 1);
    assert_eq!(record.count(Outcome::Cancelled), 1);
    assert_eq!(record.ended(), Some(Duration::from_millis(20)));
    // Its label is that of the dict, once that is there.
    assert_eq!(&*record.lanes()[1].label, "China");
    let before = record.until(Duration::from_micros(9900));
    assert_eq!(&*before.lanes()[1].label, "CN");
    let lane = &record.lanes()[0];
    assert_eq!(
        lane.settled.as_ref().and_then(|one| one.http_status),
        Some(404)
    );
    assert_eq!(lane.finished, Some(Duration::from_millis(9)));
}

#[test]
fn what_cannot_have_happened_is_refused() {
    let submitted = |id| What::Submitted {
        id,
        label: "x".into(),
        executor: "threads".into(),
    };
    let mut story = Story::default();
    assert_eq!(told(&mut story, 0, submitted(1)), Err(Untrue { id: 1 }));
    assert_eq!(
        told(&mut story, 0, What::Started { id: 0, worker: 0 }),
        Err(Untrue { id: 0 })
    );
    let named = What::Named {
        id: 0,
        label: "y".into(),
    };
    assert_eq!(told(&mut story, 0, named), Err(Untrue { id: 0 }));
    assert!(told(&mut story, 5, submitted(0)).is_ok());
    assert_eq!(
        told(&mut story, 5, What::Delivered { id: 0 }),
        Err(Untrue { id: 0 })
    );
    // Told late: it happened no earlier than what was told before.
    let started = told(&mut story, 4, What::Started { id: 0, worker: 0 });
    assert_eq!(started.map(|(at, _)| at), Ok(Duration::from_millis(5)));
}

#[test]
fn messages_that_are_none_say_what_is_wrong() {
    for (text, part) in [
        ("{", "not JSON"),
        ("[]", "kind"),
        (r#"{"kind":"news"}"#, "kind"),
        (r#"{"kind":"loaded","bytes":-1}"#, "bytes"),
        (r#"{"kind":"over","code":256,"at":0}"#, "code"),
        (r#"{"kind":"out","text":7}"#, "text"),
        (r#"{"kind":"events","events":{}}"#, "events"),
        (r#"{"kind":"interpreter","ms":"1"}"#, "ms"),
        (
            r#"{"kind":"events","events":[{"what":"settled","id":0,"outcome":"good","at":0}]}"#,
            "outcome",
        ),
        (
            r#"{"kind":"events","events":[{"what":"delivered","id":0}]}"#,
            "at",
        ),
    ] {
        let error = Message::read(text).expect_err(text).to_string();
        assert!(error.contains(part), "{text}: {error}");
    }
}

proptest! {
    #[test]
    fn no_output_ends_a_terminal(parts in prop::collection::vec("[ -~\\n\\r\\t\u{8}\u{1b}é漢]{0,40}|\u{1b}\\[[0-9;]{0,6}[A-Km]", 0..40)) {
        let mut whole = Terminal::new();
        whole.write(&parts.concat());
        let mut piecemeal = Terminal::new();
        for character in parts.concat().chars() {
            piecemeal.write(&character.to_string());
        }
        prop_assert_eq!(&whole, &piecemeal);
        prop_assert!(whole.text().lines().all(|line| line.chars().count() <= MAX_COLUMNS));
    }

    #[test]
    fn a_program_travels_in_an_address_while_it_is_short(program in ".{1,400}") {
        let fragment = link::fragment(&program);
        match &fragment {
            Some(fragment) => prop_assert_eq!(link::carried(fragment), Some(program)),
            None => prop_assert!(program.len() * 3 > link::MOST),
        }
        prop_assert!(fragment.is_none_or(|text| text.len() <= link::MOST + link::SIGN.len()));
    }

    #[test]
    fn no_text_ends_the_reader(text in ".{0,200}") {
        let _ = Message::read(&text);
        let _ = link::carried(&format!("{}{text}", link::SIGN));
    }
}
