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
        "both classes named Future: add_done_callback cancel cancelled done exception result set_exception set_result",
        "only concurrent.futures: running set_running_or_notify_cancel",
        "only asyncio: get_loop remove_done_callback",
        "is it an asyncio.Future: True",
        "await: BR",
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
        "asyncio: result(timeout=0.2): TypeError",
        "asyncio: result(): InvalidStateError",
        "asyncio: wait_for(0.2): TimeoutError, cancelled(): True",
        "asyncio: with a shield: TimeoutError, cancelled(): False",
        "asyncio: await: BR",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn waiting_and_computing_are_timed_beside_a_clock() {
    let server = Server::start();
    let lines = printed(&server, "experiment=lessons&lesson=10", "lesson-10");
    let starts = [
        "4 tasks that wait 0.25 s each",
        "1 thread: ",
        "4 threads: ",
        "asyncio: ",
        "4 tasks that compute",
        "1 thread: ",
        "4 threads: ",
        "asyncio: ",
        "processes: ",
    ];
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{start}: {lines:#?}");
    }
    assert!(lines[9].contains("ThreadPoolExecutor() has "), "{lines:#?}");
    // One thread waits four times one after the other, whatever the machine.
    let seconds = |line: &str| {
        let (_, rest) = line.split_once(": ").unwrap();
        rest.split_once("s,").unwrap().0.parse::<f64>().unwrap()
    };
    assert!(seconds(&lines[1]) >= 1.0, "{lines:#?}");
}

#[test]
fn a_queue_passes_the_object_itself_and_a_process_gets_a_copy() {
    let server = Server::start();
    let lines = printed(&server, "experiment=transfer&sizes=1024-65536", "lesson-12");
    let starts = [
        "65536 bytes by a queue between threads: the object itself is back after ",
        "65536 bytes by an executor of processes: an equal copy is back after ",
    ];
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{lines:#?}");
    }
    assert_eq!(lines.len(), starts.len());
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
