//! The page of the lab as it is published: its own Wasm module, shared by workers, below a sub-path.

use std::path::Path;

use e2e::{Page, StaticHost, drive_at};
use serde_json::Value;

/// The addresses of all that the page has loaded.
const LOADED: &str =
    "return performance.getEntriesByType('resource').map((entry) => entry.name).join(' ');";

async fn loaded(page: &Page) -> String {
    let names = page.read(LOADED, Vec::new()).await;
    names.as_str().unwrap_or_default().to_owned()
}

/// The record of the experiment of this query, run from a plain static host.
fn record(query: &str, check: impl AsyncFnOnce(Value)) {
    record_from(&StaticHost::start("some/deep-path"), query, check);
}

fn record_from(host: &StaticHost, query: &str, check: impl AsyncFnOnce(Value)) {
    drive_at(
        &format!("{}?lang=en&autorun=1&{query}", host.address),
        async |page| {
            let export = page.find("button", "Export JSON").await;
            page.until(&export, "!element.disabled").await;
            check(page.export().await).await;
        },
    );
}

/// How many jobs of a run ended well in one of the workers; fetches are none.
fn in_workers(run: &Value) -> usize {
    let futures = run["futures"].as_array().expect("a run has futures");
    let of_worker = |future: &&Value| {
        future["outcome"] == "ok" && future["worker"].is_u64() && future["executor"] != "fetch"
    };
    futures.iter().filter(of_worker).count()
}

#[test]
fn workers_do_their_jobs_below_a_sub_path() {
    record(
        "experiment=workers&where=pool&workers=2&kernel=primes&jobs=40&size=9",
        async |run| {
            assert_eq!(in_workers(&run), 40);
        },
    );
}

#[test]
fn the_simulated_origin_and_workers_share_one_run() {
    let query = "experiment=both&server=sim&codes=BR,CN,IN&delay=100-300&seed=7&workers=2\
                 &kernel=sha256&jobs=6&size=100000";
    record(query, async |run| {
        assert_eq!(run["summary"]["ok"], 9);
        assert_eq!(in_workers(&run), 6);
    });
}

#[test]
fn flags_beside_jobs_are_measured_as_in_a_race() {
    let query = "experiment=both&server=local&codes=BR,CN&workers=1&kernel=primes&jobs=2&size=5";
    record(query, async |run| {
        assert_eq!(run["summary"]["ok"], 4);
        assert_eq!(run["environment"]["protocol"], "http/1.1");
        for flag in [0, 1] {
            let phases = run["futures"][flag]["phases"].as_array();
            let names: Vec<&Value> = phases.into_iter().flatten().map(|p| &p["name"]).collect();
            assert_eq!(names, ["held", "waiting", "receiving"]);
        }
    });
}

#[test]
fn every_engine_is_found_below_a_sub_path() {
    record(
        "experiment=workers&where=engines&workers=2&kernel=primes&jobs=4&size=9",
        async |runs| {
            let runs = runs["runs"].as_array().expect("a run for each engine");
            let engines: Vec<&Value> = runs
                .iter()
                .map(|run| &run["futures"][0]["executor"])
                .collect();
            for engine in ["JavaScript", "Wasm", "Wasm + SIMD"] {
                assert!(
                    engines.iter().any(|there| *there == engine),
                    "no {engine} in {engines:?}"
                );
            }
        },
    );
}

#[test]
fn a_sweep_and_what_passing_data_cost_are_exported() {
    record(
        "experiment=workers&where=sweep&kernel=primes&jobs=4&size=9",
        async |sweep| {
            let runs = sweep["runs"]
                .as_array()
                .expect("a run for each number of workers");
            assert!(runs.len() >= 3, "{}", runs.len());
            for run in runs {
                let config = &run["config"];
                assert_eq!(config["where"], "sweep");
                assert_eq!(config["workers"], run["limits"][0]["max_workers"]);
            }
        },
    );
    record(
        "experiment=transfer&sizes=1024-4096&chunk=10",
        async |run| {
            assert!(in_workers(&run) > 0);
        },
    );
}

/// The script of workers, with something before it: the program takes all memory there can be before its first job, which comes
/// with the first message after the one that started it.
fn without_memory(file: &Path, content: Vec<u8>) -> Vec<u8> {
    const TAKE: &str = "
        if (typeof WorkerGlobalScope !== 'undefined') {
            let memory;
            const { instantiate } = WebAssembly;
            WebAssembly.instantiate = async (...given) => {
                const made = await instantiate.apply(WebAssembly, given);
                memory = made.exports.memory;
                return made;
            };
            addEventListener('message', () => {
                if (memory) memory.grow(65536 - memory.buffer.byteLength / 65536);
                memory = undefined;
            });
        }
    ";
    if !file.ends_with("src/workers/web/worker.js") {
        return content;
    }
    [TAKE.as_bytes(), &content].concat()
}

#[test]
fn a_worker_without_memory_says_so_though_its_module_has_no_names() {
    let host = StaticHost::start_edited("photofinish", without_memory);
    let query = "experiment=workers&where=pool&workers=1&kernel=mandelbrot&jobs=1&size=1000";
    record_from(&host, query, async |run| {
        let run = run.to_string();
        assert!(
            run.contains("worker worker_0 ran out of memory") && !run.contains("trapped"),
            "{run}"
        );
    });
}

#[test]
fn a_hidden_page_gets_its_results_too() {
    let host = StaticHost::start("photofinish");
    let query = "?lang=en&experiment=workers&where=pool&workers=2&kernel=primes&jobs=40&size=12";
    drive_at(&format!("{}{query}", host.address), async |page| {
        let start = page.find("button", "Start").await;
        let minimized = page.client().minimize_window().await;
        minimized.expect("a window can be minimized");
        let hidden = page.read("return document.hidden;", Vec::new()).await;
        assert_eq!(hidden, true);
        page.tap(&start).await;
        let export = page.find("button", "Export JSON").await;
        page.until(&export, "!element.disabled").await;
        let run = page.export().await;
        assert_eq!(in_workers(&run), 40);
        assert_eq!(
            run["stalls"].as_array().map(Vec::len),
            Some(0),
            "without frames there are none"
        );
    });
}

#[test]
fn a_race_loads_no_lab_and_its_tab_does() {
    let host = StaticHost::start("photofinish");
    drive_at(&format!("{}?lang=en", host.address), async |page| {
        page.find("button", "Start").await;
        let race = loaded(page).await;
        // Style sheets are for both: the inspector may stand on either.
        let loads_lab = race.contains("/lab.js") || race.contains("/lab_");
        assert!(race.contains("/race_bg.wasm") && !loads_lab, "{race}");
        let tab = page.find("link", "Workers").await;
        tab.click().await.expect("the tab can be pressed");
        page.find("image", "This page's clock: a tick for each frame it draws")
            .await;
        let lab = loaded(page).await;
        assert!(lab.contains("/lab_simd_bg.wasm"), "{lab}");
    });
}
