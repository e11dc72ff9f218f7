//! The settings as programs: in four languages, following the settings, copied by a button.

use e2e::{Page, drive};

/// The program in the panel, once it is there and contains this.
async fn program(page: &Page, part: &str) -> String {
    let panel = page.find_role("tabpanel").await;
    page.until_text(&panel, part).await;
    let pre = "return [...document.querySelectorAll('pre.program')].map((pre) => pre.textContent);";
    let texts = page.read(pre, Vec::new()).await;
    let texts = texts.as_array().expect("a list").clone();
    assert_eq!(texts.len(), 1, "{texts:?}");
    texts[0].as_str().expect("a text").to_owned()
}

#[test]
fn a_race_is_written_in_four_languages() {
    let race = "?lang=en&experiment=race&codes=BR,CN,IN&server=local&strategy=as_completed&max_workers=3&delay=100-200&seed=7";
    drive(race, async |page, server| {
        page.look_at_code().await;
        page.find("tablist", "Code").await;
        for (tab, part) in [
            ("Dask", "from distributed import"),
            ("Rust", "IoExecutor"),
            ("JavaScript", "await fetch("),
            ("Python", "from concurrent.futures import"),
        ] {
            let tab = page.find("tab", tab).await;
            page.tap(&tab).await;
            let text = program(page, part).await;
            assert!(text.contains(&server.local), "{text}");
            assert!(text.contains("BR"), "{text}");
        }
        // It follows the settings.
        page.fill("textbox", "Max workers", "2").await;
        program(page, "at most 2 at once").await;
        page.press("Copy").await;
        let card = page.find("region", "Code").await;
        page.until_text(&card, "Copied.").await;
    });
}

#[test]
fn jobs_are_written_too_and_the_simulated_origin_is_told_of() {
    let both =
        "?lang=en&experiment=both&codes=BR,CN&server=sim&workers=2&kernel=primes&jobs=4&size=9";
    drive(both, async |page, _| {
        page.look_at_code().await;
        let tab = page.find("tab", "Python").await;
        page.tap(&tab).await;
        program(page, "http://localhost:8000/flags").await;
        let card = page.find("region", "Code").await;
        page.until_text(&card, "The simulated origin lives in this page")
            .await;
    });
}
