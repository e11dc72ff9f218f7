//! The lab's screens in a real page: jobs in slices, on the main thread, in real workers, with
//! fetches, swept and passed, each seen as a person or a screen reader sees it.
#![cfg(target_arch = "wasm32")]

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// The page is looked at with every change, so that none is missed, and with every frame that it draws, for canvases; so
// nothing here waits for a time to pass.
#[wasm_bindgen(inline_js = r#"
let page;
export function open(query) {
    page?.remove();
    history.replaceState(null, "", `?lang=en&${query}`);
    page = document.createElement("div");
    page.id = "app";
    document.body.append(page);
}
export function until(condition) {
    const holds = new Function("page", "one", "all", "text", "painted", `return ${condition}`);
    const one = (selector) => page.querySelector(selector);
    const all = (selector) => [...page.querySelectorAll(selector)];
    const text = (selector) => one(selector)?.textContent ?? "";
    return new Promise((resolve, reject) => {
        let found;
        // Who waits for ever hears from the runner only that it took too long.
        const limit = setTimeout(() => reject(`never so, but: ${page.innerText}`), 100_000);
        const look = () => {
            found ||= holds(page, one, all, text, painted);
            if (!found) return false;
            changes.disconnect();
            clearTimeout(limit);
            resolve(found);
            return true;
        };
        const changes = new MutationObserver(look);
        changes.observe(page, { subtree: true, childList: true, attributes: true, characterData: true });
        const frame = () => look() || requestAnimationFrame(frame);
        frame();
    });
}
export function press(name) {
    [...page.querySelectorAll("button")].find((button) => button.textContent === name).click();
}
function painted(selector) {
    const canvas = page.querySelector(selector);
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    return data.filter((value, index) => index % 4 === 3 && value === 255).length / (width * height);
}
"#)]
extern "C" {
    fn open(query: &str);
    fn until(condition: &str) -> Promise;
    fn press(name: &str);
}

/// Opens the page, as if its address had this query.
fn page(query: &str) {
    open(query);
    photofinish::app::start::<photofinish::app::LabPage>(photofinish::app::screens::Module::Lab);
}

/// The workers share this module.
#[wasm_bindgen]
pub async fn photofinish_worker() {
    photofinish::lab::work().await;
}

/// Waits until a JavaScript expression holds, and gives its value as text. `one`, `all` and `text`
/// look for a selector; `painted` says which part of a canvas is.
async fn seen(condition: &str) -> String {
    let found = JsFuture::from(until(condition)).await;
    let found = found.unwrap_or_else(|error| panic!("{condition}: {error:?}"));
    found.as_string().unwrap_or_default()
}

/// Waits for the end of the run, and gives the sentence at the top.
async fn ended() -> String {
    seen("one('.bar.done, .bar.cut') && !one('.button.main').disabled && text('.headline')").await
}

async fn finish_order() -> Vec<String> {
    let items =
        seen("all('[aria-labelledby=finish-order] b').map((b) => b.textContent).join('|') || ' '");
    items.await.trim().split('|').map(str::to_owned).collect()
}

async fn outcome(name: &str) -> String {
    let row = "all('[aria-labelledby=outcomes] tr').find((row) => row.textContent.startsWith";
    seen(&format!(
        "{row}('{name}'))?.querySelector('td').textContent"
    ))
    .await
}

#[wasm_bindgen_test]
async fn jobs_in_slices_of_the_main_thread_finish_in_the_order_of_submission() {
    page("experiment=workers&where=slices&jobs=4&size=64&autorun=1");
    let sentence = ended().await;
    assert!(sentence.starts_with("4 tiles in "), "{sentence}");
    let tiles = ["0,0 32×32", "32,0 32×32", "0,32 32×32", "32,32 32×32"];
    assert_eq!(finish_order().await, tiles);
    assert_eq!(outcome("OK").await, "4");
}

#[wasm_bindgen_test]
async fn the_picture_is_whole_when_workers_have_computed_every_tile() {
    page("experiment=workers&jobs=16&size=64&workers=2&autorun=1");
    let sentence = ended().await;
    assert!(sentence.contains("on 2 workers"), "{sentence}");
    assert_eq!(finish_order().await.len(), 16);
    seen("one('[aria-label=\"The Mandelbrot set, 16 of 16 tiles\"]')").await;
    let whole = "one('.tiles canvas').width === 64 && painted('.tiles canvas') === 1 && 'whole'";
    assert_eq!(seen(whole).await, "whole");
}

#[wasm_bindgen_test]
async fn the_main_thread_all_at_once_says_how_long_the_page_stood_still() {
    page("experiment=workers&where=main&kernel=sha256&jobs=12&size=8388608&autorun=1");
    ended().await;
    // The first frame after the run tells of the stall.
    let sentence = seen("text('.headline').includes('stood still for') && text('.headline')").await;
    assert!(sentence.contains("on the main thread"), "{sentence}");
    seen("text('.clock figcaption').startsWith('stood still')").await;
}

#[wasm_bindgen_test]
async fn a_size_the_kernel_cannot_do_is_said_next_to_the_field_and_its_own_is_used() {
    page("experiment=workers&kernel=primes&size=99&jobs=2&workers=1&autorun=1");
    let said = seen("text('#size-unused')").await;
    assert_eq!(said, "Size must be 1 to 16 digits here. Using 16.");
    let sentence = ended().await;
    assert!(sentence.starts_with("2 prime tests in "), "{sentence}");
}

#[wasm_bindgen_test]
async fn what_is_cancelled_is_counted_and_none_is_lost() {
    page("experiment=workers&jobs=256&size=4096&workers=1&autorun=1");
    seen("all('[aria-labelledby=finish-order] li').length > 0").await;
    press("Cancel");
    let sentence = ended().await;
    assert!(sentence.starts_with("Cancelled: "), "{sentence}");
    let counts = seen(
        "all('[aria-labelledby=outcomes] td').reduce((sum, cell) => sum + Number(cell.textContent), 0) === 256 && 'all'",
    );
    assert_eq!(counts.await, "all");
}

#[wasm_bindgen_test]
async fn a_job_out_of_time_ends_as_a_timeout_and_its_worker_is_replaced() {
    for place in ["pool", "slices"] {
        page(&format!(
            "experiment=workers&where={place}&kernel=sha256&jobs=3&size=67108864&workers=1&timeout=20&autorun=1"
        ));
        ended().await;
        assert_eq!(outcome("timeout").await, "3", "{place}");
    }
}

#[wasm_bindgen_test]
async fn fetches_that_fail_and_jobs_share_one_finish_order() {
    // Nobody listens on the discard port, and a browser would not ask there.
    page(
        "experiment=both&codes=BR,CN&server=http://127.0.0.1:9&jobs=4&size=32&workers=1&autorun=1",
    );
    ended().await;
    assert_eq!(outcome("connection error").await, "2");
    assert_eq!(outcome("OK").await, "4");
    let mut order = finish_order().await;
    assert_eq!(order.len(), 6);
    order.sort();
    assert_eq!(order[4..], ["BR", "CN"]);
}

#[wasm_bindgen_test]
async fn a_sweep_has_a_point_for_every_number_of_workers() {
    page("experiment=workers&where=sweep&kernel=primes&jobs=4&size=5&autorun=1");
    let sentence = ended().await;
    assert!(sentence.starts_with("Best with "), "{sentence}");
    press("As a table");
    let cores = photofinish::workers::hardware_concurrency();
    let rows = format!(
        "all('.sweep tbody tr').length === {} && 'all'",
        2 * cores.min(16)
    );
    assert_eq!(seen(&rows).await, "all");
}

#[wasm_bindgen_test]
async fn passing_data_measures_each_size_three_ways_and_its_sentence_is_of_the_table() {
    page("experiment=transfer&sizes=1024-4096&chunk=64&autorun=1");
    // No line ends between a number and its unit: that is not to be read.
    let plain = |text: String| text.replace('\u{a0}', " ");
    let sentence = plain(ended().await);
    press("As a table");
    assert_eq!(
        seen("all('.by-size tbody tr').length === 9 && 'all'").await,
        "all"
    );
    assert_eq!(
        seen("all('.chunks tbody tr').length === 6 && 'all'").await,
        "all"
    );
    // Size, way, and how long the page was held up.
    let row =
        "[row.cells[0], row.cells[1], row.cells[4]].map((cell) => cell.textContent).join('|')";
    let rows = format!("all('.by-size tbody tr').map((row) => {row}).join('\\n')");
    let rows = plain(seen(&rows).await);
    let (_, figures) = sentence.rsplit_once(": ").unwrap();
    let (figures, size) = figures.rsplit_once(" at ").unwrap();
    let size = size.trim_end_matches('.');
    let ways = ["handed over", "copied", "comput"];
    for (figure, way) in figures.split(", ").zip(ways) {
        let (time, _) = figure.split_once(&format!(" {way}")).unwrap();
        // So small a time is between two ticks of the clock, unless many are measured as one.
        assert!(!time.starts_with('0'), "{sentence}");
        let is_it = |row: &str| {
            let cells: Vec<_> = row.split('|').collect();
            cells[0] == size && cells[1].starts_with(way) && cells[2] == time
        };
        assert!(rows.lines().any(is_it), "{sentence}\n{rows}");
    }
}

#[wasm_bindgen_test]
async fn passing_data_that_is_cancelled_at_once_is_over_whatever_had_begun() {
    page("experiment=transfer&autorun=1");
    let cancel = "all('button').find((one) => one.textContent === 'Cancel' && !one.disabled)";
    seen(&format!("{cancel} && 'enabled'")).await;
    press("Cancel");
    let sentence = seen("!one('.button.main').disabled && text('.headline')").await;
    // Either no worker was asked for yet, or none had measured all.
    let said = ["What does it cost", "Cancelled: "];
    assert!(
        said.iter().any(|start| sentence.starts_with(start)),
        "{sentence}"
    );
}

#[wasm_bindgen_test]
async fn a_chunk_that_would_not_be_measured_is_refused_next_to_its_field() {
    page("experiment=transfer&sizes=1024-1024&chunk=1025");
    let said = seen("text('#chunk-wrong')").await;
    assert!(said.contains("1024"), "{said}");
}

#[wasm_bindgen_test]
async fn the_jobs_are_walked_through_with_the_keyboard() {
    page("experiment=workers&where=slices&kernel=primes&jobs=3&size=5&autorun=1");
    ended().await;
    let key = "one('.jobs').dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true })) && 'pressed'";
    // The event is not cancelled only if nobody took it; either way it was sent.
    seen(&format!("({key}) || 'taken'")).await;
    let job = seen("text('#inspector .whose')").await;
    assert!(job.starts_with("99991"), "{job}");
}

#[wasm_bindgen_test]
async fn a_start_taken_back_and_pressed_anew_runs_what_is_chosen_then() {
    page("experiment=workers&where=slices&kernel=primes&jobs=3&size=5&autorun=1");
    ended().await;
    let button = |name| format!("all('button').find((one) => one.textContent === '{name}')");
    let enabled = |name| format!("{}?.disabled === false && 'enabled'", button(name));
    press("Start");
    seen(&enabled("Cancel")).await;
    press("Cancel");
    seen(&enabled("Start")).await;
    seen("one('[name=kernel][value=sha256]').click() ?? 'chosen'").await;
    seen("text('.headline').includes('SHA-256') && 'shown'").await;
    press("Start");
    let sentence = ended().await;
    // As many as are usual for digests, and not the three prime tests of the first press.
    assert!(sentence.starts_with("12 SHA-256 digests in "), "{sentence}");
}

#[wasm_bindgen_test]
async fn a_start_pressed_before_anyone_knows_who_can_answer_is_not_lost() {
    page("experiment=workers&where=slices&kernel=primes&jobs=2&size=5");
    seen("all('button').some((one) => one.textContent === 'Start' && !one.disabled) && 'there'")
        .await;
    press("Start");
    let sentence = ended().await;
    assert!(sentence.starts_with("2 prime tests in "), "{sentence}");
}
