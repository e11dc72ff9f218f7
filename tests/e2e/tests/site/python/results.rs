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
        assert!(
            futures[1].to_string().contains("not good"),
            "{}",
            futures[1]
        );

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
