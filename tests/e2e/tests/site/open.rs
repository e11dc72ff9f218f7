//! Runs from files: what was saved is shown as it was, what cannot be read is refused in words, and nothing is lost.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use e2e::{Page, drive};
use serde_json::Value;

/// A file of this name with this in it, in a folder of the test's own.
pub fn file(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    fs::write(&path, text).expect("a file can be written");
    path
}

/// Chooses a file, as one does in the browser's own window.
pub async fn choose(page: &Page, path: &std::path::Path) {
    let input = page.find_css("input[type=file]").await;
    page.keys(&input, path.to_str().expect("a path")).await;
}

fn without_place(mut run: Value) -> Value {
    // An opened run has none of the turns that only a live one knows.
    if let Some(summary) = run["summary"].as_object_mut() {
        summary.remove("unsettled");
    }
    run
}

#[test]
fn a_race_that_was_saved_is_shown_as_it_was() {
    let race = "?lang=en&experiment=race&codes=BR,CN,IN,US&server=local&strategy=as_completed&max_workers=2\
                &delay=50-400&error_rate=0&timeout=20000&seed=7";
    drive(race, async |page, server| {
        page.start().await;
        page.until_over().await;
        let (run, order) = (page.export().await, page.finish_order().await);
        let path = file("a_race.json", &run.to_string());
        page.goto(&format!("{}/?lang=en&experiment=open", server.local))
            .await;
        page.find_role("heading").await;
        choose(page, &path).await;
        let said = page.find_role("status").await;
        page.until_text(&said, "Opened from a_race.json.").await;
        assert_eq!(page.finish_order().await, order);
        let export = page.find("button", "Export JSON").await;
        page.until(&export, "!element.disabled").await;
        let again = page.export().await;
        assert_eq!(without_place(again), without_place(run));
        // Any moment of it.
        page.press("Step back").await;
        page.press("Play").await;
        page.find("button", "Pause").await;
    });
}

#[test]
fn a_program_that_raced_for_no_flags_is_not_told_as_a_race() {
    // As the recorder writes what has no settings: two executors, one after the other.
    let program = r#"{"schema":"photofinish.run/1","config":{"experiment":"race"},"environment":{},"futures":[
        {"id":0,"label":"one","executor":"threads","worker":0,"submitted_ms":0,"started_ms":1,"finished_ms":20,"delivered_ms":20,"outcome":"ok"},
        {"id":1,"label":"two","executor":"threads","worker":1,"submitted_ms":0,"started_ms":1,"finished_ms":9,"delivered_ms":10,"outcome":"failed","error":"no"},
        {"id":2,"label":"three","executor":"threads 2","worker":0,"submitted_ms":30,"started_ms":31,"finished_ms":40,"delivered_ms":41,"outcome":"ok"}],
        "limits":[{"at_ms":0,"max_workers":2},{"at_ms":30,"max_workers":1}]}"#;
    drive("?lang=en&experiment=open", async |page, _| {
        choose(page, &file("program.json", program)).await;
        page.find("group", "Futures of the program").await;
        page.find("list", "What happened").await;
        let said = page.find_css(".lab").await;
        for wrong in ["flag", "of 1", "order of completion", "asyncio"] {
            let is_said = page
                .read(
                    "return arguments[0].innerText.includes(arguments[1]);",
                    vec![e2e::reference(&said), wrong.into()],
                )
                .await;
            assert_eq!(is_said, false, "{wrong}");
        }
    });
}

#[test]
fn what_cannot_be_read_is_refused_and_what_is_open_stays() {
    drive("?lang=en&experiment=open", async |page, _| {
        let bare = r#"{"schema":"photofinish.run/1","config":{"experiment":"workers"},"environment":{},"futures":[
            {"id":0,"label":"<b class=hit>one</b>","executor":"pool","worker":0,"submitted_ms":0,"started_ms":1,"finished_ms":20,"delivered_ms":20,"outcome":"ok"},
            {"id":1,"label":"two","executor":"pool","worker":1,"submitted_ms":0,"started_ms":1,"finished_ms":9,"delivered_ms":10,"outcome":"failed","error":"ValueError: no"}]}"#;
        choose(page, &file("bare.json", bare)).await;
        let said = page.find_role("status").await;
        page.until_text(&said, "Opened from bare.json.").await;
        let order = page.find("list", "Finish order").await;
        page.until(&order, "element.children.length === 2").await;
        assert_eq!(
            page.read(
                "return document.querySelectorAll('.hit').length;",
                Vec::new()
            )
            .await,
            0
        );
        for (name, text, why) in [
            (
                "text.json",
                "no JSON",
                "text.json was not opened: this is not JSON",
            ),
            (
                "schema.json",
                r#"{"schema":"other"}"#,
                "schema.json was not opened: schema: photofinish.run/1 or photofinish.runs/1 is expected",
            ),
            (
                "time.json",
                &bare.replace(
                    "\"started_ms\":1,\"finished_ms\":9",
                    "\"started_ms\":-1,\"finished_ms\":9",
                ),
                "futures[1].started_ms: a number of milliseconds is expected",
            ),
        ] {
            choose(page, &file(name, text)).await;
            let alert = page.find_role("alert").await;
            page.until_text(&alert, why).await;
            page.until(&order, "element.children.length === 2").await;
        }
    });
}

#[test]
fn a_link_carries_a_run_and_what_is_wrong_with_it_is_told() {
    let run = r#"{"schema":"photofinish.run/1","config":{"experiment":"workers"},"environment":{},"futures":[
        {"id":0,"label":"100%25 ours","executor":"pool","worker":0,"submitted_ms":0,"started_ms":1,"finished_ms":20,"delivered_ms":20,"outcome":"ok"}]}"#;
    drive("?lang=en&experiment=open", async |page, server| {
        for (carried, why) in [
            ("", "this is not JSON (Unexpected end"),
            // Nothing that any text is encoded as.
            ("%25%%%", "this is not JSON (Unexpected token"),
            ("%7B%22schema", "this is not JSON (Unterminated string"),
        ] {
            let address = format!("{}/?lang=en&experiment=open#run={carried}", server.local);
            // Another fragment alone would not load the page anew.
            page.goto("about:blank").await;
            page.goto(&address).await;
            let alert = page.find_role("alert").await;
            page.until_text(&alert, why).await;
        }
        page.goto("about:blank").await;
        page.goto(&format!("{}/?lang=en#run={run}", server.local))
            .await;
        let order = page.find("list", "Finish order").await;
        page.until_text(&order, "100% ours").await;
    });
}

/// Saves what was measured together in several runs and opens it: the same runs, under this heading; calls back with both
/// sentences, of jobs whose times a file has to the microsecond.
fn opened_again(name: &str, query: &str, heading: &str, sentences: impl Fn(&str, &str)) {
    drive(query, async |page, server| {
        page.patience(Duration::from_secs(180)).await;
        page.start().await;
        page.until_over().await;
        let headline = page.find_css("#results .headline").await;
        let (run, said) = (page.export().await, page.text(&headline).await);
        let path = file(name, &run.to_string());
        page.goto(&format!("{}/?lang=en&experiment=open", server.local))
            .await;
        page.find_role("heading").await;
        choose(page, &path).await;
        page.find("heading", heading).await;
        let headline = page.find_css("p.headline").await;
        sentences(said.trim(), page.text(&headline).await.trim());
        let again = page.export().await;
        let runs = |of: &Value| -> Vec<Value> {
            let runs = of["runs"].as_array().cloned().unwrap_or_default();
            runs.iter().map(|run| run["futures"].clone()).collect()
        };
        assert_eq!(runs(&again), runs(&run));
        assert!(runs(&again).len() > 1);
    });
}

#[test]
fn a_sweep_that_was_saved_has_its_curve_and_all_its_runs() {
    let sweep = "?lang=en&experiment=workers&where=sweep&kernel=primes&jobs=4&size=9";
    opened_again("a_sweep.json", sweep, "Speedup", |said, again| {
        assert_eq!(again, said);
    });
}

#[test]
fn engines_that_were_saved_have_their_chart_and_all_their_runs() {
    let engines = "?lang=en&experiment=workers&where=engines&workers=2&kernel=primes&jobs=4&size=9";
    // Ratios of times so short may differ in their last figure.
    let rough =
        |said: &str| -> String { said.chars().filter(|sign| !sign.is_ascii_digit()).collect() };
    opened_again(
        "engines.json",
        engines,
        "Engines and workers",
        |said, again| {
            assert!(said.contains("Wasm"), "{said}");
            assert_eq!(rough(again), rough(said));
        },
    );
}
