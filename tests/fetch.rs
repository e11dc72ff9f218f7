//! What of a fetch needs no browser: its phases, its errors in words, what a server asks for.
#![cfg(not(target_arch = "wasm32"))]

use std::time::Duration;

use photofinish::config::Lang;
use photofinish::environment::is_mixed_content;
use photofinish::fetch::{FetchError, Marks, Phases, retry_after};

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
fn errors_have_words_in_both_languages() {
    let detail = || "TypeError: Failed to fetch".to_owned();
    let http = |reason: &str| FetchError::Http {
        status: 418,
        reason: reason.into(),
        retry_after: None,
    };
    let told = [
        (
            http("I'm a Teapot"),
            "HTTP error 418 - I'm a Teapot",
            "HTTP 错误 418 - I'm a Teapot",
        ),
        (http(""), "HTTP error 418", "HTTP 错误 418"),
        (
            FetchError::NotFound { url: "/x".into() },
            "not found: /x",
            "未找到：/x",
        ),
        (
            FetchError::Timeout { timeout: ms(1500) },
            "timed out after 1.5 s",
            "1.5 秒后超时",
        ),
    ];
    for (error, english, chinese) in told {
        assert_eq!(error.sentence(Lang::En), english);
        assert_eq!(error.to_string(), english);
        assert_eq!(error.sentence(Lang::Zh), chinese);
    }
    let with_detail = [
        FetchError::Network { detail: detail() },
        FetchError::BrokenOff {
            status: 200,
            detail: detail(),
        },
        FetchError::BadRequest { detail: detail() },
    ];
    for error in with_detail {
        let chinese = error.sentence(Lang::Zh);
        // The browser's own words stay; ours are Chinese.
        let ours = chinese.replace(&detail(), "").replace("CORS", "");
        assert!(chinese.contains(&detail()), "{chinese}");
        assert!(!ours.bytes().any(|b| b.is_ascii_alphabetic()), "{ours}");
    }
}

#[test]
fn only_plain_http_to_another_machine_is_mixed_content() {
    let mixed = |page, there, host| is_mixed_content(page, there, host);
    for host in ["example.org", "192.168.0.9", "127.evil.example", "[::2]"] {
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
    ] {
        assert!(!mixed("https:", "http:", host), "{host}");
    }
}
