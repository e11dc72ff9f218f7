//! The futures of a program are those of a run like any other: looked at one by one, played again, taken away.

use e2e::{drive, reference};
use serde_json::Value;

use super::here::Here;

const PROGRAM: &str = "
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

def task(name, seconds):
    time.sleep(seconds)
    if name == 'bad':
        raise ValueError('not good')
    return name

with ThreadPoolExecutor(2) as executor:
    futures = {executor.submit(task, name, seconds): f'the {name} one' for name, seconds in [('slow', 0.6), ('bad', 0.2), ('last', 0.1)]}
    for future in as_completed(futures):
        future.exception()
";

#[test]
fn they_are_looked_at_played_again_and_taken_away() {
    let race = "?lang=en&experiment=race&codes=BR&server=local&seed=1";
    drive(race, async |page, _| {
        let here = Here::open(page).await;
        here.write(PROGRAM).await;
        here.run().await;
        assert_eq!(here.status().await, "The program is over.");

        // Taken away: as the format has it, with the error in its own words.
        let run = here.export().await;
        let futures = run["futures"].as_array().expect("futures");
        let labels: Vec<_> = futures.iter().map(|one| &one["label"]).collect();
        // By the dict, as the program itself tells them apart.
        assert_eq!(labels, ["the slow one", "the bad one", "the last one"]);
        let outcomes: Vec<_> = futures.iter().map(|one| &one["outcome"]).collect();
        assert_eq!(outcomes, ["ok", "failed", "ok"]);
        let at = |one: &Value, what: &str| one[what].as_f64().expect("a time");
        assert!(
            at(&futures[2], "started_ms") >= at(&futures[1], "finished_ms"),
            "two at once"
        );
        assert_eq!(futures[1]["error"], "ValueError: not good");

        // Looked at: the lane of the second.
        let rows = page.find("group", "Futures of the program").await;
        let lane = "const rows = arguments[0].querySelector('#python-rows');
            const key = (key) => rows.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
            rows.focus();
            key('ArrowDown');
            key('ArrowDown');
            key('Enter');";
        page.read(lane, vec![reference(&rows)]).await;
        page.until(&rows, "element.textContent.includes('not good')")
            .await;

        // Played again: at its beginning nothing has come, at its end all.
        let again = page.find("button", "Again at ¼ speed").await;
        page.tap(&again).await;
        let order = "element.querySelectorAll('[aria-labelledby=python-finish-order] > li').length";
        page.until(&rows, &format!("{order} < 3")).await;
        let whole = page.find("button", "Whole run").await;
        page.until(&whole, "!element.disabled").await;
        page.tap(&whole).await;
        page.until(&rows, &format!("{order} === 3")).await;
    });
}

/// Two executors that are open at once, of which the second is gone before the first; one that a task waits for too long in.
const SEVERAL: &str = "
from concurrent.futures import ThreadPoolExecutor
from threading import Event

go_on = Event()
with ThreadPoolExecutor(2) as executor:
    first = executor.submit(go_on.wait)
    with ThreadPoolExecutor(3) as other:
        other.submit(int, 7).result()
    waits = [executor.submit(go_on.wait), executor.submit(int, 8)]
    print(waits[1].cancel())
    go_on.set()
";

#[test]
fn executors_that_are_open_at_once_have_the_workers_of_both() {
    let race = "?lang=en&experiment=race&codes=BR&server=local&seed=1";
    drive(race, async |page, _| {
        let here = Here::open(page).await;
        here.write(SEVERAL).await;
        here.run().await;
        assert_eq!(here.printed().await, "True\n", "{}", here.status().await);
        let run = here.export().await;
        let limits = run["limits"].as_array().expect("limits");
        let limits: Vec<_> = limits.iter().map(|one| &one["max_workers"]).collect();
        assert_eq!(limits, [2, 5, 2]);
        // What was cancelled has a sign of its own, which is named.
        assert_eq!(run["summary"]["cancelled"], 1);
        let rows = page.find("group", "Futures of the program").await;
        page.until(
            &rows,
            "element.querySelector('.legend').textContent.includes('cancelled')",
        )
        .await;
    });
}
