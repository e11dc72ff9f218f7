//! A program beside the page's own run on the same plan: one click, whether that has run before or not; also where the
//! simulated origin answers both, on a first visit.

use e2e::{Page, drive};

use super::here::Here;

const PLAN: &str = "experiment=race&codes=BR,CN,IN,US&strategy=as_completed&max_workers=4&delay=100-900&error_rate=0&timeout=30000&seed=7";
const BESIDE: &str = "Beside Rust on the same plan";

/// The two runs that are shown beside each other: their settings, and what they differ in.
async fn shown(page: &Page) -> String {
    page.find("heading", "Runs of this visit").await;
    let heading = page.find_role("status").await;
    page.until_text(&heading, "Two runs of this visit").await;
    let text = "return document.querySelector('#results').textContent.replaceAll('\\u00a0', ' ');";
    let text = page.read(text, Vec::new()).await;
    text.as_str().expect("a text").to_owned()
}

/// Runs the program, and sets its run beside the page's own.
async fn side_by_side(page: &Page) -> String {
    let here = Here::open(page).await;
    here.run().await;
    assert_eq!(here.status().await, "The program is over.");
    let run = here.export().await;
    assert_eq!(run["summary"]["ok"], 4, "{}", run["summary"]);
    page.press(BESIDE).await;
    let text = shown(page).await;
    let name = "Race: 4 flags, as_completed, 4 at once";
    assert_eq!(text.matches(name).count(), 2, "{text}");
    assert_eq!(text.matches("CPython 3.14").count(), 1, "{text}");
    text
}

#[test]
fn the_page_runs_the_plan_if_it_has_not_yet() {
    drive(&format!("?lang=en&{PLAN}&server=delay"), async |page, _| {
        side_by_side(page).await;
    });
}

#[test]
fn what_has_run_is_not_run_again() {
    let race = format!("?lang=en&{PLAN}&server=delay");
    drive(&race, async |page, server| {
        page.start().await;
        let export = page.find("button", "Export JSON").await;
        page.until(&export, "!element.disabled").await;
        side_by_side(page).await;
        let counts = e2e::Server::counts(&server.delay, "idle");
        assert_eq!(counts["requests"], 8, "{counts}");
    });
}

#[test]
fn on_a_first_visit_the_simulated_origin_answers_both() {
    drive(&format!("?lang=en&{PLAN}&server=sim"), async |page, _| {
        side_by_side(page).await;
    });
}

#[test]
fn while_a_race_runs_a_program_is_not_started_and_it_is_said_why() {
    let race = "?lang=en&experiment=race&codes=BR,CN,DE&max_workers=1&server=delay&delay=55000-55000&timeout=60000&error_rate=0&seed=1";
    drive(race, async |page, _| {
        page.start().await;
        let here = Here::open(page).await;
        here.until("element.textContent.includes('Another run is going.')")
            .await;
        let run = page.find("button", "Run it here").await;
        page.until(&run, "element.disabled").await;
        page.press("Cancel").await;
        page.until(&run, "!element.disabled").await;
        here.until("!element.textContent.includes('Another run is going.')")
            .await;
    });
}

#[test]
fn while_a_program_runs_a_race_is_not_started_and_it_is_said_why() {
    let race = "?lang=en&experiment=race&codes=BR&server=local&seed=1";
    drive(race, async |page, _| {
        let start = page.find("button", "Start").await;
        page.until(&start, "!element.disabled").await;
        let here = Here::open(page).await;
        here.write("print('there', flush=True)\nwhile True: pass")
            .await;
        here.start().await;
        let busy = page.find_css(".busy").await;
        page.until_text(&busy, "The program in Python is still running.")
            .await;
        page.until(&start, "element.disabled").await;
        page.press("Stop").await;
        page.until(&start, "!element.disabled").await;
        page.start().await;
        page.until_over().await;
    });
}

#[test]
fn three_ways_in_one_program_are_no_single_run() {
    let race = format!("?lang=en&{PLAN}&server=delay&strategy=compare");
    drive(&race, async |page, _| {
        let here = Here::open(page).await;
        here.run().await;
        let said = "element.textContent.includes('Choose one of them in the settings')";
        here.until(said).await;
        assert!(!page.names("button").await.contains(&BESIDE.to_owned()));
    });
}
