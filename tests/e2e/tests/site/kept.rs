//! The runs of a visit: listed whichever module they ran in, shown again, two on one axis, forgotten; over a reload, and
//! where the browser stores nothing.

use e2e::{Page, Server, drive, reference};
use serde_json::{Value, json};

const RACE: &str = "lang=en&experiment=race&codes=BR,CN,IN,US&server=delay&delay=50-400&error_rate=0&timeout=20000&seed=7";
const JOBS: &str =
    "lang=en&experiment=workers&kernel=primes&jobs=4&size=20000&where=pool&workers=2&seed=7";

/// Runs what an address describes.
async fn run(page: &Page, server: &Server, query: &str) {
    page.goto(&format!("{}/?{query}", server.local)).await;
    let start = page.find("button", "Start").await;
    page.until(&start, "!element.disabled").await;
    page.press("Start").await;
    let export = page.find("button", "Export JSON").await;
    page.until(&export, "!element.disabled").await;
}

/// The names of what is kept, the newest first, once there are so many.
async fn kept(page: &Page, number: usize) -> Vec<String> {
    let list = page.find("list", "Runs of this visit").await;
    page.until(&list, &format!("element.children.length === {number}"))
        .await;
    let names = "return [...arguments[0].querySelectorAll(':scope > li b')].map((name) => name.textContent);";
    let names = page.read(names, vec![reference(&list)]).await;
    let names = names.as_array().expect("names").iter();
    names
        .map(|name| name.as_str().expect("a text").replace('\u{a0}', " "))
        .collect()
}

/// Presses the first button, or ticks the first box, whose name begins so.
async fn act(page: &Page, role: &str, beginning: &str, nth: usize) {
    let names = page.names(role).await;
    let mut fitting = names.iter().filter(|name| name.starts_with(beginning));
    let name = fitting
        .nth(nth)
        .unwrap_or_else(|| panic!("{beginning} is not among {names:?}"));
    let found = page.find(role, name).await;
    found.click().await.expect("it can be pressed");
}

#[test]
fn runs_of_both_modules_survive_a_reload_and_are_shown_again() {
    drive(&format!("?{RACE}"), async |page, server| {
        run(
            page,
            server,
            &format!("{RACE}&strategy=as_completed&max_workers=2"),
        )
        .await;
        let order = page.finish_order().await;
        run(page, server, JOBS).await;
        page.goto(&format!("{}/?lang=en&experiment=open", server.local))
            .await;
        let names = kept(page, 2).await;
        assert!(names[0].ends_with("4 × primes, pool × 2"), "{names:?}");
        assert_eq!(names[1], "Race: 4 flags, as_completed, 2 at once");

        act(page, "button", "Show Race", 0).await;
        let said = page.find_role("status").await;
        page.until_text(&said, "From this visit: Race: 4 flags")
            .await;
        assert_eq!(page.finish_order().await, order);

        act(page, "button", "Forget Race", 0).await;
        kept(page, 1).await;
        // What is shown stays.
        assert_eq!(page.finish_order().await, order);
        page.press("Forget all").await;
        page.goto(&format!("{}/?lang=en&experiment=open", server.local))
            .await;
        page.find("heading", "Runs of this visit").await;
        assert!(
            !page
                .names("list")
                .await
                .contains(&"Runs of this visit".to_owned())
        );
    });
}

#[test]
fn two_runs_stand_on_one_axis_and_their_difference_in_a_sentence() {
    drive(&format!("?{RACE}"), async |page, server| {
        run(page, server, &format!("{RACE}&strategy=sequential")).await;
        let slow = page.export().await;
        run(
            page,
            server,
            &format!("{RACE}&strategy=as_completed&max_workers=4"),
        )
        .await;
        let fast = page.export().await;
        page.goto(&format!("{}/?lang=en&experiment=open", server.local))
            .await;
        kept(page, 2).await;
        let beside = page.find("button", "Side by side").await;
        page.until(&beside, "element.disabled").await;
        act(page, "checkbox", "Choose Race", 1).await;
        act(page, "checkbox", "Choose Race", 0).await;
        page.until(&beside, "!element.disabled").await;
        page.press("Side by side").await;
        let said = page.find_role("status").await;
        page.until_text(&said, "Two runs of this visit").await;

        let text = page
            .read(
                "return document.querySelector('#results .headline').textContent;",
                Vec::new(),
            )
            .await;
        let text = text.as_str().expect("a text").replace('\u{a0}', " ");
        let took = |run: &Value| run["summary"]["elapsed_ms"].as_f64().expect("a time");
        let seconds = |run: &Value| format!("{:.2} s", took(run) / 1000.0);
        // Whichever was sooner on this machine.
        let sooner = if took(&slow) < took(&fast) { "A" } else { "B" };
        let begins = [
            format!("{sooner} was over "),
            "A and B took about as long".to_owned(),
        ];
        assert!(begins.iter().any(|begin| text.starts_with(begin)), "{text}");
        for run in [&slow, &fast] {
            assert!(text.contains(&seconds(run)), "{text}");
        }
        let all = page
            .read(
                "return document.querySelector('.lab').textContent;",
                Vec::new(),
            )
            .await;
        let all = all.as_str().expect("a text").replace('\u{a0}', " ");
        assert!(
            all.contains("strategy sequential / as_completed, max_workers 5 / 4"),
            "{all}"
        );

        // The details of either, and any moment of both.
        let order = |run: &Value| run["summary"]["delivered_order"].clone();
        assert_eq!(json!(page.finish_order().await), order(&fast));
        page.choose("A").await;
        assert_eq!(json!(page.finish_order().await), order(&slow));
        page.press("Step back").await;
        page.find("button", "Play").await;
    });
}

#[test]
fn of_two_runs_of_twenty_all_lanes_are_in_sight_on_a_projector() {
    let race = RACE.replace("codes=BR,CN,IN,US", "codes=pop20&max_workers=20");
    drive(&format!("?{race}"), async |page, server| {
        page.resize(1280, 720).await;
        for strategy in ["map", "as_completed"] {
            run(page, server, &format!("{race}&strategy={strategy}")).await;
        }
        page.goto(&format!("{}/?lang=en&experiment=open", server.local))
            .await;
        kept(page, 2).await;
        for nth in [1, 0] {
            act(page, "checkbox", "Choose Race", nth).await;
        }
        page.press("Side by side").await;
        let both = page.find_css(".tracks").await;
        // Nothing scrolls within itself, and the last row is in the window.
        let whole = "[...element.querySelectorAll('.lanes')].filter((lanes) =>
            lanes.scrollHeight >= 60 && lanes.scrollHeight <= lanes.clientHeight
            && lanes.getBoundingClientRect().bottom <= innerHeight).length === 2";
        page.until(&both, whole).await;
    });
}

#[test]
fn where_nothing_is_stored_runs_are_kept_as_long_as_the_page_and_that_is_said() {
    drive(&format!("?{RACE}"), async |page, server| {
        // As browsers do where site data is blocked.
        let refuse = "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });";
        page.before_all(refuse).await;
        run(page, server, &format!("{RACE}&strategy=as_completed")).await;
        page.find("link", "Open")
            .await
            .click()
            .await
            .expect("a tab");
        kept(page, 1).await;
        let alert = page.find_role("alert").await;
        page.until_text(&alert, "a reload loses these runs").await;
    });
}
