//! What axe-core finds on every screen, before a run, in the middle of one, after it, when it failed and
//! when it was cancelled; in both languages, in the dark and in the light.

use e2e::{Page, drive};
use fantoccini::Locator;

/// The words on the buttons, by language.
struct Words {
    lang: &'static str,
    start: &'static str,
    cancel: &'static str,
    export: &'static str,
    table: &'static str,
}

const WORDS: [Words; 2] = [
    Words {
        lang: "en",
        start: "Start",
        cancel: "Cancel",
        export: "Export JSON",
        table: "As a table",
    },
    Words {
        lang: "zh",
        start: "开始",
        cancel: "取消",
        export: "导出 JSON",
        table: "以表格显示",
    },
];

async fn expect_none(page: &Page, when: &str) {
    let faults = page.axe_faults().await;
    assert!(faults.is_empty(), "{when}: {faults:#?}");
}

/// Before a run, after it, and with its table.
fn is_sound(query: &str) {
    for words in &WORDS {
        drive(&format!("?lang={}&{query}", words.lang), async |page, _| {
            page.find("button", words.start).await;
            expect_none(page, "before a run").await;
            page.press(words.start).await;
            let export = page.find("button", words.export).await;
            page.until(&export, "!element.disabled").await;
            page.press(words.table).await;
            page.until(&export, "document.querySelector('.table-scroll')")
                .await;
            expect_none(page, "after it, with its table").await;
        });
    }
}

/// In the middle of a run that would take a minute, and cancelled.
fn is_sound_when_cancelled(query: &str) {
    for words in &WORDS {
        drive(&format!("?lang={}&{query}", words.lang), async |page, _| {
            page.press(words.start).await;
            let cancel = page.find("button", words.cancel).await;
            page.until(&cancel, "!element.disabled").await;
            expect_none(page, "in the middle").await;
            page.press(words.cancel).await;
            let export = page.find("button", words.export).await;
            page.until(&export, "!element.disabled").await;
            expect_none(page, "cancelled").await;
        });
    }
}

#[test]
fn a_race() {
    is_sound(
        "experiment=race&codes=pop20&server=local&strategy=compare&max_workers=20&delay=10-60&error_rate=0.3&timeout=20000&seed=7&verbose=1",
    );
}

#[test]
fn a_race_that_is_cancelled() {
    is_sound_when_cancelled("experiment=race&codes=pop20&server=delay&delay=60000&timeout=100000");
}

#[test]
fn a_race_to_which_nobody_answers() {
    is_sound("experiment=race&codes=BR,CN&server=http://127.0.0.1:9/flags");
}

#[test]
fn workers() {
    is_sound("experiment=workers&where=pool&workers=2&kernel=mandelbrot&jobs=8&size=64");
}

#[test]
fn workers_that_are_cancelled() {
    is_sound_when_cancelled(
        "experiment=workers&where=pool&workers=2&kernel=sha256&jobs=4&size=268435456",
    );
}

#[test]
fn a_sweep_and_engines() {
    is_sound("experiment=workers&where=sweep&workers=2&kernel=primes&jobs=4&size=7");
    is_sound("experiment=workers&where=engines&workers=2&kernel=primes&jobs=4&size=7");
}

#[test]
fn both() {
    is_sound(
        "experiment=both&codes=BR,CN,IN&server=local&delay=10-60&workers=2&kernel=sha256&jobs=6&size=100000",
    );
}

#[test]
fn passing_data() {
    is_sound("experiment=transfer&sizes=1024-4096&chunk=64");
}

#[test]
fn lessons() {
    for lang in ["en", "zh"] {
        for screen in ["lessons", "open"] {
            drive(
                &format!("?lang={lang}&experiment={screen}"),
                async |page, _| {
                    page.find_role("heading").await;
                    expect_none(page, "at rest").await;
                },
            );
        }
    }
}

#[test]
fn commands_and_runs_beside_each_other() {
    for words in &WORDS {
        let lang = words.lang;
        let race = format!("experiment=race&codes=BR,CN&server=local&delay=10-60&lang={lang}");
        drive(&format!("?{race}"), async |page, server| {
            for sheet in ["\u{E009}k\u{E000}", "?"] {
                page.find("button", words.start).await;
                let body = page.client().find(Locator::Css("body")).await;
                let body = body.expect("a page");
                page.keys(&body, sheet).await;
                page.until(&body, "document.querySelector('dialog[open] h2')")
                    .await;
                expect_none(page, "with a sheet").await;
                page.keys_here("\u{E00C}").await;
                page.until(&body, "!document.querySelector('dialog')").await;
            }
            for strategy in ["sequential", "compare"] {
                page.goto(&format!("{}/?{race}&strategy={strategy}", server.local))
                    .await;
                let start = page.find("button", words.start).await;
                page.until(&start, "!element.disabled").await;
                page.press(words.start).await;
                let export = page.find("button", words.export).await;
                page.until(&export, "!element.disabled").await;
            }
            page.goto(&format!("{}/?experiment=open&lang={lang}", server.local))
                .await;
            page.find_role("checkbox").await;
            let choose = "document.querySelector('.kept details').open = true;
                for (const box of document.querySelectorAll('.kept input:not(:checked)')) box.click();";
            page.read(choose, Vec::new()).await;
            expect_none(page, "with runs to choose").await;
            let beside = page
                .client()
                .find(Locator::Css(".kept .tools button"))
                .await;
            let beside = beside.expect("the button");
            page.until(&beside, "!element.disabled").await;
            beside.click().await.expect("it can be pressed");
            page.find_role("slider").await;
            expect_none(page, "with two runs").await;
        });
    }
}

#[test]
fn wrong_values() {
    drive(
        "?lang=en&experiment=race&max_workers=0&delay=x&codes=123&kernel=none",
        async |page, _| {
            page.find("button", "Start").await;
            expect_none(page, "with complaints").await;
        },
    );
}
