//! Shared memory: the page that shares it is isolated by the service worker, by one reload; no other page is.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use e2e::{Engine, Page, Server, StaticHost, drive_at, drive_in};
use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value, json};

const LESSON: &str = "?lang=en&experiment=lessons&lesson=15";
const ENGINES: [Engine; 2] = [Engine::Chromium, Engine::Firefox];

/// How often pages of this window began, and whether this one is isolated.
const COUNT: &str = "sessionStorage.setItem('begun', Number(sessionStorage.getItem('begun')) + 1);";

async fn is_isolated(page: &Page) -> Value {
    page.read("return crossOriginIsolated;", Vec::new()).await
}

/// Answers, starts, and waits for what was measured.
async fn measured(page: &Page) -> String {
    page.choose("Less than 2,000,000, and not the same each time")
        .await;
    let start = page.find("button", "Start").await;
    page.until(&start, "!element.disabled").await;
    page.press("Start").await;
    let answer = page.find("region", "Answer").await;
    page.text(&answer).await
}

/// Waits for what this selector finds, in whichever document: one that is loaded anew takes its scripts with it.
async fn comes(page: &Page, selector: &str) -> Element {
    let wait = page.client().wait().at_most(Duration::from_secs(180));
    let found = wait.for_element(Locator::Css(selector)).await;
    found.unwrap_or_else(|error| panic!("no {selector}: {error}"))
}

/// Waits until the page is isolated.
pub async fn until_isolated(page: &Page) {
    comes(page, ".isolated").await;
}

#[test]
fn the_lesson_is_isolated_by_one_reload_and_measures_what_is_lost() {
    for engine in ENGINES {
        let server = Server::start();
        let address = format!("{}/{LESSON}", server.local);
        drive_in(engine, &address, async |page| {
            page.patience(Duration::from_secs(180)).await;
            until_isolated(page).await;
            assert_eq!(is_isolated(page).await, json!(true));
            let answer = measured(page).await;
            assert!(answer.contains("with an atomic add 2,000,000"), "{answer}");
            assert!(answer.contains("with a lock 2,000,000"), "{answer}");
            // Loaded again it is isolated from the start, and is not loaded anew once more.
            page.goto(&address).await;
            until_isolated(page).await;
            let tried = page.read(
                "return sessionStorage.getItem('photofinish.isolating');",
                Vec::new(),
            );
            assert_eq!(tried.await, Value::Null);
        });
    }
}

#[test]
fn opened_from_its_file_it_is_told_in_the_language_of_the_page() {
    let server = Server::start();
    let address = format!("{}/{LESSON}", server.local);
    drive_at(&address, async |page| {
        page.patience(Duration::from_secs(180)).await;
        until_isolated(page).await;
        measured(page).await;
        let button = page.find("button", "Export JSON").await;
        page.until(&button, "!element.disabled").await;
        let run = page.export().await;
        let label = run["futures"][0]["label"].as_str();
        assert!(
            label.is_some_and(|label| label.ends_with(" 1 of 2")),
            "{label:?}"
        );
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        let path = folder.join("shared.json");
        fs::write(&path, run.to_string()).expect("a file can be written");
        page.goto(&format!("{}/?lang=zh&experiment=open", server.local))
            .await;
        let input = page.find_css("input[type=file]").await;
        page.keys(&input, path.to_str().expect("a path")).await;
        page.find("list", "发生了什么").await;
        page.press("以表格显示").await;
        let table = page.find_css(".jobs-table").await;
        let told = page.text(&table).await;
        assert!(told.matches("成功").count() > 9, "{told}");
        assert!(!told.contains(" of ") && !told.contains("lock"), "{told}");
        let rows = page.find_css("[role=listbox]").await;
        page.keys(&rows, "\u{E015}").await;
        let inspector = page.find_css("#inspector .whose").await;
        page.until_text(&inspector, "/").await;
    });
}

#[test]
fn a_page_that_does_not_become_isolated_is_loaded_anew_once_and_says_so() {
    // A host whose service worker is one that isolates nothing.
    let server = Server::start_edited(|path, content| {
        if !path.ends_with("sw.js") {
            return content;
        }
        let script = String::from_utf8(content).expect("a script");
        let edited = script.replace("sharesMemory(url)", "false");
        assert_ne!(script, edited);
        edited.into_bytes()
    });
    let address = format!("{}/{LESSON}", server.local);
    drive_at("about:blank", async |page| {
        page.before_all(COUNT).await;
        page.goto(&address).await;
        let status = comes(page, ".isolation[aria-busy=false]").await;
        page.until_text(&status, "was loaded anew and is still not isolated")
            .await;
        page.find("button", "Load the page anew").await;
        let begun = page.read("return sessionStorage.getItem('begun');", Vec::new());
        assert_eq!(begun.await, "2");
    });
}

#[test]
fn no_other_page_is_isolated() {
    let host = StaticHost::start("photofinish");
    let lesson = |number: usize| {
        format!(
            "{}?lang=en&experiment=lessons&lesson={number}",
            host.address
        )
    };
    drive_at(&lesson(15), async |page| {
        until_isolated(page).await;
        page.goto(&lesson(14)).await;
        page.find("heading", "Two executors, one order").await;
        assert_eq!(is_isolated(page).await, json!(false));
    });
}

#[test]
fn from_another_lesson_the_person_is_asked_before_anything_is_lost() {
    let server = Server::start();
    let address = format!("{}/?lang=en&experiment=lessons&lesson=14", server.local);
    drive_at(&address, async |page| {
        let next = page.find("link", "Next lesson").await;
        next.click().await.unwrap();
        let status = comes(page, ".isolation[aria-busy=false]").await;
        page.until_text(
            &status,
            "runs of this visit that were not saved are then gone",
        )
        .await;
        assert_eq!(is_isolated(page).await, json!(false));
        page.press("Load the page anew").await;
        until_isolated(page).await;
        page.find("heading", "Queue, lock, semaphore").await;
    });
}

#[test]
fn in_a_frame_it_is_told_in_words() {
    let host = StaticHost::start("photofinish");
    // Any page of the same host, to put the frame into.
    let around = format!("{}manifest.webmanifest", host.address);
    let lesson = format!("{}{LESSON}", host.address);
    // A script in the frame would be cut off when the page comes there.
    let frame = "
        const frame = document.createElement('iframe');
        frame.onload = () => arguments[1]();
        frame.src = arguments[0];
        document.body.replaceChildren(frame);
    ";
    drive_at(&around, async |page| {
        let client = page.client().clone();
        let loaded = client.execute_async(frame, vec![lesson.into()]).await;
        loaded.expect("a frame");
        client.enter_frame(0).await.expect("the frame");
        let status = comes(page, ".isolation[aria-busy=false]").await;
        page.until_text(&status, "in a frame of another page this one is none")
            .await;
        page.find("link", "Open it in a window of its own").await;
        client.enter_parent_frame().await.expect("out of it");
    });
}
