//! The race on a virtual clock, with an origin that answers as the plan says.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use photofinish::config::{RunConfig, Strategy};
use photofinish::fetch::{Exchange, FetchError, FetchRequest, Fetched, Fetcher};
use photofinish::plan::{DelayRange, Plan};
use photofinish::race::{Origin, Race, Tools};
use photofinish::record::{Outcome, Record};
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};

/// Answers after the `delay` in the query, with the `status` in it, and counts what is under way.
struct PlannedOrigin {
    runtime: Rc<VirtualRuntime>,
    load: Rc<Load>,
}

#[derive(Default)]
struct Load {
    now: Cell<usize>,
    peak: Cell<usize>,
    aborted: Cell<usize>,
    urls: RefCell<Vec<String>>,
}

struct UnderWay(Rc<Load>, bool);

impl UnderWay {
    fn begin(load: &Rc<Load>) -> Self {
        load.now.set(load.now.get() + 1);
        load.peak.set(load.peak.get().max(load.now.get()));
        UnderWay(load.clone(), false)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.now.set(self.0.now.get() - 1);
        if !self.1 {
            self.0.aborted.set(self.0.aborted.get() + 1);
        }
    }
}

impl Fetcher for PlannedOrigin {
    fn fetch(&self, request: FetchRequest) -> LocalBoxFuture<Exchange> {
        let (runtime, load) = (self.runtime.clone(), self.load.clone());
        Box::pin(async move {
            load.urls.borrow_mut().push(request.url.clone());
            let mut under_way = UnderWay::begin(&load);
            let query = request.url.split('?').nth(1).unwrap_or_default();
            let value = |key: &str| {
                query
                    .split('&')
                    .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
            };
            let delay = value("delay").map_or(0, |text| text.parse().unwrap());
            let delay = Duration::from_millis(delay);
            if delay > request.timeout {
                runtime.sleep(request.timeout).await;
                under_way.1 = true;
                return Exchange::from(Err(FetchError::Timeout {
                    timeout: request.timeout,
                }));
            }
            runtime.sleep(delay).await;
            under_way.1 = true;
            Exchange::from(match value("status") {
                Some("404") => Err(FetchError::NotFound { url: request.url }),
                Some(status) => Err(FetchError::Http {
                    status: status.parse().unwrap(),
                    reason: "I'm a Teapot".into(),
                    retry_after: None,
                }),
                None => Ok(Fetched {
                    status: 200,
                    bytes: 7,
                    image: None,
                    protocol: None,
                }),
            })
        })
    }
}

pub(crate) struct Track {
    pub(crate) runtime: Rc<VirtualRuntime>,
    load: Rc<Load>,
}

impl Track {
    pub(crate) fn new() -> Self {
        Track {
            runtime: Rc::new(VirtualRuntime::new()),
            load: Rc::default(),
        }
    }

    pub(crate) fn start(&self, query: &str) -> Race {
        let (config, errors) = RunConfig::from_query(query);
        assert_eq!(errors, []);
        let origin = Origin {
            base: "http://origin/flags".into(),
            extension: "svg",
        };
        let fetcher = PlannedOrigin {
            runtime: self.runtime.clone(),
            load: self.load.clone(),
        };
        let tools = Tools {
            runtime: self.runtime.clone(),
            fetcher: Rc::new(fetcher),
            on_change: Rc::new(|| {}),
            watch: Rc::new(|_| {}),
        };
        Race::start(config, origin, tools)
    }

    fn finish(&self, query: &str) -> Race {
        let race = self.start(query);
        self.runtime.run();
        assert!(!race.is_running());
        race
    }
}

fn record(race: &Race, run: usize) -> Record {
    race.runs()[run].1.record().clone()
}

fn labels(record: &Record) -> Vec<String> {
    let label = |id: &usize| record.lanes()[*id].label.to_string();
    record.delivered().iter().map(label).collect()
}

fn sorted(mut labels: Vec<String>) -> Vec<String> {
    labels.sort();
    labels
}

#[test]
fn the_address_of_a_flag_is_below_the_base_or_has_the_code_where_that_goes() {
    let fate = Plan::new(7, DelayRange::new(5, 5).unwrap(), 0.0).fate("BR", 1);
    for (base, plain, planned) in [
        (
            "http://a/flags",
            "http://a/flags/br/br.gif",
            "http://a/flags/br/br.gif?delay=5",
        ),
        (
            "http://a/{}.svg",
            "http://a/br.svg",
            "http://a/br.svg?delay=5",
        ),
        (
            "http://a/?of={}&{}",
            "http://a/?of=br&br",
            "http://a/?of=br&br&delay=5",
        ),
    ] {
        let origin = Origin::of_base(base);
        assert_eq!(origin.url("BR", None), plain);
        assert_eq!(origin.url("BR", Some(fate)), planned);
    }
}

#[test]
fn as_completed_delivers_in_completion_order_the_moment_it_is_there() {
    let race = Track::new().finish("server=delay&strategy=as_completed&max_workers=20");
    let record = record(&race, 0);
    let mut by_time: Vec<_> = record.lanes().iter().collect();
    by_time.sort_by_key(|lane| lane.finished);
    let expected: Vec<_> = by_time.iter().map(|lane| lane.label.to_string()).collect();
    assert_eq!(labels(&record), expected);
    assert_ne!(expected, sorted(expected.clone()));
    assert!(
        record
            .lanes()
            .iter()
            .all(|lane| lane.delivered == lane.finished)
    );
}

#[test]
fn map_delivers_in_submission_order_and_ready_ones_wait_behind_the_slow() {
    let race = Track::new().finish("server=delay&strategy=map&max_workers=20");
    let record = record(&race, 0);
    assert_eq!(labels(&record), sorted(labels(&record)));
    assert_eq!(labels(&record).len(), 20);
    assert!(
        record
            .lanes()
            .iter()
            .any(|lane| lane.delivered > lane.finished)
    );
    let slowest_so_far = record
        .lanes()
        .iter()
        .map(|lane| lane.finished)
        .scan(None, |max, at| {
            *max = (*max).max(at);
            Some(*max)
        });
    let delivered: Vec<_> = record.lanes().iter().map(|lane| lane.delivered).collect();
    assert_eq!(delivered, slowest_so_far.collect::<Vec<_>>());
}

#[test]
fn sequential_has_one_request_in_flight_and_takes_the_sum_of_all_delays() {
    let track = Track::new();
    let race = track.finish("server=delay&strategy=sequential&max_workers=20");
    let record = record(&race, 0);
    assert_eq!(track.load.peak.get(), 1);
    assert_eq!(record.max_in_flight(), 1);
    let run = |lane: &photofinish::record::Lane| lane.finished.unwrap() - lane.started.unwrap();
    let total: Duration = record.lanes().iter().map(run).sum();
    assert_eq!(record.ended(), Some(total));
}

#[test]
fn compare_runs_all_three_on_the_same_fates() {
    let track = Track::new();
    let race = track.finish("server=delay&strategy=compare&max_workers=5&error_rate=0.2");
    let strategies: Vec<_> = race.runs().iter().map(|(strategy, _)| *strategy).collect();
    assert_eq!(
        strategies,
        [Strategy::Sequential, Strategy::Map, Strategy::AsCompleted]
    );
    let asked = |run: usize| sorted(track.load.urls.borrow()[run * 20..][..20].to_vec());
    assert_eq!(asked(0), asked(1));
    assert_eq!(asked(0), asked(2));
    let counts = |run: usize| Outcome::ALL.map(|outcome| record(&race, run).count(outcome));
    assert_eq!(counts(0), counts(1));
    assert_eq!(counts(0), counts(2));
    assert!(counts(0)[Outcome::HttpError.index()] > 0);
}

#[test]
fn never_more_than_max_workers_are_in_flight_and_the_limit_is_reached() {
    let track = Track::new();
    let race = track.finish("server=delay&codes=all&max_workers=7");
    assert_eq!(track.load.peak.get(), 7);
    assert_eq!(record(&race, 0).max_in_flight(), 7);
    assert_eq!(record(&race, 0).count(Outcome::Ok), 194);
}

#[test]
fn errors_are_results_and_counts_add_up() {
    let race = Track::new().finish("server=error&codes=all&timeout=700&max_workers=50");
    let record = record(&race, 0);
    let counts: usize = Outcome::ALL
        .iter()
        .map(|outcome| record.count(*outcome))
        .sum();
    assert_eq!(counts, 194);
    assert_eq!(record.delivered().len(), 194);
    for outcome in [Outcome::Ok, Outcome::HttpError, Outcome::Timeout] {
        assert!(record.count(outcome) > 0, "{outcome:?}");
    }
    let teapot = record
        .lanes()
        .iter()
        .find(|lane| lane.outcome() == Some(Outcome::HttpError));
    let settled = teapot.unwrap().settled.as_ref().unwrap();
    assert_eq!(settled.http_status, Some(418));
    assert_eq!(
        settled.error.as_deref(),
        Some("HTTP error 418 - I'm a Teapot")
    );
}

#[test]
fn cancel_aborts_what_runs_and_never_starts_the_rest() {
    let track = Track::new();
    let race = track.start("server=delay&strategy=as_completed&max_workers=4&delay=500-500");
    track.runtime.advance(Duration::from_millis(600));
    race.cancel();
    track.runtime.run();
    let record = record(&race, 0);
    assert!(!race.is_running());
    assert_eq!(track.load.urls.borrow().len(), 8);
    assert_eq!(track.load.aborted.get(), 4);
    assert_eq!(record.count(Outcome::Ok), 4);
    assert_eq!(record.count(Outcome::Cancelled), 16);
    assert_eq!(record.delivered().len(), 4);
    assert_eq!(record.ended(), Some(Duration::from_millis(600)));
}

#[test]
fn cancel_in_compare_leaves_out_the_strategies_to_come() {
    let track = Track::new();
    let race = track.start("server=delay&strategy=compare");
    track.runtime.advance(Duration::from_millis(300));
    race.cancel();
    track.runtime.run();
    assert_eq!(race.runs().len(), 1);
    assert!(!race.is_running());
}

#[test]
fn the_limit_moves_while_it_runs() {
    let track = Track::new();
    let race = track.start("server=delay&max_workers=2&delay=100-100");
    track.runtime.advance(Duration::from_millis(50));
    assert_eq!(track.load.now.get(), 2);
    race.set_max_workers(6);
    track.runtime.run_until_stalled();
    assert_eq!(track.load.now.get(), 6);
    race.set_max_workers(1);
    track.runtime.advance(Duration::from_millis(120));
    assert_eq!(track.load.now.get(), 1);
    track.runtime.run();
    assert_eq!(record(&race, 0).count(Outcome::Ok), 20);
}

#[test]
fn one_future_can_be_cancelled_or_aborted_without_harm_to_the_others() {
    let track = Track::new();
    let race = track.start("server=delay&strategy=map&max_workers=2&delay=100-100");
    track.runtime.advance(Duration::from_millis(50));
    assert!(!race.cancel_future(0, 0), "it runs");
    assert!(race.abort_future(0, 0));
    assert!(race.cancel_future(0, 10));
    track.runtime.run();
    let record = record(&race, 0);
    assert_eq!(record.count(Outcome::Cancelled), 2);
    assert_eq!(record.count(Outcome::Ok), 18);
    assert_eq!(record.delivered().len(), 18);
}

#[test]
fn retries_ask_again_with_a_fate_of_their_own() {
    let track = Track::new();
    let race = track.finish("server=error&error_rate=0.5&retries=10");
    assert_eq!(record(&race, 0).count(Outcome::Ok), 20);
    assert!(track.load.urls.borrow().len() > 20);
}
