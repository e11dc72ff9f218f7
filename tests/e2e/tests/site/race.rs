//! The race, as a person runs it: every strategy, cancelling, failures, the export.

use e2e::{Page, drive};
use serde_json::Value;

/// 20 flags, answers within a second, the same for every test but for what it names: `delay=20-100`.
fn race(strategy: &str, but: &[&str]) -> String {
    let usual = [
        "codes=pop20",
        "max_workers=20",
        "delay=50-1000",
        "error_rate=0",
    ];
    let key = |field: &str| field.split('=').next().map(str::to_owned);
    let unchanged = usual
        .iter()
        .filter(|field| but.iter().all(|other| key(other) != key(field)));
    let fields: Vec<&str> = unchanged.chain(but).copied().collect();
    format!(
        "?lang=en&experiment=race&server=local&strategy={strategy}&timeout=20000&seed=7&{}",
        fields.join("&")
    )
}

async fn run(page: &Page) -> Value {
    page.start().await;
    page.until_over().await;
    page.export().await
}

/// The labels in the order of submission, which is the order of the futures in the record.
fn submitted(run: &Value) -> Vec<&str> {
    let futures = run["futures"].as_array().unwrap().iter();
    futures
        .map(|future| future["label"].as_str().unwrap())
        .collect()
}

/// When they finished, in the order in which they were delivered.
fn finished_as_delivered(run: &Value) -> Vec<f64> {
    let futures = run["futures"].as_array().unwrap();
    let finished = |label| {
        let future = futures.iter().find(|future| future["label"] == label);
        future.unwrap()["finished_ms"].as_f64().unwrap()
    };
    delivered(run).into_iter().map(finished).collect()
}

fn delivered(run: &Value) -> Vec<&str> {
    let order = run["summary"]["delivered_order"].as_array().unwrap();
    order.iter().map(|label| label.as_str().unwrap()).collect()
}

fn count(run: &Value, what: &str) -> u64 {
    run["summary"][what]
        .as_u64()
        .unwrap_or_else(|| panic!("no {what} in {}", run["summary"]))
}

/// How many futures the outcomes of the summary account for.
fn accounted(run: &Value) -> u64 {
    [
        "ok",
        "not_found",
        "http_error",
        "network_error",
        "timeout",
        "cancelled",
        "failed",
    ]
    .iter()
    .map(|outcome| count(run, outcome))
    .sum()
}

#[test]
fn as_completed_lists_flags_in_the_order_of_completion() {
    drive(&race("as_completed", &[]), async |page, _| {
        let run = run(page).await;
        assert_eq!(page.finish_order().await, delivered(&run));
        assert!(finished_as_delivered(&run).is_sorted(), "{run}");
        assert_ne!(delivered(&run), submitted(&run), "nobody overtook anybody");
        assert_eq!(count(&run, "ok"), 20);
    });
}

#[test]
fn map_lists_flags_in_the_order_of_submission() {
    drive(&race("map", &[]), async |page, _| {
        let run = run(page).await;
        assert_eq!(page.finish_order().await, delivered(&run));
        assert_eq!(delivered(&run), submitted(&run));
        assert!(
            !finished_as_delivered(&run).is_sorted(),
            "nobody waited for anybody"
        );
    });
}

#[test]
fn sequential_has_one_fetch_in_flight_at_a_time() {
    drive(&race("sequential", &["delay=20-100"]), async |page, _| {
        let run = run(page).await;
        assert_eq!(page.finish_order().await, submitted(&run));
        assert_eq!(count(&run, "max_in_flight"), 1);
    });
}

#[test]
fn each_strategy_is_chosen_by_its_name() {
    let few = ["codes=BR,CN,IN", "delay=200-300"];
    drive(&race("as_completed", &few), async |page, _| {
        for (name, strategy) in [
            ("one by one", "sequential"),
            ("map", "map"),
            ("as_completed", "as_completed"),
        ] {
            page.choose(name).await;
            assert_eq!(run(page).await["config"]["strategy"], strategy);
        }
        page.choose("compare").await;
        assert_eq!(run(page).await["runs"].as_array().unwrap().len(), 3);
    });
}

#[test]
fn compare_runs_the_three_strategies_on_the_same_plan() {
    drive(&race("compare", &["delay=20-200"]), async |page, _| {
        let export = run(page).await;
        assert_eq!(export["schema"], "photofinish.runs/1");
        let runs = export["runs"].as_array().unwrap();
        let strategies: Vec<_> = runs.iter().map(|run| &run["config"]["strategy"]).collect();
        assert_eq!(strategies, ["sequential", "map", "as_completed"]);
        assert!(runs.iter().all(|run| count(run, "ok") == 20));
    });
}

#[test]
fn no_more_than_max_workers_are_in_flight() {
    drive(
        &race("as_completed", &["max_workers=3", "delay=20-200"]),
        async |page, _| {
            assert_eq!(count(&run(page).await, "max_in_flight"), 3);
        },
    );
}

#[test]
fn failures_are_counted_apart_and_lose_nobody() {
    drive(
        &race("as_completed", &["error_rate=0.5"]),
        async |page, _| {
            let run = run(page).await;
            assert!(
                count(&run, "ok") > 0 && count(&run, "ok") < 20,
                "{}",
                run["summary"]
            );
            assert_eq!(accounted(&run), 20);
            assert_eq!(page.finish_order().await.len(), 20);
        },
    );
}

#[test]
fn cancelled_midway_what_is_left_never_starts_and_the_page_is_ready_again() {
    drive(
        &race("as_completed", &["max_workers=2", "delay=1000-2000"]),
        async |page, _| {
            page.start().await;
            let order = page.find("list", "Finish order").await;
            page.until(&order, "element.children.length > 0").await;
            page.press("Cancel").await;
            page.until_over().await;
            let run = page.export().await;
            assert!(count(&run, "ok") > 0);
            assert!(count(&run, "cancelled") >= 10, "{}", run["summary"]);
            assert_eq!(accounted(&run), 20);
            let futures = run["futures"].as_array().unwrap();
            let started = futures
                .iter()
                .filter(|future| !future["started_ms"].is_null());
            assert!(started.count() < 20, "cancelled ones were started");
        },
    );
}

#[test]
fn each_way_to_end_that_is_in_the_picture_is_in_the_legend() {
    let slow = race("as_completed", &["max_workers=2", "delay=1000-2000"]);
    for (lang, legend, word) in [("en", "Legend", "cancelled"), ("zh", "图例", "已取消")] {
        drive(
            &slow.replace("lang=en", &format!("lang={lang}")),
            async |page, _| {
                let legend = page.find("list", legend).await;
                assert!(!page.text(&legend).await.contains(word));
                for does in ["start", "cancel"] {
                    let button = page.find_css(&format!("[data-does={does}]")).await;
                    page.until(&button, "!element.disabled").await;
                    page.tap(&button).await;
                }
                page.until_text(&legend, word).await;
            },
        );
    }
}

#[test]
fn a_dead_server_is_a_result() {
    let mut server = e2e::Server::start();
    let address = format!(
        "{}/{}",
        server.local,
        race("as_completed", &["codes=BR,CN,IN"])
    );
    e2e::drive_at(&address, async |page| {
        page.find("button", "Start").await;
        server.stop();
        page.press("Start").await;
        let order = page.find("list", "Finish order").await;
        page.until(&order, "element.children.length === 3").await;
        page.until_over().await;
        assert_eq!(count(&page.export().await, "network_error"), 3);
    });
}

#[test]
fn progress_outcomes_and_status_tell_how_it_went() {
    drive(&race("as_completed", &[]), async |page, _| {
        run(page).await;
        let progress = page.find_role("progressbar").await;
        page.until(
            &progress,
            "element.value === element.max || element.ariaValueNow === element.ariaValueMax",
        )
        .await;
        let status = page.find_role("status").await;
        page.until_text(&status, "20 flags downloaded in").await;
        let outcomes = page.find("table", "Outcomes").await;
        assert!(page.text(&outcomes).await.contains("20"));
    });
}
