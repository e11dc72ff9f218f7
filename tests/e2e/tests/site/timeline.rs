//! The window on the time axis: closer, farther, along it and back, by keys, buttons and wheel; and the table
//! behind the timeline, whole and sorted.

use e2e::{Page, drive, reference};
use serde_json::json;

const RACE: &str = "?lang=en&experiment=race&codes=BR,CN,IN&server=local&strategy=as_completed&max_workers=3\
                    &delay=300-600&error_rate=0&timeout=20000&seed=7";
const WORKERS: &str =
    "?lang=en&experiment=workers&where=pool&kernel=primes&jobs=6&size=7&workers=2";

/// From when to when one sees, in seconds, once a part was chosen.
async fn shown(page: &Page) -> (f64, f64) {
    let group = page.find("group", "Zoom").await;
    page.until(&group, "element.querySelector('.note')").await;
    let script = "return document.querySelector('.zoom .note').textContent";
    let text = page.read(script, Vec::new()).await;
    let text = text.as_str().unwrap_or_default().trim_end_matches(" s");
    let (from, to) = text.split_once('–').unwrap_or_else(|| panic!("{text}"));
    (from.parse().expect("a time"), to.parse().expect("a time"))
}

/// Waits until all that fits is shown again.
async fn all_is_shown(page: &Page) {
    let group = page.find("group", "Zoom").await;
    page.until(&group, "!element.querySelector('.note')").await;
}

async fn finished(page: &Page) {
    page.start().await;
    page.until_over().await;
}

async fn through_the_window(page: &Page, rows: &str) {
    let rows = page.find("listbox", rows).await;
    page.keys(&rows, "++").await;
    let (from, to) = shown(page).await;
    assert!(from > 0.0 && from < to, "closer by keys: {from}–{to}");
    // With shift, an arrow goes along the axis.
    page.keys(&rows, "\u{E008}\u{E014}").await;
    let group = page.find("group", "Zoom").await;
    let moved = format!("!element.querySelector('.note').textContent.startsWith('{from:.2}–')");
    page.until(&group, &moved).await;
    let (later, _) = shown(page).await;
    assert!(later > from, "along the axis: {later} after {from}");
    page.keys(&rows, "0").await;
    all_is_shown(page).await;

    page.press("Zoom in").await;
    let (from, to) = shown(page).await;
    assert!(from > 0.0 && from < to, "closer by a button: {from}–{to}");
    page.press("Show all").await;
    all_is_shown(page).await;
    page.press("Zoom in").await;
    shown(page).await;
    page.press("Zoom out").await;
    all_is_shown(page).await;
}

#[test]
fn keys_and_buttons_move_the_window_of_a_race() {
    drive(RACE, async |page, _| {
        finished(page).await;
        through_the_window(page, "Timeline: as_completed").await;
    });
}

#[test]
fn keys_and_buttons_move_the_window_of_jobs() {
    drive(WORKERS, async |page, _| {
        finished(page).await;
        let rows = page.find("listbox", "Timeline").await;
        page.keys(&rows, "+").await;
        shown(page).await;
        page.press("Show all").await;
        all_is_shown(page).await;
    });
}

#[test]
fn a_wheel_comes_closer_with_ctrl_and_is_the_page_s_without() {
    drive(RACE, async |page, _| {
        finished(page).await;
        let turn = "
            const canvas = document.querySelector('.lanes canvas');
            const { left, top, width } = canvas.getBoundingClientRect();
            const init = { bubbles: true, cancelable: true, deltaY: -240, clientX: left + width / 2, clientY: top + 9 };
            return canvas.dispatchEvent(new WheelEvent('wheel', { ...init, ctrlKey: arguments[0] }));
        ";
        let is_left_to_the_page = page.read(turn, vec![false.into()]).await;
        assert_eq!(is_left_to_the_page, true);
        all_is_shown(page).await;
        let is_left_to_the_page = page.read(turn, vec![true.into()]).await;
        assert_eq!(is_left_to_the_page, false);
        let (from, to) = shown(page).await;
        assert!(from > 0.0 && from < to, "{from}–{to}");
    });
}

/// Fingers at these places of the page, in CSS pixels: put down, moved or, of none, taken away.
async fn touch(page: &Page, kind: &str, fingers: &[(f64, f64)]) {
    let points = (fingers.iter().enumerate()).map(|(id, (x, y))| json!({"id": id, "x": x, "y": y}));
    let touch = json!({"type": kind, "touchPoints": points.collect::<Vec<_>>()});
    page.devtools("Input.dispatchTouchEvent", touch).await;
}

#[test]
fn two_fingers_come_closer_and_one_goes_along() {
    drive(RACE, async |page, _| {
        finished(page).await;
        let rows = page.find("listbox", "Timeline: as_completed").await;
        page.scroll_to(&rows).await;
        let script = "const { left, top, width, height } = arguments[0].getBoundingClientRect();
                      return [left + width / 2, top + height / 2];";
        let middle = page.read(script, vec![reference(&rows)]).await;
        let [x, y] = [0, 1].map(|index| middle[index].as_f64().expect("a place"));
        let apart = |away: f64| [(x - away, y), (x + away, y)];
        touch(page, "touchStart", &apart(40.0)).await;
        touch(page, "touchMove", &apart(80.0)).await;
        touch(page, "touchMove", &apart(120.0)).await;
        touch(page, "touchEnd", &[]).await;
        let (from, to) = shown(page).await;
        assert!(
            from > 0.0 && from < to,
            "closer by two fingers: {from}–{to}"
        );
        touch(page, "touchStart", &[(x, y)]).await;
        touch(page, "touchMove", &[(x - 60.0, y)]).await;
        touch(page, "touchMove", &[(x - 120.0, y)]).await;
        touch(page, "touchEnd", &[]).await;
        let group = page.find("group", "Zoom").await;
        let moved = format!("!element.querySelector('.note').textContent.startsWith('{from:.2}–')");
        page.until(&group, &moved).await;
        let (later, _) = shown(page).await;
        assert!(later > from, "along by one finger: {later} after {from}");
        // A finger that dragged has chosen nothing.
        assert_eq!(
            page.names("region")
                .await
                .iter()
                .filter(|name| *name == "Inspector")
                .count(),
            0
        );
    });
}

#[test]
fn the_table_has_all_rows_and_is_sorted_by_the_column_one_likes() {
    drive(RACE, async |page, _| {
        finished(page).await;
        page.press("As a table").await;
        let table = page.find("table", "As a table").await;
        page.until(&table, "element.tBodies[0].rows.length === 3")
            .await;
        let labels = "return [...document.querySelectorAll('.lanes-table tbody th')].map((cell) => cell.textContent)";
        let as_submitted = page.read(labels, Vec::new()).await;
        page.press("#").await;
        page.until(&table, "element.querySelector('[aria-sort=ascending]')")
            .await;
        page.press("#").await;
        page.until(&table, "element.querySelector('[aria-sort=descending]')")
            .await;
        let falling = page.read(labels, Vec::new()).await;
        let mut rows = as_submitted.as_array().expect("rows").clone();
        rows.reverse();
        assert_eq!(falling.as_array().expect("rows"), &rows);
    });
}
