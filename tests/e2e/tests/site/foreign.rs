//! The page in strange hands: translated, in a frame that keeps it from its files, broken.

use e2e::{Page, StaticHost, drive, drive_at};
use fantoccini::elements::Element;

/// Wraps every text of the page, as translators and extensions do.
const WRAP: &str = "
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), all = [];
    while (texts.nextNode()) all.push(texts.currentNode);
    for (const text of all) {
        const font = document.createElement('font');
        text.replaceWith(font);
        font.append(text);
    }
    return all.length;
";

/// Puts other texts in the place of all that may be translated.
const TRANSLATE: &str = "
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), all = [];
    while (texts.nextNode()) all.push(texts.currentNode);
    for (const text of all) {
        if (text.parentElement.closest('[translate=\"no\"]') || !/\\p{L}/u.test(text.data)) continue;
        const font = document.createElement('font');
        font.textContent = text.data.toUpperCase();
        text.replaceWith(font);
    }
    return all.length;
";

const RACE: &str = "experiment=race&codes=pop20&server=local&strategy=compare&max_workers=20\
                    &delay=20-120&error_rate=0.2&timeout=20000&seed=7&verbose=1";
const JOBS: &str = "experiment=workers&where=pool&workers=2&kernel=primes&jobs=40&size=9";

/// Runs twice, each time after the page was changed by `script`, with everything opened that opens.
async fn run_changed(page: &Page, script: &str) -> Element {
    let export = page.find("button", "Export JSON").await;
    let start = page.find("button", "Start").await;
    for _ in 0..2 {
        page.read(script, Vec::new()).await;
        page.tap(&start).await;
        page.until(&export, "!element.disabled").await;
        page.read(script, Vec::new()).await;
        for button in ["As a table", "Inspector", "Close"] {
            let press = "
                const named = (element) => element.textContent === arguments[0] || element.ariaLabel === arguments[0];
                const button = [...document.querySelectorAll('.tools button, .inspector button')]
                    .find((button) => [arguments[0], arguments[0].toUpperCase()].includes(button.textContent) || named(button));
                if (button) button.click();
                else document.querySelector('[role=listbox]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
            ";
            page.read(press, vec![button.into()]).await;
        }
    }
    export
}

/// What stands in the sentence at the top and beside the progress bar, which change. Asked of any
/// `element` of the page: to look for one by its role takes long where there are so many.
async fn expect_alive(page: &Page, element: &Element, headline: &str, progress: &str) {
    // Whoever translates speaks in capitals here.
    let said = format!(
        "document.querySelector('.headline').textContent.toLowerCase().includes({headline:?})"
    );
    page.until(element, &said).await;
    let line = format!("document.querySelector('.line').textContent.includes({progress:?})");
    page.until(element, &line).await;
    let first = page.read(
        "return document.querySelector('.finishers').textContent.length;",
        Vec::new(),
    );
    assert!(first.await.as_u64() > Some(20));
}

#[test]
fn a_race_goes_on_when_every_text_is_wrapped() {
    drive(&format!("?lang=en&{RACE}"), async |page, _| {
        let export = run_changed(page, WRAP).await;
        expect_alive(page, &export, "flags downloaded in", "20/20").await;
    });
}

#[test]
fn a_race_goes_on_when_it_is_translated() {
    drive(&format!("?lang=en&{RACE}"), async |page, _| {
        let export = run_changed(page, TRANSLATE).await;
        expect_alive(page, &export, "flags downloaded in", "20/20").await;
    });
}

#[test]
fn jobs_go_on_when_every_text_is_wrapped() {
    drive(&format!("?lang=en&{JOBS}"), async |page, _| {
        let export = run_changed(page, WRAP).await;
        expect_alive(page, &export, "40 prime tests in", "40/40").await;
    });
}

#[test]
fn jobs_go_on_when_they_are_translated() {
    drive(&format!("?lang=en&{JOBS}"), async |page, _| {
        let export = run_changed(page, TRANSLATE).await;
        expect_alive(page, &export, "40 prime tests in", "40/40").await;
    });
}

#[test]
fn a_frame_that_keeps_the_page_from_its_files_is_told() {
    let host = StaticHost::start("photofinish");
    // Any page of the same host, to put the frame into.
    let around = format!("{}manifest.webmanifest", host.address);
    // A script in the frame would be cut off when the page comes there.
    let frame = "
        const frame = document.createElement('iframe');
        frame.onload = () => arguments[1]();
        frame.setAttribute('sandbox', 'allow-scripts');
        frame.src = arguments[0];
        document.body.replaceChildren(frame);
    ";
    drive_at(&around, async |page| {
        for (lang, told) in [("en", "allow-same-origin"), ("zh", "页面无法启动")] {
            let address = format!("{}?lang={lang}", host.address);
            let client = page.client().clone();
            let loaded = client.execute_async(frame, vec![address.into()]).await;
            loaded.expect("a frame");
            client.enter_frame(0).await.expect("the frame");
            let alert = page.find_role("alert").await;
            page.until_text(&alert, told).await;
            client.enter_parent_frame().await.expect("out of it");
        }
        // The browser itself says which files it refused.
        assert!(!page.console().await.is_empty());
    });
}

#[test]
fn a_module_that_does_not_come_is_told_with_the_way_to_reload() {
    let host = StaticHost::start_edited("photofinish", |file, content| {
        let is_module = file.ends_with("race_bg.wasm");
        if is_module { Vec::new() } else { content }
    });
    drive_at(&format!("{}?lang=en", host.address), async |page| {
        let alert = page.find_role("alert").await;
        page.until_text(&alert, "The page could not start: ").await;
        page.find("button", "Reload").await;
        assert!(!page.console().await.is_empty());
    });
}

#[test]
fn a_page_that_has_ended_says_so_and_can_be_loaded_again() {
    // A program that does nothing but trap, as one does that panics.
    let trap = "setTimeout(() => {
        const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
        new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.f();
    });";
    drive(&format!("?lang=en&{RACE}"), async |page, _| {
        page.find("button", "Start").await;
        page.read(trap, Vec::new()).await;
        let alert = page.find_role("alert").await;
        page.until_text(&alert, "The page has stopped").await;
        let said = page.console().await;
        assert!(
            said.iter().any(|line| line.text.contains("unreachable")),
            "{said:?}"
        );
        page.press("Reload").await;
        page.find("button", "Start").await;
    });
}
