//! A function in JavaScript of a person's own: it runs beside ours, with nothing but its arguments, and ends whatever it does.

use e2e::{Engine, Page, Server, drive_in, reference};
use serde_json::{Value, json};

const PLACE: &str = "?lang=en&experiment=workers&kernel=own&where=pool&workers=2";

fn in_both(query: &str, test: impl AsyncFn(&Page, &Server)) {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let server = Server::start();
        let address = format!("{}/{PLACE}{query}", server.local);
        drive_in(engine, &address, async |page| test(page, &server).await);
    }
}

/// Puts a text into the field, as pasting it does.
async fn paste(page: &Page, text: &str) {
    let field = page.find("textbox", "Your function in JavaScript").await;
    let put = "
        const [field, text] = arguments;
        field.focus();
        field.setRangeText(text, 0, field.value.length, 'end');
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    ";
    page.read(put, vec![reference(&field), json!(text)]).await;
}

/// Presses Start and waits until the run is over.
async fn run(page: &Page) -> Value {
    let start = page.find("button", "Start").await;
    page.until(&start, "!element.disabled").await;
    page.press("Start").await;
    let export = page.find("button", "Export JSON").await;
    page.until(&export, "!element.disabled").await;
    page.export().await
}

async fn results(page: &Page) -> Vec<String> {
    page.items("Finish order").await
}

#[test]
fn each_job_calls_it_and_results_of_every_type_are_texts() {
    in_both("&jobs=6&size=40", async |page, _| {
        paste(
            page,
            "(n, job) => [n + 2, 'text', { n }, 2n ** 70n, undefined, 'x'.repeat(5000)][job];",
        )
        .await;
        let run = run(page).await;
        assert_eq!(run["summary"]["ok"], 6);
        assert_eq!(run["config"]["kernel"], "own");
        let told = results(page).await.join("\n");
        for text in [
            "42",
            "text",
            "{\"n\":40}",
            "1180591620717411303424n",
            "undefined",
        ] {
            assert!(told.contains(text), "{text}: {told}");
        }
        assert!(told.contains(&"x".repeat(300)) && !told.contains(&"x".repeat(301)));
        // Its text is nobody else's: neither the record nor the address has it.
        assert!(!run.to_string().contains("repeat"));
        let address = page.read("return location.href;", Vec::new()).await;
        assert!(!address.to_string().contains("repeat"));
    });
}

#[test]
fn the_function_that_stands_there_first_runs() {
    in_both("&jobs=2&size=1000", async |page, _| {
        assert_eq!(run(page).await["summary"]["ok"], 2);
        let told = results(page).await;
        assert!(
            told.iter().all(|one| one.contains("871: 178 steps")),
            "{told:?}"
        );
    });
}

#[test]
fn what_it_throws_is_told_of_its_job() {
    in_both("&jobs=3", async |page, _| {
        paste(
            page,
            "async (n, job) => { if (job === 1) throw new RangeError('<b>no</b>'); return job; }",
        )
        .await;
        let run = run(page).await;
        assert_eq!(run["summary"]["ok"], 2);
        let error = run["futures"][1]["error"].to_string();
        assert!(
            error.contains("your function threw RangeError: <b>no</b>"),
            "{error}"
        );
        let told = page.items("What happened").await;
        assert_eq!(told[0], "your function threw RangeError: <b>no</b>");
        let markup = "return document.querySelectorAll('.finishers b b').length;";
        assert_eq!(page.read(markup, Vec::new()).await, 0);
    });
}

#[test]
fn what_it_posts_by_itself_is_not_its_result() {
    in_both("&jobs=2&size=1", async |page, _| {
        paste(
            page,
            "(n, job) => job ? close() : postMessage([true, 'fake'])",
        )
        .await;
        let run = run(page).await;
        assert_eq!(run["summary"]["failed"], 2);
        for (job, name) in ["postMessage", "close"].into_iter().enumerate() {
            let error = run["futures"][job]["error"].to_string();
            assert!(
                error.contains(&format!("{name}() is not for a job")),
                "{error}"
            );
        }
    });
}

#[test]
fn an_endless_call_is_ended_by_the_time_limit_and_the_others_go_on() {
    in_both("&jobs=6&timeout=9000", async |page, _| {
        paste(page, "(n, job) => { while (job % 3 === 0); return job; }").await;
        let run = run(page).await;
        let outcomes: Vec<&Value> = (0..6).map(|job| &run["futures"][job]["outcome"]).collect();
        assert_eq!(outcomes, ["timeout", "ok", "ok", "timeout", "ok", "ok"]);
    });
}

#[test]
fn a_run_of_endless_calls_can_be_cancelled() {
    in_both("&jobs=4&timeout=600000", async |page, _| {
        // The first comes back: so the run has begun, and the others go on for ever.
        paste(page, "(n, job) => { while (job > 0); return job; }").await;
        page.start().await;
        let order = page.find("list", "Finish order").await;
        page.until(&order, "element.children.length > 0").await;
        page.press("Cancel").await;
        page.until_over().await;
        assert_eq!(page.export().await["summary"]["cancelled"], 3);
        // With the run's workers goes their frame, in a turn of its own.
        page.until(&order, "document.querySelectorAll('iframe').length === 0")
            .await;
    });
}

#[test]
fn it_has_no_network_no_storage_and_nothing_of_the_page() {
    in_both("&jobs=1", async |page, server| {
        let text = "async () => {
            const ways = {
                fetch: () => fetch('ADDRESS/flags/br/br.svg', { mode: 'no-cors' }),
                request: () => { const asked = new XMLHttpRequest(); asked.open('GET', 'ADDRESS/', false); asked.send(); },
                socket: () => new Promise((go, stop) => { const one = new WebSocket('ws://127.0.0.1:9/'); [one.onopen, one.onerror] = [go, stop]; }),
                script: () => importScripts('ADDRESS/sw.js'),
                module: () => import('ADDRESS/sw.js'),
                database: () => new Promise((go, stop) => { const open = indexedDB.open('x'); [open.onsuccess, open.onerror] = [go, stop]; }),
                cache: () => caches.open('x'),
                files: () => navigator.storage.getDirectory(),
                local: () => localStorage.length,
                page: () => document.body,
            };
            const open = [];
            for (const [name, way] of Object.entries(ways)) {
                try { await way(); open.push(name); } catch {}
            }
            return ['open:', ...open, self.origin].join(' ');
        }";
        paste(page, &text.replace("ADDRESS", &server.local)).await;
        assert_eq!(run(page).await["summary"]["ok"], 1);
        let told = results(page).await;
        assert!(told[0].contains("open: null"), "{told:?}");
    });
}

#[test]
fn what_is_no_function_is_told_beside_the_field_or_at_the_start() {
    in_both("&jobs=2", async |page, _| {
        paste(page, "(n) => {\n  return n +;\n}").await;
        let wrong = page.find_css("#own-wrong").await;
        page.until_text(&wrong, "This is no JavaScript expression")
            .await;
        page.until_text(&wrong, "(line 2, column 13)").await;
        // What is a script though no function: nothing of it runs for long, and the rest is said.
        paste(page, "1); }; for (;;); () => { (1").await;
        let field = page.find_css("#own").await;
        let told = "document.querySelector('#own-wrong')?.textContent.includes('expression')";
        page.until(&field, &format!("!({told})")).await;
        page.until(&field, told).await;
        let wrong = page.find_css("#own-wrong").await;
        assert!(!page.text(&wrong).await.contains("(line"));
        paste(page, "7 * 6").await;
        page.until(&field, "!document.querySelector('#own-wrong')")
            .await;
        page.press("Start").await;
        let wrong = page.find_css("#own-wrong").await;
        page.until_text(&wrong, "42 is no function").await;
    });
}

#[test]
fn what_kept_it_from_running_is_told_once_beside_the_field_and_only_of_that_text() {
    let alerts = "return [...document.querySelectorAll('[role=alert]')].map((one) => one.id);";
    in_both("&jobs=2", async |page, _| {
        let field = page.find_css("#own").await;
        let is_told = "document.querySelector('#own-wrong')";
        for (bad, good, said) in [
            ("7 * 6", "() => 7 * 6", "42 is no function"),
            ("() => 7 +", "() => 7", "no JavaScript expression"),
        ] {
            paste(page, bad).await;
            page.press("Start").await;
            let start = page.find("button", "Start").await;
            page.until(&start, "!element.disabled").await;
            let wrong = page.find_css("#own-wrong").await;
            page.until_text(&wrong, said).await;
            assert_eq!(page.read(alerts, Vec::new()).await, json!(["own-wrong"]));
            // In the turn in which the text changes, and without another Start.
            paste(page, good).await;
            page.until(&field, &format!("!{is_told}")).await;
            assert_eq!(page.read(alerts, Vec::new()).await, json!([]));
            let export = run(page).await;
            assert_eq!(export["summary"]["ok"], 2);
        }
    });
}

#[test]
fn where_the_settings_are_folded_they_open_to_tell_what_kept_it_from_running() {
    in_both("&jobs=2&embed=1", async |page, _| {
        let summary = page.find_css(".summary").await;
        page.tap(&summary).await;
        paste(page, "7 * 6").await;
        page.press("Start").await;
        let wrong = page.find_css("#own-wrong").await;
        page.until_text(&wrong, "42 is no function").await;
        page.until(&wrong, "element.checkVisibility()").await;
    });
}

#[test]
fn a_function_of_a_link_never_starts_by_itself() {
    in_both(
        "&jobs=2&autorun=1#own=%28%29%20%3D%3E%20%22of%20a%20link%22",
        async |page, _| {
            let note = page.find_css("#own-note").await;
            page.until_text(&note, "came with the link").await;
            let start = page.find("button", "Start").await;
            page.until(&start, "!element.disabled").await;
            let frames = "return document.querySelectorAll('.finishers li').length;";
            assert_eq!(page.read(frames, Vec::new()).await, 0);
            assert_eq!(run(page).await["summary"]["ok"], 2);
            assert!(results(page).await[0].contains("of a link"));
        },
    );
}

#[test]
fn it_runs_beside_fetches_and_in_a_sweep() {
    let server = Server::start();
    let of = |query: &str| {
        format!(
            "{}/?lang=en&kernel=own&size=1000&jobs=2&{query}",
            server.local
        )
    };
    drive_in(
        Engine::Chromium,
        &of("experiment=both&workers=1&codes=BR,CN&server=local"),
        async |page| assert_eq!(run(page).await["summary"]["ok"], 4),
    );
    drive_in(
        Engine::Chromium,
        &of("experiment=workers&where=sweep"),
        async |page| {
            assert!(
                run(page).await["runs"]
                    .as_array()
                    .is_some_and(|runs| runs.len() > 1)
            );
        },
    );
}
