//! Workers that do not come up: what the page says of it, and that it can be used all the same.

use e2e::{Page, StaticHost, drive_at};
use serde_json::Value;

/// The script of workers, which the page itself imports too.
const SCRIPT: &str = "src/workers/web/worker.js";

const JOBS: &str = "experiment=workers&where=pool&workers=4&kernel=primes&jobs=40&size=9";

/// A host of whose site nothing is kept, so that each worker asks it for its script.
fn host() -> StaticHost {
    let host = StaticHost::start("photofinish");
    host.behave(|manners| {
        manners.fails = Some(("sw.js", 404));
        manners.cache_control = Some("no-store");
    });
    host
}

/// The console tells of workers that did not come up, and of nothing else.
async fn expect_only_workers_in_console(page: &Page) {
    let errors = page.console().await.into_iter();
    let errors = errors.filter(|line| line.level == "SEVERE" && line.source != "network");
    let others: Vec<_> = errors
        .filter(|line| !line.text.contains("worker"))
        .collect();
    assert!(others.is_empty(), "{others:#?}");
}

async fn until_over(page: &Page) -> Value {
    let export = page.find("button", "Export JSON").await;
    page.until(&export, "!element.disabled").await;
    page.export().await
}

#[test]
fn a_run_that_began_without_some_of_its_workers_says_so_in_both_languages() {
    for (lang, start, said) in [
        (
            "en",
            "Start",
            [
                "Only 1 of 4 workers came up",
                "its script cannot be fetched",
            ],
        ),
        (
            "zh",
            "开始",
            ["4 个 worker 中只有 1 个启动成功", "无法获取它的脚本"],
        ),
    ] {
        let host = host();
        let address = format!("{}?lang={lang}&{JOBS}", host.address);
        drive_at(&address, async |page| {
            page.find("button", start).await;
            host.behave(|manners| manners.runs_out = Some((SCRIPT, 1)));
            page.press(start).await;
            let alert = page.find_role("alert").await;
            for text in said {
                page.until_text(&alert, text).await;
            }
            let headline = page.find_role("status").await;
            let alone = ["on 1 worker", "1 个 worker"];
            page.until_text(&headline, alone[usize::from(lang == "zh")])
                .await;
            // What somebody else said is marked as English, what we say is not.
            let quoted = "return [...arguments[0].querySelectorAll('[lang=en]')].map((e) => e.textContent).join();";
            let quoted = page.read(quoted, vec![e2e::reference(&alert)]).await;
            assert_eq!(
                quoted.as_str().unwrap().contains("worker.js"),
                lang == "zh",
                "{quoted}"
            );
            expect_only_workers_in_console(page).await;
        });
    }
}

#[test]
fn a_run_with_the_workers_that_came_up_ends_with_all_its_results() {
    let host = host();
    drive_at(&format!("{}?lang=en&{JOBS}", host.address), async |page| {
        page.find("button", "Start").await;
        host.behave(|manners| manners.runs_out = Some((SCRIPT, 2)));
        page.press("Start").await;
        let alert = page.find_role("alert").await;
        page.until_text(&alert, "Only 2 of 4 workers came up").await;
        let run = until_over(page).await;
        assert_eq!(run["summary"]["ok"], 40);
        assert_eq!(run["limits"][0]["max_workers"], 2);
        let headline = page.find_role("status").await;
        page.until_text(&headline, "on 2 workers").await;
        // No line ends between a number and its unit.
        page.until(
            &headline,
            "/\\d\\u00a0m?s on 2 workers/.test(element.textContent)",
        )
        .await;
        expect_only_workers_in_console(page).await;
    });
}

#[test]
fn a_broken_pool_is_told_in_chinese_but_for_what_others_said() {
    let host = host();
    drive_at(&format!("{}?lang=zh&{JOBS}", host.address), async |page| {
        page.find("button", "开始").await;
        host.behave(|manners| manners.runs_out = Some((SCRIPT, 0)));
        page.press("开始").await;
        let alert = page.find_role("alert").await;
        page.until_text(&alert, "执行器已无法运行任务：连续").await;
        let ours = "
            const copy = arguments[0].cloneNode(true);
            for (const quoted of copy.querySelectorAll('[lang=en]')) quoted.remove();
            return copy.textContent;";
        let ours = page.read(ours, vec![e2e::reference(&alert)]).await;
        let ours = ours.as_str().unwrap();
        assert!(!ours.contains("http") && !ours.contains("the "), "{ours}");
        let start = page.find("button", "开始").await;
        page.until(&start, "!element.disabled").await;
        expect_only_workers_in_console(page).await;
    });
}

#[test]
fn cancel_while_the_script_of_the_workers_is_held_back_ends_the_run_and_another_can_begin() {
    for query in [
        JOBS.to_owned(),
        JOBS.replace("where=pool", "where=sweep"),
        "experiment=both&server=local&codes=BR,CN&workers=2&kernel=primes&jobs=4&size=9".to_owned(),
        "experiment=transfer&sizes=1024-1024".to_owned(),
    ] {
        let host = host();
        drive_at(&format!("{}?lang=en&{query}", host.address), async |page| {
            let start = page.find("button", "Start").await;
            page.until(&start, "!element.disabled").await;
            host.behave(|manners| manners.silent = Some(SCRIPT));
            page.press("Start").await;
            page.until(&start, "element.disabled").await;
            page.press("Cancel").await;
            page.until(&start, "!element.disabled").await;
            let alerts = page.names("alert").await;
            assert_eq!(alerts, [""; 0], "{query}");
            // The page is usable: the same run again, with workers that come.
            host.behave(|manners| manners.silent = None);
            page.press("Start").await;
            let run = until_over(page).await;
            let run = run.get("runs").map_or(&run, |runs| &runs[0]);
            assert_eq!(run["summary"]["unsettled"], 0, "{query}");
            assert_eq!(run["summary"]["cancelled"], 0, "{query}");
        });
    }
}
