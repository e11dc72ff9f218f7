//! The same plan over HTTP/1.1 and over HTTP/2: a staircase of six, or all at once, by the server's own count.

use e2e::{Engine, Page, Server, drive_in, reference};
use serde_json::Value;

/// Twenty at once that are all sent before the first is answered, also on a slow machine.
const PLAN: &str = "lang=en&experiment=race&codes=pop20&strategy=as_completed&max_workers=20&delay=4000-4200&error_rate=0&timeout=60000&seed=7";

/// What a port of the server says of its requests.
async fn counted(page: &Page, origin: &str) -> Value {
    let ask = "return fetch(arguments[0]).then((answer) => answer.json());";
    let stats = format!("{origin}/stats?wait=idle");
    page.read(ask, vec![stats.into()]).await
}

async fn run(page: &Page, server: &Server, who: &str) -> Value {
    page.goto(&format!("{}/?{PLAN}&server={who}", server.local))
        .await;
    page.start().await;
    page.until_over().await;
    let run = page.export().await;
    assert_eq!(run["summary"]["ok"], 20);
    assert_eq!(run["summary"]["max_in_flight_is"], "measured");
    run
}

async fn said(page: &Page) -> String {
    let findings = page.find("list", "What happened").await;
    page.text(&findings).await
}

#[test]
fn six_at_once_over_http_1_and_all_at_once_over_http_2_in_chromium() {
    six_or_all(Engine::Chromium);
}

#[test]
fn six_at_once_over_http_1_and_all_at_once_over_http_2_in_firefox() {
    six_or_all(Engine::Firefox);
}

fn six_or_all(engine: Engine) {
    let server = Server::start_secure();
    let http_1 = server.http_1.clone().expect("a fourth port");
    let address = format!("{}/?lang=en", server.local);
    drive_in(engine, &address, async |page| {
        let all = run(page, &server, "delay").await;
        assert_eq!(all["environment"]["protocol"], "h2");
        assert_eq!(all["summary"]["max_in_flight"], 20);
        assert_eq!(counted(page, &server.delay).await["max_in_flight"], 20);
        let told = said(page).await;
        assert!(!told.contains("held others back"), "{told}");

        let flags = format!("{http_1}/flags/{{}}/{{}}.svg");
        let staircase = run(page, &server, &flags).await;
        assert_eq!(staircase["environment"]["protocol"], "http/1.1");
        assert_eq!(staircase["summary"]["max_in_flight"], 6);
        let counts = counted(page, &http_1).await;
        assert_eq!(counts["max_in_flight"], 6);
        assert_eq!(counts["completed"], 20);
        let told = said(page).await;
        let kept = "asked for 20 at once, the browser kept at most 6 in flight";
        assert!(told.contains(kept), "{told}");
        let limit = "the limit of HTTP/1.1, 6 connections to a host";
        assert!(told.contains(limit), "{told}");

        // Both on one axis.
        page.goto(&format!("{}/?lang=en&experiment=open", server.local))
            .await;
        let list = page.find("list", "Runs of this visit").await;
        page.until(&list, "element.children.length === 2").await;
        for choose in page.names("checkbox").await {
            let choice = page.find("checkbox", &choose).await;
            choice.click().await.expect("it can be chosen");
        }
        let beside = page.find("button", "Side by side").await;
        page.until(&beside, "!element.disabled").await;
        page.press("Side by side").await;
        let headline = page.find_css("#results .headline").await;
        page.until_text(&headline, " was over ").await;
        let text = "return arguments[0].textContent;";
        let text = page.read(text, vec![reference(&headline)]).await;
        let text = text.as_str().expect("a text");
        // Which is called A goes by the order in which they were chosen.
        assert!(text.contains("sooner"), "{text}");
        let told = said(page).await;
        for part in ["The answers came over ", "HTTP/1.1 in ", "HTTP/2 in "] {
            assert!(told.contains(part), "{told}");
        }
    });
}
