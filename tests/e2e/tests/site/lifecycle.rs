//! What becomes of a page, and of the run in it, that is put aside, frozen, asleep, without a network, or loaded anew: what
//! it shows is true, nothing hangs, and Start works again.

use std::collections::BTreeSet;

use e2e::{Page, Server, drive};
use serde_json::{Value, json};

/// 20 flags, four at a time, in some three seconds.
const RACE: &str = "?lang=en&experiment=race&server=delay&codes=pop20&strategy=as_completed\
                    &max_workers=4&delay=500-700&error_rate=0&timeout=60000&seed=7";

/// Jobs that take some seconds together.
const JOBS: &str =
    "?lang=en&experiment=workers&where=pool&workers=2&kernel=primes&jobs=1000&size=13";

fn count(run: &Value, what: &str) -> u64 {
    run["summary"][what].as_u64().unwrap_or_default()
}

/// The run that is over: each of its futures has ended, in some way.
async fn ended(page: &Page) -> Value {
    let export = page.find("button", "Export JSON").await;
    page.until(&export, "!element.disabled").await;
    let run = page.export().await;
    let futures = run["futures"].as_array().expect("futures");
    assert_eq!(count(&run, "unsettled"), 0);
    for future in futures {
        let at = |what: &str| future[what].as_f64();
        if let (Some(started), Some(finished)) = (at("started_ms"), at("finished_ms")) {
            assert!(started <= finished, "{future}");
        }
        assert!(future["outcome"].is_string(), "{future}");
    }
    run
}

/// Waits until the first results of a run of jobs are there, so that it is under way.
async fn under_way(page: &Page) {
    let order = page.find("list", "Finish order").await;
    page.until(&order, "element.children.length > 0").await;
}

/// Presses Start and waits until all of it has gone well.
async fn runs_again(page: &Page, futures: u64) {
    let start = page.find("button", "Start").await;
    page.until(&start, "!element.disabled").await;
    page.begin(&start, async || page.tap(&start).await).await;
    let run = ended(page).await;
    assert_eq!(count(&run, "ok"), futures, "{}", run["summary"]);
}

/// What a browser names as its own reason not to keep a page. What the page itself does against it has names.
/// <https://developer.mozilla.org/en-US/docs/Web/API/NotRestoredReasons>
const ITS_OWN: &str = "masked";

/// Leaves the page for another one of its site and comes back; whether it was kept as it was. The page is no reason
/// against that; but a browser gives it some seconds to stand still, and a machine at its limit may need more.
async fn leave_and_come_back(page: &Page, server: &Server, away: impl AsyncFnOnce()) -> bool {
    let watch = "addEventListener('pageshow', ({ persisted }) => { window.wasKept = persisted; });";
    page.read(watch, Vec::new()).await;
    page.goto(&format!("{}/licences.txt", server.local)).await;
    away().await;
    page.client().back().await.expect("back");
    page.find("button", "Start").await;
    let kept = "return window.wasKept === true;";
    if page.read(kept, Vec::new()).await == true {
        return true;
    }
    let why = "return performance.getEntriesByType('navigation')[0].notRestoredReasons?.reasons
        .map(({ reason }) => reason);";
    assert_eq!(page.read(why, Vec::new()).await, json!([ITS_OWN]));
    false
}

#[test]
fn a_page_put_aside_after_its_run_comes_back_as_it_was() {
    drive(RACE, async |page, server| {
        page.start().await;
        let before = ended(page).await;
        let order = page.finish_order().await;
        if leave_and_come_back(page, server, async || ()).await {
            assert_eq!(page.finish_order().await, order);
            assert_eq!(page.export().await, before);
        }
        runs_again(page, 20).await;
    });
}

/// The run that was going when the page was left: what had come by then, the rest cancelled.
async fn was_cancelled(page: &Page, futures: u64) {
    let run = ended(page).await;
    let cancelled = count(&run, "cancelled");
    assert!(cancelled > 0, "{}", run["summary"]);
    assert_eq!(count(&run, "ok") + cancelled, futures, "{}", run["summary"]);
}

#[test]
fn a_race_is_cancelled_when_its_page_is_put_aside() {
    drive(RACE, async |page, server| {
        page.start().await;
        Server::counts(&server.delay, "busy");
        let kept = leave_and_come_back(page, server, async || {
            let left = Server::counts(&server.delay, "idle");
            assert!(left["aborted"].as_u64() > Some(0), "{left}");
        })
        .await;
        if kept {
            was_cancelled(page, 20).await;
        }
        runs_again(page, 20).await;
    });
}

#[test]
fn jobs_are_cancelled_when_their_page_is_put_aside() {
    drive(JOBS, async |page, server| {
        page.start().await;
        under_way(page).await;
        let kept = leave_and_come_back(page, server, async || {
            assert_eq!(locks(page).await, json!([]), "workers go on");
        })
        .await;
        if kept {
            was_cancelled(page, 1000).await;
        }
        runs_again(page, 1000).await;
    });
}

async fn lifecycle(page: &Page, state: &str) {
    page.devtools("Page.setWebLifecycleState", json!({"state": state}))
        .await;
}

#[test]
fn a_race_frozen_in_the_middle_goes_on() {
    drive(RACE, async |page, server| {
        page.start().await;
        Server::counts(&server.delay, "busy");
        lifecycle(page, "frozen").await;
        Server::counts(&server.delay, "idle");
        lifecycle(page, "active").await;
        let run = ended(page).await;
        assert_eq!(count(&run, "ok"), 20, "{}", run["summary"]);
        runs_again(page, 20).await;
    });
}

#[test]
fn jobs_frozen_in_the_middle_go_on() {
    drive(JOBS, async |page, _| {
        page.start().await;
        under_way(page).await;
        lifecycle(page, "frozen").await;
        lifecycle(page, "active").await;
        let run = ended(page).await;
        assert_eq!(count(&run, "ok"), 1000, "{}", run["summary"]);
        runs_again(page, 1000).await;
    });
}

/// From now on the clock of the page goes on by an hour when told so, as that of a laptop that slept.
const CLOCK: &str = "
    let slept = 0;
    const now = performance.now.bind(performance);
    performance.now = () => now() + slept;
    window.sleep = () => { slept = 3_600_000; };
";

#[test]
fn a_laptop_that_slept_during_a_race() {
    drive("", async |page, server| {
        page.before_all(CLOCK).await;
        page.goto(&format!("{}/{RACE}", server.local)).await;
        page.start().await;
        Server::counts(&server.delay, "busy");
        page.read("sleep();", Vec::new()).await;
        let run = ended(page).await;
        assert_eq!(count(&run, "ok"), 20, "{}", run["summary"]);
        runs_again(page, 20).await;
    });
}

#[test]
fn a_laptop_that_slept_while_workers_compute() {
    drive("", async |page, server| {
        page.before_all(CLOCK).await;
        page.goto(&format!("{}/{JOBS}", server.local)).await;
        page.start().await;
        under_way(page).await;
        page.read("sleep();", Vec::new()).await;
        let run = ended(page).await;
        assert_eq!(count(&run, "ok"), 1000, "{}", run["summary"]);
        runs_again(page, 1000).await;
    });
}

#[test]
fn offline_and_online_again_during_a_race() {
    drive(RACE, async |page, server| {
        page.start().await;
        Server::counts(&server.delay, "busy");
        page.set_offline(true).await;
        Server::counts(&server.delay, "idle");
        page.set_offline(false).await;
        let run = ended(page).await;
        let lost = count(&run, "network_error");
        assert!(lost > 0, "{}", run["summary"]);
        assert_eq!(count(&run, "ok") + lost, 20, "{}", run["summary"]);
        runs_again(page, 20).await;
    });
}

/// Calls back with the names of all locks of the origin.
const LOCKS: &str = "
    const done = arguments[arguments.length - 1];
    navigator.locks.query().then(({ held, pending }) => done([...held, ...pending].map(({ name }) => name)));
";

async fn locks(page: &Page) -> Value {
    let asked = page.client().execute_async(LOCKS, Vec::new()).await;
    asked.expect("locks can be asked for")
}

/// What is in every field of the settings.
const SETTINGS: &str = "return [...document.querySelectorAll('input, select')].map((field) =>
    [field.name || field.id, field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value]);";

#[test]
fn a_race_left_by_a_reload_is_over_and_its_settings_stay() {
    drive(RACE, async |page, server| {
        page.fill("textbox", "Max workers", "3").await;
        let before = page.read(SETTINGS, Vec::new()).await;
        page.start().await;
        let busy = Server::counts(&server.delay, "busy");
        page.client().refresh().await.expect("a reload");
        let start = page.find("button", "Start").await;
        page.until(&start, "!element.disabled").await;
        let idle = Server::counts(&server.delay, "idle");
        assert!(
            idle["aborted"].as_u64() >= busy["in_flight"].as_u64().min(Some(1)),
            "{idle}"
        );
        assert_eq!(page.read(SETTINGS, Vec::new()).await, before);
        let export = page.find("button", "Export JSON").await;
        page.until(&export, "element.disabled").await;
        runs_again(page, 20).await;
        let after = Server::counts(&server.delay, "idle");
        let asked = |counts: &Value| counts["requests"].as_u64().unwrap_or_default();
        assert_eq!(
            asked(&after) - asked(&idle),
            20,
            "the old race asked for more"
        );
    });
}

#[test]
fn workers_left_by_a_reload_are_gone_with_their_locks() {
    drive(JOBS, async |page, _| {
        page.start().await;
        under_way(page).await;
        let old = locks(page).await;
        // Each is held by a worker, and waited for by the page.
        let names = old.as_array().into_iter().flatten();
        let workers: BTreeSet<_> = names.map(Value::to_string).collect();
        assert_eq!(workers.len(), 2, "{old}");
        page.client().refresh().await.expect("a reload");
        let start = page.find("button", "Start").await;
        page.until(&start, "!element.disabled").await;
        assert_eq!(locks(page).await, json!([]));
        runs_again(page, 1000).await;
    });
}
