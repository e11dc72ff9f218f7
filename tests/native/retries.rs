//! What is tried again, when, and what the record tells of it; on a virtual clock.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use photofinish::config::RunConfig;
use photofinish::fetch::{Exchange, FetchError, FetchRequest, Fetched, Fetcher};
use photofinish::race::{Origin, Race, Tools};
use photofinish::record::{Attempt, Outcome, Pause, Record};
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};

const TAKES: Duration = Duration::from_millis(100);

fn ok() -> Result<Fetched, FetchError> {
    Ok(Fetched {
        status: 200,
        bytes: 7,
        image: None,
        protocol: None,
    })
}

fn http(status: u16, retry_after: Option<Duration>) -> FetchError {
    FetchError::Http {
        status,
        reason: String::new(),
        retry_after,
    }
}

/// Answers one after the other what it was told to, then what the address asks for.
struct Scripted {
    runtime: Rc<VirtualRuntime>,
    answers: RefCell<VecDeque<FetchError>>,
}

impl Fetcher for Scripted {
    fn fetch(&self, request: FetchRequest) -> LocalBoxFuture<Exchange> {
        let error = self.answers.borrow_mut().pop_front();
        let took = self.runtime.sleep(TAKES);
        Box::pin(async move {
            took.await;
            let asked = request.url.split("status=").nth(1);
            let asked = asked.map(|status| http(status.parse().unwrap(), None));
            Exchange::from(error.or(asked).map_or_else(ok, Err))
        })
    }
}

fn run(query: &str, answers: impl IntoIterator<Item = FetchError>) -> Record {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, []);
    let runtime = Rc::new(VirtualRuntime::new());
    let fetcher = Scripted {
        runtime: runtime.clone(),
        answers: RefCell::new(answers.into_iter().collect()),
    };
    let tools = Tools {
        runtime: runtime.clone(),
        fetcher: Rc::new(fetcher),
        on_change: Rc::new(|| {}),
        watch: Rc::new(|_| {}),
    };
    let origin = Origin {
        base: "http://origin/flags".into(),
        extension: "svg",
    };
    let race = Race::start(config, origin, tools);
    runtime.run();
    race.runs()[0].1.record().clone()
}

/// The attempts at one flag, of an origin that goes on answering so.
fn attempts(query: &str, error: FetchError) -> Vec<Attempt> {
    let answers = vec![error; 20];
    let record = run(&format!("codes=BR&server=local&{query}"), answers);
    record.lanes()[0].attempts.clone()
}

#[test]
fn only_what_may_pass_by_itself_is_tried_again() {
    let network = || FetchError::Network { detail: "?".into() };
    let broken_off = || FetchError::BrokenOff {
        status: 200,
        detail: "?".into(),
    };
    for status in [408, 429, 500, 502, 503, 504, 599] {
        let tried = attempts("retries=3", http(status, None));
        assert_eq!(tried.len(), 4, "{status}");
        assert!(tried.iter().all(|a| a.http_status == Some(status)));
    }
    for error in [network(), broken_off()] {
        assert_eq!(attempts("retries=3", error.clone()).len(), 4, "{error}");
    }
    for status in [301, 400, 401, 403, 409, 410, 418, 451] {
        let tried = attempts("retries=3", http(status, None));
        assert_eq!(tried.len(), 1, "{status}");
    }
    let final_ones = [
        FetchError::NotFound { url: "?".into() },
        FetchError::BadRequest { detail: "?".into() },
        FetchError::Timeout { timeout: TAKES },
    ];
    for error in final_ones {
        assert_eq!(attempts("retries=3", error.clone()).len(), 1, "{error}");
    }
}

#[test]
fn back_off_doubles_and_is_our_own() {
    let tried = attempts("retries=3", http(503, None));
    let pauses: Vec<_> = tried.iter().map(|attempt| attempt.pause).collect();
    let own = |ms| {
        Some(Pause {
            time: Duration::from_millis(ms),
            asked: None,
        })
    };
    assert_eq!(pauses, [own(100), own(200), own(400), None]);
    for (earlier, later) in tried.iter().zip(&tried[1..]) {
        assert_eq!(later.from - earlier.to, earlier.pause.unwrap().time);
        assert_eq!(later.number, earlier.number + 1);
    }
    assert!(tried.iter().all(|a| a.to - a.from == TAKES));
}

#[test]
fn a_server_that_asks_to_wait_is_left_alone_for_so_long() {
    let pause = |query, seconds| {
        let tried = attempts(query, http(429, Some(Duration::from_secs(seconds))));
        assert_eq!(tried.len(), 2);
        let pause = tried[0].pause.unwrap();
        assert_eq!(pause.asked, Some(Duration::from_secs(seconds)));
        assert_eq!(tried[1].from - tried[0].to, pause.time);
        pause.time
    };
    assert_eq!(pause("retries=1", 2), Duration::from_secs(2));
    assert_eq!(pause("retries=1", 0), Duration::ZERO);
    // Nobody waits longer for leave to ask than for an answer.
    assert_eq!(pause("retries=1", 86_400), Duration::from_secs(5));
    assert_eq!(
        pause("retries=1&timeout=700", 2),
        Duration::from_millis(700)
    );
}

#[test]
fn what_is_not_tried_again_is_not_waited_for() {
    let asked = || Some(Duration::from_secs(2));
    for (query, error) in [
        ("retries=0", http(503, asked())),
        ("retries=3", http(403, asked())),
    ] {
        let tried = attempts(query, error);
        assert_eq!((tried.len(), tried[0].pause), (1, None));
        assert_eq!(tried[0].to, TAKES);
    }
}

#[test]
fn a_later_attempt_that_succeeds_is_the_result() {
    let record = run("codes=BR&server=local&retries=2", [http(503, None)]);
    let lane = &record.lanes()[0];
    assert_eq!(lane.outcome(), Some(Outcome::Ok));
    let outcomes: Vec<_> = lane.attempts.iter().map(|a| a.outcome).collect();
    assert_eq!(outcomes, [Outcome::HttpError, Outcome::Ok]);
}

#[test]
fn planned_errors_pass_where_there_are_retries() {
    let statuses = |query: &str| -> Vec<u16> {
        let record = run(query, []);
        let attempts = record.lanes().iter().flat_map(|lane| lane.attempts.clone());
        attempts.filter_map(|attempt| attempt.http_status).collect()
    };
    let plan = "server=error&error_rate=0.5&delay=100&seed=7";
    let (without, with) = (statuses(plan), statuses(&format!("{plan}&retries=5")));
    let errors = |statuses: &[u16], error| statuses.iter().filter(|s| **s == error).count();
    assert_eq!(without.len(), 20);
    assert!(errors(&without, 418) > 0);
    assert_eq!(errors(&without, 418) + errors(&without, 200), 20);
    // The same requests fail, and each of them is tried again.
    assert!(errors(&with, 503) >= errors(&without, 418));
    assert_eq!(errors(&with, 200), 20);
    assert_eq!(errors(&with, 503) + 20, with.len());
}
