//! What goes out of the page: a link that leads to the same run, the run as files, the sheet from which both are had.

use e2e::{Page, drive, reference};
use fantoccini::Locator;

const RACE: &str = "?lang=en&experiment=race&codes=BR,CN,IN,US&strategy=as_completed&max_workers=2&delay=50-400\
                    &error_rate=0&timeout=20000&seed=7";

/// What the field of this label has.
async fn link(page: &Page, label: &str) -> String {
    let field = page.find("textbox", label).await;
    let value = page
        .read("return arguments[0].value;", vec![reference(&field)])
        .await;
    value.as_str().expect("a text").to_owned()
}

/// Presses a button and takes the file that the page then offers: its name, and its first bytes as they are.
async fn offered(page: &Page, button: &str) -> (String, String) {
    let hook = "
        window.offered = [];
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { window.blob = blob; return create.call(URL, blob); };
        HTMLAnchorElement.prototype.click = function () {
            const name = this.download;
            window.blob.arrayBuffer().then((bytes) => window.offered.push([name, String.fromCharCode(...new Uint8Array(bytes))]));
        };";
    page.read(hook, Vec::new()).await;
    page.press(button).await;
    let body = page.client().find(Locator::Css("body")).await;
    let body = body.expect("a page");
    page.until(&body, "window.offered.length === 1").await;
    let offered = page.read("return window.offered[0];", Vec::new()).await;
    let part = |index: usize| offered[index].as_str().expect("a text").to_owned();
    (part(0), part(1))
}

#[test]
fn a_run_is_shared_by_a_link_and_saved_as_files() {
    drive(RACE, async |page, server| {
        page.start().await;
        page.until_over().await;
        let order = page.finish_order().await;
        page.press("Share and save").await;
        page.find("dialog", "Share and save").await;

        let shared = link(page, "Link to these settings").await;
        let base = format!("{}/?", server.local);
        let query = shared.strip_prefix(&base).expect("an address of this page");
        for part in ["codes=BR,CN,IN,US", "server=", "seed=7", "delay=50-400"] {
            assert!(query.contains(part), "{part} in {shared}");
        }
        assert!(!query.contains("lang="), "{shared}");

        let stem = "photofinish-race-4-flags-as_completed-2-at-once-seed-7";
        for (button, ending, head) in [
            ("CSV", "csv", "\u{ef}\u{bb}\u{bf}run,id,label,"),
            ("SVG", "svg", "<svg xmlns="),
            ("PNG", "png", "\u{89}PNG\r\n"),
            ("Chrome trace", "trace.json", "{\""),
        ] {
            let (name, text) = offered(page, button).await;
            assert_eq!(name, format!("{stem}.{ending}"));
            assert!(text.starts_with(head), "{}", &text[..head.len()]);
        }

        // The run that the other link carries is shown as it was.
        let carried = link(page, "Link with this run in it").await;
        page.goto(&carried).await;
        page.find("list", "Finish order").await;
        assert_eq!(page.finish_order().await, order);
    });
}

#[test]
fn before_a_run_there_is_a_link_and_the_sheet_gives_the_focus_back() {
    drive(
        "?lang=en&experiment=workers&kernel=primes&jobs=4&where=pool&workers=2",
        async |page, _| {
            page.press("Share and save").await;
            let shared = link(page, "Link to these settings").await;
            assert!(shared.contains("workers=2"), "{shared}");
            let fields = page.names("textbox").await;
            let is_carried = |name: &String| name == "Link with this run in it";
            assert!(!fields.iter().any(is_carried), "there is no run to carry");
            page.press("Close").await;
            let button = page.find("button", "Share and save").await;
            page.until_focused(&button).await;
        },
    );
}
