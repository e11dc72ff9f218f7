//! The programs of lessons that make calls of their own, by CPython.

use photofinish::code::Language;

use crate::stage::Server;

/// What a program prints, without the addresses of objects.
fn printed(server: &Server, query: &str, test: &str) -> Vec<String> {
    let ran = server.run(Language::Python, query, test);
    let plain = |line: String| match line.split_once(" at 0x") {
        Some((before, after)) => {
            let (_, after) = after.split_once(' ').unwrap();
            format!("{before} {after}")
        }
        None => line,
    };
    ran.lines.into_iter().map(plain).collect()
}

#[test]
fn a_future_is_asked_all_that_the_chapter_asks() {
    let server = Server::start();
    let lines = printed(&server, "experiment=lessons", "lesson-1");
    for told in [
        "US <Future state=pending>",
        "done(): False",
        "cancel(): False",
        "callback: <Future state=finished returned str>",
        "IN <Future state=finished returned str> IN",
        "done(): True",
        "exception(): None",
    ] {
        assert!(lines.iter().any(|line| line == told), "{told}: {lines:#?}");
    }
    let lines = printed(&server, "experiment=lessons&lesson=9", "lesson-9");
    let expected = [
        "result(timeout=0.2): TimeoutError, <Future state=running>",
        "cancel() of the one that runs: False",
        "cancel() of the one that waits: True",
        "result(timeout=5): BR",
        "result() of a cancelled one: CancelledError",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn what_is_guarded_is_not_lost() {
    let server = Server::start();
    let lines = printed(
        &server,
        "experiment=shared&workers=3&size=50000",
        "lesson-15",
    );
    let starts = [
        "no lock: ",
        "lock: 150000 of 150000, 0 lost, ",
        "semaphore: at most ",
        "queue: 1500 of 1500 items, ",
    ];
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{lines:#?}");
    }
    assert_eq!(lines.len(), starts.len());
}
