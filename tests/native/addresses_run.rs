//! Addresses of one's own as a setting of a run: typed, carried by an address of the page, raced.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use photofinish::app::headline::named;
use photofinish::app::lab::headline::{Far, Told, headline as lab_headline};
use photofinish::app::state::{Action, AppState, Stage, Theme};
use photofinish::config::addresses::{AddressProblem, List, MAX_LIST};
use photofinish::config::{Field, Lang, Problem, RunConfig, Server};
use photofinish::fetch::{Exchange, FetchRequest, Fetched, Fetcher};
use photofinish::race::{Origin, Race, Tools};
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};
use photofinish::tell::words;
use photofinish::tell::words::lab::{self as lab_texts, Asked as Run};
use proptest::prelude::*;

const LIST: &str = "# mine\nhttps://a.example/slow\tthe slow one\nhttps://b.example/quick, 快的\nhttps://b.example/";
const TEMPLATE: &str = "# mine\nhttps://a.example/{}?x=1\n1..2, BR";

fn with(typed: &str) -> RunConfig {
    let mut config = RunConfig::default();
    let value = format!("{}{typed}", List::MARK);
    config.set(Field::Server, &value).unwrap();
    config
}

fn wrong(typed: &str) -> (u32, AddressProblem) {
    let value = format!("{}{typed}", List::MARK);
    let error = RunConfig::default().set(Field::Server, &value);
    match error.unwrap_err().problem {
        Problem::Addresses(error) => (error.line, error.problem),
        other => panic!("{other:?}"),
    }
}

/// Asked, in the order in which it was; the first is the slowest.
#[derive(Default)]
struct Asked(RefCell<Vec<String>>);

struct Answers(Rc<VirtualRuntime>, Rc<Asked>);

impl Fetcher for Answers {
    fn fetch(&self, request: FetchRequest) -> LocalBoxFuture<Exchange> {
        let (runtime, asked) = (self.0.clone(), self.1.clone());
        Box::pin(async move {
            let before = asked.0.borrow().len();
            asked.0.borrow_mut().push(request.url);
            runtime
                .sleep(Duration::from_millis(900 - 100 * before as u64))
                .await;
            Exchange {
                result: Ok(Fetched {
                    status: 200,
                    bytes: 1,
                    image: None,
                    protocol: None,
                }),
                phases: None,
                redirected: false,
            }
        })
    }
}

fn raced(config: RunConfig) -> (Race, Rc<Asked>) {
    let (runtime, asked) = (Rc::new(VirtualRuntime::new()), Rc::<Asked>::default());
    let tools = Tools {
        runtime: runtime.clone(),
        fetcher: Rc::new(Answers(runtime.clone(), asked.clone())),
        on_change: Rc::new(|| {}),
        watch: Rc::new(|_| {}),
    };
    let race = Race::start(config, Origin::of_base("http://nobody"), tools);
    runtime.run();
    (race, asked)
}

#[test]
fn the_addresses_are_asked_as_they_are_under_their_labels() {
    let (race, asked) = raced(with(LIST));
    let expected = [
        "https://a.example/slow",
        "https://b.example/quick",
        "https://b.example/",
    ];
    assert_eq!(*asked.0.borrow(), expected);
    let record = race.runs()[0].1.record().clone();
    let delivered = record.delivered().iter();
    let labels: Vec<_> = delivered.map(|id| &*record.lanes()[*id].label).collect();
    assert_eq!(labels, ["b.example", "快的", "the slow one"]);
}

#[test]
fn a_template_is_asked_with_each_value_and_a_fate_only_where_one_is_wanted() {
    let (_, asked) = raced(with(TEMPLATE));
    let expected = [
        "https://a.example/1?x=1",
        "https://a.example/2?x=1",
        "https://a.example/BR?x=1",
    ];
    assert_eq!(*asked.0.borrow(), expected);
    let mut config = with(TEMPLATE);
    config.set(Field::Delay, "5").unwrap();
    let (_, asked) = raced(config);
    assert_eq!(asked.0.borrow()[0], "https://a.example/1?x=1&delay=5");
}

#[test]
fn an_address_of_the_page_carries_a_list_and_a_template() {
    for typed in [LIST, TEMPLATE] {
        let config = with(typed);
        let query = config.to_query();
        let (read, errors) = RunConfig::from_query(&query);
        assert_eq!(errors, []);
        assert_eq!(read, config);
        assert_eq!(
            read.text(Field::Server),
            format!("{}{typed}", List::MARK),
            "as it was typed"
        );
        // A line end of another system is one.
        assert_eq!(with(&typed.replace('\n', "\r\n")), config);
    }
}

#[test]
fn what_is_wrong_is_said_of_the_line_it_is_on() {
    assert_eq!(wrong(""), (1, AddressProblem::Nothing));
    let no_scheme = "https://a.example/\na.example/x";
    assert!(matches!(
        wrong(no_scheme),
        (2, AddressProblem::NoScheme { .. })
    ));
    let no_values = "\n# mine\nhttps://a.example/{}";
    assert_eq!(wrong(no_values), (3, AddressProblem::NoValues));
    let reversed = "# mine\nhttps://a.example/{}\n1..3\n5..4";
    assert_eq!(wrong(reversed), (4, AddressProblem::RangeReversed));
}

#[test]
fn a_list_that_no_link_can_hold_is_told_so_and_a_template_holds_a_thousand() {
    let long = format!(
        "https://a.example/\nhttps://a.example/{}\n",
        "x".repeat(990)
    )
    .repeat(10);
    let (line, problem) = wrong(&long);
    assert_eq!((line, problem), (12, AddressProblem::ListTooLong));
    let chinese = format!("https://a.example/ {}", "国".repeat(MAX_LIST / 9));
    assert_eq!(wrong(&chinese).1, AddressProblem::ListTooLong);
    assert_eq!(with("https://a.example/{}\n1..1000").labels().len(), 1000);
}

#[test]
fn nothing_else_is_run_in_the_place_of_a_wrong_list_and_what_was_typed_stays() {
    let query = "server=local";
    let state = AppState::from_query(query, Lang::En, Theme::default());
    assert!(state.can_start());
    let typed = format!("{}a.example/x", List::MARK);
    let wrong = state.reduce(Action::Choose(Field::Server, typed.clone()));
    assert!(!wrong.can_start());
    assert_eq!(wrong.text(Field::Server), typed);
    let mended = wrong.reduce(Action::Choose(
        Field::Server,
        typed.replace("a.e", "https://a.e"),
    ));
    assert!(mended.can_start());
    assert!(matches!(mended.effective().server, Some(Server::List(_))));
    // A base address that is wrong leaves the last good one, as other fields do.
    let base = state.reduce(Action::Choose(Field::Server, "ftp://a.example".into()));
    assert!(base.can_start());
}

#[test]
fn where_a_list_is_asked_nothing_is_said_of_flags() {
    let flags = ["flag", "Flag", "国旗", "面"];
    for lang in [Lang::En, Lang::Zh] {
        let (words, lab_words) = (words::page::of(lang), lab_texts::of(lang));
        for experiment in ["race", "both"] {
            let mut config = with(LIST);
            config.set(Field::Experiment, experiment).unwrap();
            let asked = Run {
                config: &config,
                workers: 2,
                cores: 2,
            };
            let is = |sentence: &str| named(&config, sentence.to_owned());
            let mut said = vec![
                is(words.nth_submitted),
                is(words.nobody_yet),
                is(&(words.latency_of)(1)),
                is(&(words.latency_of)(9)),
                is(&(words.so_far)(3, 9, Duration::from_secs(2))),
            ];
            for stage in [Stage::Ready, Stage::Running] {
                let far = Far::default();
                said.push(lab_headline(lang, stage, &asked, Told::Nothing, far));
            }
            if experiment == "both" {
                said.push(is(lab_words.nobody_yet));
                said.push(is(&(lab_words.in_short)(&asked)));
            } else {
                said.truncate(5);
            }
            for sentence in said {
                assert!(
                    !flags.iter().any(|flag| sentence.contains(flag)),
                    "{sentence}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_back_from_an_address_of_the_page_or_refused(typed in "(?s).{0,200}") {
        let mut config = RunConfig::default();
        let value = format!("{}{typed}", List::MARK);
        let is_good = config.set(Field::Server, &value).is_ok();
        let (read, errors) = RunConfig::from_query(&config.to_query());
        prop_assert!(errors.is_empty());
        prop_assert_eq!(is_good, read.server.is_some());
        prop_assert_eq!(read, config);
    }

    #[test]
    fn each_name_leads_to_its_own_address(
        lines in proptest::collection::vec(("[a-c]{0,2}", "[x-z]{0,2}"), 1..40)
    ) {
        let typed: Vec<String> = lines.iter().map(|(label, path)| format!("http://h/{path}\t{label}")).collect();
        let config = with(&typed.join("\n"));
        let asked: Vec<String> = (config.labels().iter())
            .map(|name| Origin::of_base("http://other").url_in(&config, name, None))
            .collect();
        let expected: Vec<String> = lines.iter().map(|(_, path)| format!("http://h/{path}")).collect();
        prop_assert_eq!(asked, expected);
    }
}

#[test]
fn before_anything_is_typed_nothing_is_wrong_but_nothing_can_start() {
    let typed = |state: &AppState, text: &str| {
        state.reduce(Action::Edit(Field::Server, format!("{}{text}", List::MARK)))
    };
    let is_wrong = |state: &AppState| {
        let said = state.complaint(Field::Server);
        said.map(|error| !error.is_of_nothing())
    };
    let state = AppState::from_query("server=local", Lang::En, Theme::default());
    let chosen = state.reduce(Action::Choose(Field::Server, List::MARK.to_owned()));
    assert_eq!(is_wrong(&chosen), Some(false));
    assert!(!chosen.can_start());
    let half = typed(&chosen, "http:/");
    assert_eq!(is_wrong(&half), Some(false));
    assert!(!half.can_start());
    let left = half.reduce(Action::Leave(Field::Server));
    assert_eq!(is_wrong(&left), Some(true));
    assert_eq!(is_wrong(&typed(&left, " \n")), Some(false));
    let whole = typed(&half, "http://a.example/x").reduce(Action::Leave(Field::Server));
    assert_eq!(is_wrong(&whole), None);
    assert!(whole.can_start());
    let comment = typed(&chosen, "# none").reduce(Action::Leave(Field::Server));
    assert_eq!(is_wrong(&comment), Some(true));
}
