//! What is typed, stands in the address, or comes from a server is shown as the text it is, never as markup.

use e2e::{ANYBODY, Page, Raw, RawHost, Server, drive};
use serde_json::json;

/// As text it is shown; as markup it would be an element that nobody else makes.
const MARKUP: &str = "<img src=x onerror=\"window.hit=1\"><b class=hit>&amp;</b>'";

/// The elements that it became, and whether a script of it ran.
const HITS: &str = "
    const made = [...document.querySelectorAll('.hit, [onerror], [onload], img[src=x], script:not([src])')];
    return [...made.map((element) => element.outerHTML), ...('hit' in window ? ['a script ran'] : [])];
";

async fn expect_no_markup(page: &Page, when: &str) {
    assert_eq!(page.read(HITS, Vec::new()).await, json!([]), "{when}");
}

/// Waits until the page shows this somewhere.
async fn until_shown(page: &Page, text: &str) {
    let main = page.find_role("main").await;
    page.until_text(&main, text).await;
}

const SCREENS: [&str; 6] = ["race", "workers", "both", "transfer", "lessons", "open"];

/// Every parameter there is, and one that there is not.
const PARAMETERS: [&str; 23] = [
    "codes",
    "limit",
    "strategy",
    "max_workers",
    "server",
    "delay",
    "error_rate",
    "timeout",
    "retries",
    "seed",
    "kernel",
    "jobs",
    "size",
    "where",
    "workers",
    "sizes",
    "chunk",
    "verbose",
    "lang",
    "embed",
    "autorun",
    "experiment",
    "nobody",
];

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn what_stands_in_the_address_is_text() {
    drive("", async |page, server| {
        for screen in SCREENS {
            let query: String = PARAMETERS
                .iter()
                .map(|name| match *name {
                    "experiment" => format!("experiment={screen}&"),
                    name => format!("{name}={}&", encoded(MARKUP)),
                })
                .collect();
            let own_name = format!("{}={}", encoded(MARKUP), encoded(MARKUP));
            let address = format!("{}/?{query}{own_name}#{}", server.local, encoded(MARKUP));
            page.goto(&address).await;
            until_shown(page, MARKUP).await;
            expect_no_markup(page, screen).await;
        }
        let address = format!("{}/?experiment={}", server.local, encoded(MARKUP));
        page.goto(&address).await;
        until_shown(page, MARKUP).await;
        expect_no_markup(page, "experiment").await;
    });
}

#[test]
fn what_is_typed_is_text() {
    drive("", async |page, server| {
        for (screen, settings) in [
            ("race", "&server=https://example.org/flags"),
            ("workers", ""),
            ("both", "&server=https://example.org/flags"),
            ("transfer", ""),
        ] {
            let address = format!("{}/?lang=en&experiment={screen}{settings}", server.local);
            page.goto(&address).await;
            page.find("button", "Start").await;
            for name in page.names("textbox").await {
                page.fill("textbox", &name, MARKUP).await;
                let field = page.find("textbox", &name).await;
                page.until(&field, "element.ariaInvalid === 'true'").await;
                let shown = format!("element.value === {}", json!(MARKUP));
                page.until(&field, &shown).await;
                expect_no_markup(page, &name).await;
            }
        }
    });
}

/// Looks at all that a race shows of its flags: the list, the log, the table, the inspector.
async fn look_everywhere(page: &Page, flags: usize, shown: &str) {
    let order = page.find("list", "Finish order").await;
    page.until(&order, &format!("element.children.length === {flags}"))
        .await;
    until_shown(page, shown).await;
    page.press("As a table").await;
    let table = page.find_role("table").await;
    page.until(&table, "document.querySelector('.table-scroll tbody tr')")
        .await;
    let lanes = page.find("listbox", "Timeline: as_completed").await;
    page.keys(&lanes, "\u{E011}").await;
    let inspector = page.find("region", "Inspector").await;
    for _ in 0..flags {
        page.until(&inspector, "element.isConnected").await;
        expect_no_markup(page, "inspector").await;
        page.keys(&lanes, "\u{E015}").await;
    }
    expect_no_markup(page, "all").await;
}

#[test]
fn what_a_server_says_is_text() {
    let host = RawHost::start(|target| {
        let timing = format!("Server-Timing: a;desc='{MARKUP}'\r\nTiming-Allow-Origin: *\r\n");
        let waits =
            format!("Access-Control-Expose-Headers: *\r\nRetry-After: {MARKUP}\r\n{timing}");
        match &target[..10] {
            "/flags/br/" => Raw::status(&format!("418 {MARKUP}"), &waits),
            "/flags/cn/" => Raw::status(&format!("503 {MARKUP}"), &waits),
            "/flags/de/" => {
                let body = format!(
                    "<svg xmlns='http://www.w3.org/2000/svg' onload='window.hit=1'><script>window.hit=1;\
                     top.hit=1</script><foreignObject>{MARKUP}</foreignObject></svg>"
                );
                let length = body.len();
                Raw::Bytes(format!(
                    "HTTP/1.1 200 {MARKUP}\r\n{ANYBODY}{timing}Content-Type: image/svg+xml; {MARKUP}\r\n\
                     Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                ))
            }
            "/flags/fr/" => Raw::Bytes(format!("{MARKUP}\r\n\r\n")),
            _ => Raw::flag(ANYBODY),
        }
    });
    let query = format!(
        "?lang=en&experiment=race&codes=BR,CN,DE,FR,US&strategy=as_completed&verbose=1&autorun=1\
         &retries=1&timeout=20000&server={}/flags",
        host.address
    );
    drive(&query, async |page, _| {
        look_everywhere(page, 5, &format!("418 - {MARKUP}")).await;
        let run = page.export().await.to_string();
        assert!(run.contains("418"), "{run}");
    });
}

#[test]
fn an_address_with_markup_is_text() {
    let host = RawHost::start(|_| Raw::status("404 Not Found", ""));
    let base = encoded(&format!("{}/{MARKUP}", host.address));
    let query = format!(
        "?lang=en&experiment=race&codes=BR,US&strategy=as_completed&verbose=1&autorun=1&timeout=20000\
         &server={base}"
    );
    drive(&query, async |page, _: &Server| {
        page.find("button", "Start").await;
        expect_no_markup(page, "base address").await;
        // Refused or asked, it is shown.
        let shown = "document.body.textContent.includes('window.hit=1') \
                     || [...document.querySelectorAll('input')].some((field) => field.value.includes('window.hit=1'))";
        let start = page.find("button", "Start").await;
        page.until(&start, shown).await;
        expect_no_markup(page, "base address").await;
    });
}
