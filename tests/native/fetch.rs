//! What of a fetch needs no browser: its phases, its errors in words, what a server asks for.

use std::time::Duration;

use photofinish::environment::is_mixed_content;
use photofinish::fetch::{FetchError, Marks, Phases, retry_after};
use proptest::prelude::{any, prop_assert, prop_assert_eq, prop_oneof, proptest};

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// Asked at 10, sent at 40 by a connection that was there, answered at 90, complete at 95.
fn reused() -> Marks {
    Marks {
        start: ms(10),
        lookup_start: ms(10),
        lookup_end: ms(10),
        connect_start: ms(10),
        connect_end: ms(10),
        request_start: ms(40),
        response_start: ms(90),
        response_end: ms(95),
        ..Marks::default()
    }
}

fn sent(marks: Marks) -> Duration {
    Phases::of(&marks, "http/1.1").unwrap().sent
}

#[test]
fn a_request_is_held_until_it_is_sent() {
    let phases = Phases::of(&reused(), "http/1.1").unwrap();
    let times = [phases.asked, phases.sent, phases.answered, phases.complete];
    assert_eq!(times, [ms(10), ms(40), ms(90), ms(95)]);
    assert_eq!(&*phases.protocol, "http/1.1");
}

#[test]
fn what_a_server_says_of_its_time_is_believed_as_far_as_it_can_be() {
    let served = |server| {
        let phases = Phases::of(&reused(), "http/1.1").unwrap();
        phases.served(server).server
    };
    assert_eq!(served(None), None);
    assert_eq!(served(Some(ms(30))), Some(ms(30)));
    // It was waited for 50 ms; clocks are coarse, but not by so much.
    assert_eq!(served(Some(ms(51))), Some(ms(51)));
    assert_eq!(served(Some(ms(52))), None);
}

#[test]
fn to_open_a_connection_is_not_to_be_held() {
    // Chromium: the name is looked up when it is the request's turn.
    let straight = Marks {
        lookup_start: ms(20),
        lookup_end: ms(25),
        connect_start: ms(25),
        connect_end: ms(39),
        ..reused()
    };
    assert_eq!(sent(straight), ms(20));
    // Firefox: the name is looked up at once, the connection opened when it is its turn.
    let ahead = Marks {
        lookup_end: ms(15),
        ..straight
    };
    assert_eq!(sent(ahead), ms(25));
}

#[test]
fn what_the_browser_may_not_tell_is_no_phase() {
    // Another origin without Timing-Allow-Origin; a request that failed.
    let hidden = Marks {
        start: ms(10),
        response_end: ms(95),
        ..Marks::default()
    };
    assert_eq!(Phases::of(&hidden, ""), None);
    let redirected = Marks {
        redirect_start: ms(10),
        ..reused()
    };
    assert_eq!(Phases::of(&redirected, "h2"), None);
}

#[test]
fn a_wait_is_asked_for_in_seconds_or_by_a_date() {
    let no_date = |_: &str| -> f64 { panic!("that is no date") };
    assert_eq!(retry_after("120", no_date), Some(Duration::from_secs(120)));
    assert_eq!(retry_after(" 0 ", no_date), Some(Duration::ZERO));
    let many = retry_after("99999999999999999999999", no_date);
    assert_eq!(many, Some(Duration::from_secs(u64::MAX)));
    for neither in ["", "-1", "1.5", "+3", "2 s"] {
        assert_eq!(retry_after(neither, no_date), None, "{neither:?}");
    }
    let date = "Wed, 21 Oct 2015 07:28:00 GMT";
    let ahead = |millis| {
        retry_after(date, |text| {
            assert_eq!(text, date);
            millis
        })
    };
    assert_eq!(ahead(1500.0), Some(ms(1500)));
    assert_eq!(ahead(-3000.0), Some(Duration::ZERO));
    assert_eq!(ahead(f64::NAN), None);
    assert_eq!(ahead(f64::INFINITY), None);
}

#[test]
fn errors_have_words() {
    let http = |reason: &str| FetchError::Http {
        status: 418,
        reason: reason.into(),
        retry_after: None,
    };
    let told = [
        (http("I'm a Teapot"), "HTTP error 418 - I'm a Teapot"),
        (http(""), "HTTP error 418"),
        (FetchError::NotFound { url: "/x".into() }, "not found: /x"),
        (
            FetchError::Timeout { timeout: ms(1500) },
            "timed out after 1.5 s",
        ),
    ];
    for (error, english) in told {
        assert_eq!(error.to_string(), english);
    }
}

#[test]
fn only_plain_http_to_another_machine_is_mixed_content() {
    let mixed = |page, there, host| is_mixed_content(page, there, host);
    for host in [
        "example.org",
        "127.evil.example",
        "[::2]",
        "172.15.0.1",
        "172.2.0.1",
        "172.32.0.1",
        "192.169.0.1",
        "10.evil.example",
        "11.0.0.1",
        "local",
    ] {
        assert!(mixed("https:", "http:", host), "{host}");
        assert!(!mixed("https:", "https:", host), "{host}");
        assert!(!mixed("http:", "http:", host), "{host}");
    }
    for host in [
        "localhost",
        "x.localhost",
        "127.0.0.1",
        "127.9.9.9",
        "[::1]",
        // Of the same network: some browsers ask the person.
        "10.1.2.3",
        "172.16.0.1",
        "172.25.0.1",
        "172.31.0.1",
        "192.168.0.9",
        "169.254.1.1",
        "printer.local",
    ] {
        assert!(!mixed("https:", "http:", host), "{host}");
    }
}

proptest! {
    /// Whatever a server writes there, and whatever an engine makes of it as a date.
    #[test]
    fn no_wait_is_too_strange(
        text in prop_oneof!["[0-9]{1,30}", "[A-Z][a-z]{2}, .{0,30}", "[ \t]?[-+0-9.e]{0,12}[ \t]?", ".*"],
        ahead in prop_oneof![any::<f64>(), -1e6..1e15],
    ) {
        let asked = retry_after(&text, |_| ahead);
        let digits = text.trim();
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let seconds = digits.parse().unwrap_or(u64::MAX);
            prop_assert_eq!(asked, Some(Duration::from_secs(seconds)));
        } else if let Some(wait) = asked {
            prop_assert!(!ahead.is_nan() && (wait.as_secs_f64() - ahead.max(0.0) / 1e3).abs() < 1e-3 * ahead.abs().max(1.0));
        }
    }
}
