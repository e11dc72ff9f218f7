//! What goes wrong is told in the language of the page, every kind of it. What somebody else said, a
//! job, a worker, the browser, may stand in it as it is, and is marked.

use std::time::Duration;

use crate::prose::assert_good;
use photofinish::config::Lang;
use photofinish::executor::{ConfigError, SubmitError};
use photofinish::fetch::FetchError;
use photofinish::future::{Broken, FutureError, TaskError, TaskPanicked};
use photofinish::lab::transfer::LineError;
use photofinish::lab::{OutOfTime, Problem};
use photofinish::tell::words::errors;
use photofinish::tell::words::workers as lab_errors;
use photofinish::tell::{parts, plain};
use photofinish::workers::{Failure, WorkerError};

const LANGS: [Lang; 2] = [Lang::En, Lang::Zh];

/// What a script, a browser or a job might say.
const SAID: &str = "TypeError: Failed to fetch dynamically imported module";

fn said() -> String {
    SAID.to_owned()
}

const LIMIT: Duration = Duration::from_millis(1500);

/// One of each kind. A kind that is missing here does not compile: `next` knows all.
fn all<T>(first: T, next: impl Fn(&T) -> Option<T>) -> Vec<T> {
    let mut all = vec![first];
    while let Some(one) = all.last().and_then(&next) {
        all.push(one);
    }
    all
}

fn failures() -> Vec<Failure> {
    all(Failure::Load(said()), |failure| {
        Some(match failure {
            Failure::Load(_) => Failure::NoScript("https://example.org/worker.js".into()),
            Failure::NoScript(_) => Failure::Script {
                said: said(),
                script: "https://example.org/worker.js".into(),
            },
            Failure::Script { .. } => Failure::Version { page: 2, worker: 1 },
            Failure::Version { .. } => Failure::Start(LIMIT),
            Failure::Start(_) => Failure::Initializer(said()),
            Failure::Initializer(_) => Failure::Initializing(Box::new(Failure::Timeout(LIMIT))),
            Failure::Initializing(_) => Failure::HandedOver,
            Failure::HandedOver => Failure::Unsendable(said()),
            Failure::Unsendable(_) => Failure::UndecodableJob(said()),
            Failure::UndecodableJob(_) => Failure::UnsendableResult(said()),
            Failure::UnsendableResult(_) => Failure::UndecodableResult(said()),
            Failure::UndecodableResult(_) => Failure::Message,
            Failure::Message => Failure::Panic {
                message: said(),
                location: "src/job.rs:1:1".into(),
            },
            Failure::Panic { .. } => Failure::Trap(said()),
            Failure::Trap(_) => Failure::Memory(said()),
            Failure::Memory(_) => Failure::Closed,
            Failure::Closed => Failure::Vanished,
            Failure::Vanished => Failure::Uncaught(said()),
            Failure::Uncaught(_) => Failure::Timeout(LIMIT),
            Failure::Timeout(_) => return None,
        })
    })
}

fn fetches() -> Vec<FetchError> {
    all(
        FetchError::NotFound {
            url: "/br.svg".into(),
        },
        |error| {
            Some(match error {
                FetchError::NotFound { .. } => FetchError::Http {
                    status: 418,
                    reason: "I'm a Teapot".into(),
                    retry_after: None,
                },
                FetchError::Http { reason, .. } if !reason.is_empty() => FetchError::Http {
                    status: 418,
                    reason: String::new(),
                    retry_after: None,
                },
                FetchError::Http { .. } => FetchError::Network { detail: said() },
                FetchError::Network { .. } => FetchError::BrokenOff {
                    status: 200,
                    detail: said(),
                },
                FetchError::BrokenOff { .. } => FetchError::Timeout { timeout: LIMIT },
                FetchError::Timeout { .. } => FetchError::BadRequest { detail: said() },
                FetchError::BadRequest { .. } => return None,
            })
        },
    )
}

fn lines() -> Vec<LineError> {
    all(LineError::Silent, |error| {
        Some(match error {
            LineError::Silent => LineError::NoScript,
            LineError::NoScript => LineError::Unreadable,
            LineError::Unreadable => LineError::Said(said()),
            LineError::Said(_) => return None,
        })
    })
}

fn configs() -> Vec<ConfigError> {
    all(ConfigError::MaxWorkers, |error| {
        Some(match error {
            ConfigError::MaxWorkers => ConfigError::TooManyWorkers(1000),
            ConfigError::TooManyWorkers(_) => ConfigError::MaxJobsPerWorker,
            ConfigError::MaxJobsPerWorker => ConfigError::QueueLimit,
            ConfigError::QueueLimit => ConfigError::BufferSize,
            ConfigError::BufferSize => ConfigError::ChunkSize,
            ConfigError::ChunkSize => ConfigError::InWorker,
            ConfigError::InWorker => ConfigError::NoWorkers,
            ConfigError::NoWorkers => return None,
        })
    })
}

fn of_worker(failure: Failure) -> TaskError {
    WorkerError {
        worker: "worker_1".into(),
        failure,
    }
    .into()
}

/// Every error a task can end with.
fn tasks() -> Vec<TaskError> {
    let mut all: Vec<TaskError> = failures().into_iter().map(of_worker).collect();
    all.extend(fetches().into_iter().map(TaskError::from));
    all.extend(lines().into_iter().map(TaskError::from));
    all.push(OutOfTime { limit: LIMIT }.into());
    all.push(TaskPanicked { message: said() }.into());
    all.push(TaskError::message(SAID));
    all
}

/// Every way of an executor to be broken, by every failure of a worker.
fn broken() -> Vec<Broken> {
    let kinds = all(Broken::Dropped, |reason| {
        Some(match reason {
            Broken::Dropped => Broken::TornDown,
            Broken::TornDown => Broken::Initializer,
            Broken::Initializer => Broken::Terminated,
            Broken::Terminated => Broken::Other(SAID.into()),
            Broken::Other(_) => Broken::Worker(of_worker(Failure::Closed)),
            Broken::Worker(_) => Broken::Workers {
                workers: 3,
                last: of_worker(Failure::Vanished),
            },
            Broken::Workers { .. } => return None,
        })
    });
    let by_worker = failures().into_iter().flat_map(|failure| {
        let last = of_worker(failure);
        [
            Broken::Worker(last.clone()),
            Broken::Workers { workers: 3, last },
        ]
    });
    kinds.into_iter().chain(by_worker).collect()
}

fn refused() -> Vec<SubmitError> {
    let kinds = all(SubmitError::Shutdown, |error| {
        Some(match error {
            SubmitError::Shutdown => SubmitError::QueueFull { limit: 2 },
            SubmitError::QueueFull { .. } => SubmitError::Broken(Broken::TornDown),
            SubmitError::Broken(_) => SubmitError::Config(ConfigError::ChunkSize),
            SubmitError::Config(_) => return None,
        })
    });
    (kinds.into_iter())
        .chain(broken().into_iter().map(SubmitError::Broken))
        .chain(configs().into_iter().map(SubmitError::Config))
        .collect()
}

fn ends() -> Vec<FutureError> {
    let kinds = all(FutureError::Cancelled, |error| {
        Some(match error {
            FutureError::Cancelled => FutureError::Aborted,
            FutureError::Aborted => FutureError::Timeout,
            FutureError::Timeout => FutureError::Broken(Broken::Dropped),
            FutureError::Broken(_) => FutureError::Failed(TaskError::message(SAID)),
            FutureError::Failed(_) => return None,
        })
    });
    (kinds.into_iter())
        .chain(broken().into_iter().map(FutureError::Broken))
        .chain(tasks().into_iter().map(FutureError::Failed))
        .collect()
}

fn all_told() -> Vec<(Lang, String)> {
    let mut told = Vec::new();
    for lang in LANGS {
        told.extend(configs().iter().map(|error| errors::config(lang, *error)));
        for error in refused() {
            told.push(lab_errors::problem(lang, &Problem::Refused(error.clone())));
            told.push(errors::submit(lang, &error, errors::task));
        }
        for error in ends() {
            told.push(lab_errors::problem(lang, &Problem::Failed(error.clone())));
            told.push(lab_errors::future(lang, &error));
            // Of workers the page of a race knows nothing: they are quoted there.
            told.push(errors::future(lang, &error, errors::task));
        }
    }
    let half = told.len() / 2;
    let lang = |nth| LANGS[usize::from(nth >= half)];
    let told = told.into_iter().enumerate();
    told.map(|(nth, text)| (lang(nth), text)).collect()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Two words of Latin letters in a row, and what looks like it but is a name.
fn english_in(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii())
        .flat_map(|part| part.split(", "))
        .collect();
    let is_word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    words.into_iter().find_map(|part| {
        let words: Vec<&str> = part.split(' ').collect();
        let two = words
            .windows(2)
            .find(|two| two.iter().all(|w| is_word(w)))?;
        Some(two.join(" "))
    })
}

#[test]
fn no_english_sentence_stands_in_chinese_but_what_somebody_said_and_that_is_marked() {
    for (lang, text) in all_told() {
        let ours: String = (parts(&text))
            .filter_map(|(is_quoted, part)| (!is_quoted).then_some(part))
            .collect();
        if lang == Lang::En {
            assert!(!is_chinese(&text), "{text}");
            assert_eq!(ours, text, "English in English is not marked");
            continue;
        }
        assert_eq!(english_in(&ours), None, "{}", plain(&text));
        let quoted: Vec<&str> = (parts(&text))
            .filter_map(|(is_quoted, part)| is_quoted.then_some(part))
            .collect();
        let is_all_quoted = ours.is_empty() && !quoted.is_empty();
        assert!(is_chinese(&ours) || is_all_quoted, "{}", plain(&text));
    }
}

#[test]
fn errors_keep_the_rules_of_their_language() {
    let told = all_told().into_iter().map(|(lang, text)| {
        // What somebody else said keeps no rules of ours.
        let ours = parts(&text).map(|(is_quoted, part)| if is_quoted { "X" } else { part });
        (lang, ours.collect::<String>())
    });
    assert_good(told);
}

#[test]
fn english_is_what_the_errors_say_themselves() {
    for error in ends() {
        assert_eq!(lab_errors::future(Lang::En, &error), error.to_string());
    }
    for error in refused() {
        let problem = Problem::Refused(error.clone());
        assert_eq!(problem.to_string(), error.to_string());
        assert_eq!(lab_errors::problem(Lang::En, &problem), error.to_string());
    }
}

#[test]
fn what_a_broken_pool_says_names_the_worker_and_the_cause() {
    let last = of_worker(Failure::Load(said()));
    let reason = Broken::Workers { workers: 3, last };
    let problem = Problem::Refused(SubmitError::Broken(reason));
    assert_eq!(
        plain(&lab_errors::problem(Lang::Zh, &problem)),
        format!(
            "执行器已无法运行任务：连续 3 个 worker 未完成任何任务就已结束，最后一个：worker_1 无法启动：{SAID}"
        )
    );
    assert_eq!(
        lab_errors::problem(Lang::En, &problem),
        format!(
            "the pool is broken: 3 workers in a row ended without doing a job; the last: worker worker_1 could not be started: {SAID}"
        )
    );
}
