//! What goes wrong between page and server, and what the page says of it.

use e2e::{ANYBODY, Page, Raw, RawHost, StaticHost, drive, drive_at};
use serde_json::Value;

/// 20 flags at once, that go out by themselves.
fn race(lang: &str, server: &str) -> String {
    format!(
        "?lang={lang}&experiment=race&autorun=1&strategy=as_completed&max_workers=20&timeout=50000&server={server}"
    )
}

const LANGUAGES: [(&str, &str); 2] = [("en", "What happened"), ("zh", "发生了什么")];

/// Waits until the page says this of what happened, and nothing of who was first.
async fn until_said(page: &Page, list: &str, words: &[&str]) -> String {
    let findings = page.find("list", list).await;
    for text in words {
        page.until_text(&findings, text).await;
    }
    let headline = page.find_role("status").await;
    let headline = page.text(&headline).await;
    for first in ["first", "最先"] {
        assert!(!headline.contains(first), "nobody was first: {headline}");
    }
    page.text(&findings).await
}

fn reach(run: &Value) -> &str {
    run["environment"]["reach"].as_str().unwrap_or_default()
}

fn outcome<'a>(run: &'a Value, label: &str) -> (&'a str, Option<u64>) {
    let futures = run["futures"].as_array().unwrap();
    let future = futures.iter().find(|future| future["label"] == label);
    let future = future.unwrap_or_else(|| panic!("no {label} in {run}"));
    (
        future["outcome"].as_str().unwrap_or_default(),
        future["http_status"].as_u64(),
    )
}

#[test]
fn a_server_that_does_not_allow_to_read_is_told_from_nobody() {
    let host = RawHost::start(|_| Raw::flag(""));
    for (lang, list) in LANGUAGES {
        let flags = format!("{}/flags", host.address);
        drive(&race(lang, &flags), async |page, _| {
            let said = until_said(page, list, &["20", "Access-Control-Allow-Origin"]).await;
            assert!(!said.contains("running?"), "{said}");
            if lang == "en" {
                assert_eq!(reach(&page.export().await), "unreadable");
            }
        });
    }
}

#[test]
fn nobody_there_is_asked_after() {
    for (lang, list) in LANGUAGES {
        let flags = format!("{}/flags", RawHost::nobody());
        drive(&race(lang, &flags), async |page, _| {
            let asked = ["is the server running?", "服务器在运行吗？"];
            let asked = asked[usize::from(lang == "zh")];
            let said = until_said(page, list, &["20", asked]).await;
            assert!(!said.contains("Access-Control"), "{said}");
        });
    }
}

#[test]
fn a_server_that_resets_every_connection_brings_no_answer() {
    let host = RawHost::start(|_| Raw::Reset);
    let flags = format!("{}/flags", host.address);
    drive(&race("en", &flags), async |page, _| {
        let words = ["no answer to any of the 20 requests", "running?"];
        until_said(page, "What happened", &words).await;
        let run = page.export().await;
        assert_eq!(run["summary"]["network_error"], 20);
        assert_eq!(reach(&run), "silent");
    });
}

#[test]
fn a_browser_that_is_offline_says_so() {
    for (lang, list) in LANGUAGES {
        let query = race(lang, "delay").replace("&autorun=1", "");
        drive(&query, async |page, _| {
            let (start, offline) = match lang {
                "zh" => ("开始", "离线"),
                _ => ("Start", "offline"),
            };
            page.find("button", start).await;
            page.set_offline(true).await;
            page.press(start).await;
            let said = until_said(page, list, &["20", offline]).await;
            assert!(!said.contains("running?"), "{said}");
            page.set_offline(false).await;
        });
    }
}

#[test]
fn an_https_page_says_that_it_may_not_ask_by_plain_http() {
    let flags = RawHost::start(|_| Raw::flag(ANYBODY));
    let site = StaticHost::start_secure("photofinish");
    for (lang, list) in LANGUAGES {
        let query = race(lang, &format!("{}/flags", flags.by_name()));
        drive_at(&format!("{}{query}", site.address), async |page| {
            let secure = page.read("return isSecureContext && location.protocol;", Vec::new());
            assert_eq!(secure.await, "https:");
            let words = if lang == "zh" {
                "混合内容"
            } else {
                "mixed content"
            };
            // Beside the address, whether it was asked or not.
            let beside = page.find_css("form .note .wrong").await;
            page.until_text(&beside, words).await;
            let said = until_said(page, list, &["20", "https", "http"]).await;
            assert!(said.contains(words) && !said.contains("running?"), "{said}");
            if lang == "en" {
                let run = page.export().await;
                assert_eq!(run["summary"]["network_error"], 20);
                assert_eq!(reach(&run), "mixed_content");
            }
        });
    }
    // The browser did not even ask.
    assert_eq!(flags.requests("/flags/br/br.gif"), 0);
}

#[test]
fn where_some_were_answered_nothing_is_claimed_of_the_rest() {
    let host = RawHost::start(|target| match target.contains("/de/") {
        true => Raw::flag(ANYBODY),
        false => Raw::flag(""),
    });
    let flags = format!("{}/flags", host.address);
    drive(&race("en", &flags), async |page, _| {
        let findings = page.find("list", "What happened").await;
        page.until_text(&findings, "19 failed").await;
        let run = page.export().await;
        assert_eq!(run["summary"]["ok"], 1);
        assert_eq!(reach(&run), "");
        let said = page.text(&findings).await;
        assert!(!said.contains("no answer"), "{said}");
        // Nor was anybody asked again.
        let again = run["futures"].as_array().unwrap().iter();
        let again = again.map(|future| {
            let code = future["label"].as_str().unwrap().to_lowercase();
            host.requests(&format!("/flags/{code}/{code}.gif"))
        });
        assert_eq!(again.collect::<Vec<_>>(), [1; 20]);
    });
}

#[test]
fn every_broken_answer_ends() {
    let whole = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: text/plain\r\n";
    let with_length = move |length: usize| format!("{whole}Content-Length: {length}\r\n\r\nbody");
    let host = RawHost::start(move |target| match &target[..10] {
        "/flags/br/" => {
            let again = format!("Location: {target}\r\n");
            Raw::status("302 Found", &again)
        }
        "/flags/cn/" => Raw::Bytes(with_length(4000)),
        "/flags/de/" => Raw::Bytes(with_length(2)),
        "/flags/in/" => Raw::Bytes("that is no HTTP\r\n\r\n".to_owned()),
        "/flags/jp/" => Raw::Reset,
        "/flags/mx/" => Raw::Bytes(format!(
            "{whole}Transfer-Encoding: chunked\r\n\r\nffff\r\nbody"
        )),
        _ => Raw::flag(ANYBODY),
    });
    let flags = format!("{}/flags&codes=BR,CN,DE,IN,JP,MX,US", host.address);
    drive(&race("en", &flags), async |page, _| {
        let findings = page.find("list", "What happened").await;
        page.until_text(&findings, "5 failed").await;
        let run = page.export().await;
        assert_eq!(run["summary"]["unsettled"], 0);
        for (label, ended) in [
            ("BR", ("network_error", None)),
            ("CN", ("network_error", Some(200))),
            ("DE", ("ok", Some(200))),
            ("IN", ("network_error", None)),
            ("JP", ("network_error", None)),
            ("MX", ("network_error", Some(200))),
            ("US", ("ok", Some(200))),
        ] {
            assert_eq!(outcome(&run, label), ended, "{label}");
        }
    });
}

#[test]
fn an_answer_that_stands_still_ends_with_the_timeout() {
    let begun =
        "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 4000\r\n\r\nbody";
    let host = RawHost::start(move |target| match &target[..10] {
        "/flags/et/" => Raw::Stalled(begun.to_owned()),
        _ => Raw::Stalled(String::new()),
    });
    let flags = format!("{}/flags&codes=ET,FR", host.address);
    let query = race("en", &flags).replace("timeout=50000", "timeout=1500");
    drive(&query, async |page, _| {
        let findings = page.find("list", "What happened").await;
        page.until_text(&findings, "2 timed out").await;
        let run = page.export().await;
        assert_eq!(run["summary"]["unsettled"], 0);
        assert_eq!(outcome(&run, "ET"), ("timeout", None));
        assert_eq!(outcome(&run, "FR"), ("timeout", None));
    });
}

#[test]
fn only_what_may_pass_is_asked_for_again() {
    let host = RawHost::start(|target| match &target[..10] {
        "/flags/br/" => Raw::status("403 Forbidden", ""),
        "/flags/cn/" => Raw::status("410 Gone", ""),
        "/flags/de/" => Raw::status("503 Service Unavailable", ""),
        "/flags/fr/" => {
            let asks = "Access-Control-Expose-Headers: Retry-After\r\nRetry-After: 0\r\n";
            Raw::status("429 Too Many Requests", asks)
        }
        _ => Raw::flag(ANYBODY),
    });
    let flags = format!("{}/flags&codes=BR,CN,DE,FR,US&retries=2", host.address);
    drive(&race("en", &flags), async |page, _| {
        let findings = page.find("list", "What happened").await;
        page.until_text(&findings, "4 failed").await;
        let run = page.export().await;
        assert_eq!(run["summary"]["http_error"], 4);
        let asked = ["br", "cn", "de", "fr", "us"];
        let asked = asked.map(|code| host.requests(&format!("/flags/{code}/{code}.gif")));
        assert_eq!(asked, [1, 1, 3, 3, 1]);
    });
}

#[test]
fn requests_carry_no_credentials() {
    let query = race("en", "delay").replace("&autorun=1", "&delay=100-400");
    drive(&query, async |page, _| {
        let start = page.find("button", "Start").await;
        page.until(&start, "!element.disabled").await;
        let watch = "
            const fetch = window.fetch;
            window.asked = [];
            window.fetch = (request, ...more) => {
                window.asked.push(`${request.url.includes('/flags/') ? 'flag' : 'other'}: ${request.credentials}`);
                return fetch(request, ...more);
            };";
        page.read(watch, Vec::new()).await;
        page.start().await;
        page.until_over().await;
        let asked = page.read("return window.asked;", Vec::new()).await;
        let asked: Vec<_> = asked.as_array().expect("a list").iter().collect();
        // A slow page may ask its host who answers meanwhile.
        assert!(
            asked.iter().all(|asked| asked
                .as_str()
                .is_some_and(|asked| asked.ends_with(": omit"))),
            "{asked:?}"
        );
        let flags = asked.iter().filter(|asked| **asked == "flag: omit").count();
        assert_eq!(flags, 20, "{asked:?}");
    });
}

/// What the simulated origin itself has counted.
const COUNTED: &str = "
    const done = arguments[arguments.length - 1];
    fetch('sim/stats').then((answer) => answer.json()).then(done);
";

#[test]
fn what_is_in_flight_at_the_simulated_origin_is_what_it_counted_and_no_limit_of_six() {
    drive("", async |page, server| {
        let mut requests = 0;
        // The count is of all the time, so the most are asked for last.
        for at_once in [3, 6, 7, 20, 100] {
            let flags = (at_once * 2).clamp(20, 150);
            let query = race("en", "sim").replace(
                "autorun=1&strategy=as_completed&max_workers=20",
                &format!(
                    "strategy=as_completed&codes=all&limit={flags}&max_workers={at_once}&delay=300-600"
                ),
            );
            page.goto(&format!("{}/{query}", server.local)).await;
            page.start().await;
            page.until_over().await;
            let counted = page.client().execute_async(COUNTED, Vec::new()).await;
            let counted = counted.expect("the simulated origin tells");
            requests += flags;
            assert_eq!(counted["requests"], requests);
            assert_eq!(counted["in_flight"], 0);
            assert_eq!(counted["max_in_flight"], at_once);
            let run = page.export().await;
            assert_eq!(run["summary"]["max_in_flight"], counted["max_in_flight"]);
            assert_eq!(run["summary"]["max_in_flight_is"], "measured");
            assert_eq!(run["summary"]["ok"], flags);
            let findings = page.find("list", "What happened").await;
            let said = page.text(&findings).await;
            assert!(
                said.contains(&format!("limit {at_once} was reached")),
                "{said}"
            );
            assert!(!said.contains("browser"), "{said}");
        }
    });
}
