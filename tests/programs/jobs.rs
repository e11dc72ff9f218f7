//! Jobs: the same results as the page's own kernels have.

use std::collections::{BTreeMap, BTreeSet};

use photofinish::code::Language;
use photofinish::kernels::Stepper;
use photofinish::lab::tasks;

use crate::stage::{RUN, Server, config, count};

/// What each job of a run is called, and what comes of it.
fn results(query: &str) -> BTreeSet<String> {
    let tasks = tasks(&config(query)).unwrap();
    let result = |task: &photofinish::kernels::KernelTask| {
        let output = task.start().unwrap().run_to_end();
        format!("{}: {}", task.label(), output.summary())
    };
    tasks.iter().map(result).collect()
}

const KERNELS: [&str; 4] = [
    "kernel=primes&size=7&jobs=5",
    "kernel=sha256&size=1001&jobs=3&seed=4294967295",
    "kernel=rc4&size=999&jobs=5",
    "kernel=mandelbrot&size=50&jobs=6",
];

#[test]
fn jobs_have_the_page_s_results() {
    let server = Server::start();
    for (nth, kernel) in KERNELS.into_iter().enumerate() {
        let query = format!("experiment=workers&{kernel}&workers=2&verbose=1");
        let expected = results(&query);
        // Dask runs the same functions; once is enough.
        let languages = if nth == 0 {
            &RUN[..]
        } else {
            &[Language::Python, Language::JavaScript]
        };
        for language in languages {
            let ran = server.run(*language, &query, &format!("workers{nth}"));
            let is_told = |line: &&String| line.contains(": ") && !line.contains("elapsed");
            let told: BTreeSet<_> = ran.lines.iter().filter(is_told).cloned().collect();
            assert_eq!(told, expected, "{language:?}");
            let Some(record) = &ran.record else { continue };
            let tasks = tasks(&config(&query)).unwrap();
            assert_eq!(count(record, "ok"), tasks.len() as u64);
            assert!(count(record, "max_in_flight") <= 2, "{language:?}");
            let labels = |future: &serde_json::Value| future["label"].as_str().unwrap().to_owned();
            let submitted: Vec<_> = record["futures"]
                .as_array()
                .unwrap()
                .iter()
                .map(labels)
                .collect();
            let labels: Vec<_> = tasks.iter().map(|task| task.label()).collect();
            assert_eq!(submitted, labels);
        }
    }
}

#[test]
fn threads_that_compute_let_a_clock_tick() {
    let server = Server::start();
    for place in ["main", "slices"] {
        let query = format!("experiment=workers&kernel=primes&size=7&jobs=2&where={place}");
        let ran = server.run(Language::Python, &query, place);
        let is_told = |line: &String| {
            let ms = line.strip_prefix("from one tick of a clock to the next ");
            ms.is_some_and(|ms| ms.ends_with(" ms at most"))
        };
        assert!(ran.lines.iter().any(is_told), "{:?}", ran.lines);
    }
}

#[test]
fn one_thread_computes_one_job_after_the_other() {
    let server = Server::start();
    let query = "experiment=workers&kernel=primes&size=5&jobs=4&where=main&verbose=1";
    let ran = server.run(Language::Python, query, "main");
    assert_eq!(count(&ran.record.unwrap(), "max_in_flight"), 1);
}

#[test]
fn a_sweep_is_a_run_for_each_number_of_workers() {
    let server = Server::start();
    let query = "experiment=workers&kernel=primes&size=5&jobs=4&where=sweep&workers=2";
    for language in [Language::Python, Language::JavaScript] {
        let ran = server.run(language, query, "sweep");
        let sums: Vec<_> = ran
            .lines
            .iter()
            .filter(|line| line.contains("elapsed time"))
            .collect();
        assert_eq!(sums.len(), 2, "{language:?}");
        let Some(record) = ran.record else { continue };
        let runs = record["runs"].as_array().unwrap();
        let workers: Vec<_> = runs
            .iter()
            .map(|run| run["config"]["workers"].as_u64())
            .collect();
        assert_eq!(workers, [Some(1), Some(2)]);
    }
}

#[test]
fn flags_and_jobs_are_one_run() {
    let server = Server::start();
    let query = "experiment=both&server=delay&codes=BR,CN,XX&delay=0-50&kernel=rc4&size=500&jobs=4&workers=2&verbose=1";
    for language in RUN {
        let ran = server.run(language, query, "both");
        let counts = BTreeMap::from([("not found".to_owned(), 1), ("ok".to_owned(), 6)]);
        assert_eq!(ran.counts(), counts, "{language:?}");
        let Some(record) = ran.record else { continue };
        let futures = record["futures"].as_array().unwrap();
        let of = |name: &str| {
            futures
                .iter()
                .filter(|future| future["executor"] == name)
                .count()
        };
        assert_eq!((of("fetch"), of("pool")), (3, 4));
        assert_eq!(count(&record, "ok"), 6);
    }
}
