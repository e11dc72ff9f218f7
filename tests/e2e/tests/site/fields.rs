//! Bad input: said next to the field, and ignored.

use e2e::{Page, drive};
use fantoccini::Locator;

const RACE: &str =
    "?lang=en&experiment=race&codes=BR,CN&server=https://example.org/flags&strategy=as_completed";

/// The text that a field's complaint shows; none if the field is not marked as invalid.
async fn complaint(page: &Page, name: &str) -> Option<String> {
    let field = page.find("textbox", name).await;
    let invalid = field.attr("aria-invalid").await.unwrap();
    if invalid.as_deref() != Some("true") {
        return None;
    }
    let id = field.attr("aria-describedby").await.unwrap();
    let script = "return document.getElementById(arguments[0]).textContent;";
    let text = page.read(script, vec![id.into()]).await;
    text.as_str().map(str::to_owned)
}

#[test]
fn each_field_says_what_is_wrong_with_bad_input_until_it_is_good() {
    let fields = [
        ("Codes or letters", "B7", "BR, C"),
        (
            "Base address",
            "ftp://example.org",
            "http://127.0.0.1:1/flags",
        ),
        ("Max workers", "0", "5"),
        ("Max workers", "1001", "1000"),
        ("Max workers", "many", "7"),
        ("Delay", "900-100", "100-900"),
        ("Error rate", "1.5", "0.5"),
        ("Timeout", "-1", "2000"),
        ("Retries", "often", "1"),
        ("Limit", "0", "3"),
        ("Seed", "1.5", "42"),
    ];
    drive(RACE, async |page, _| {
        for (name, bad, good) in fields {
            page.fill("textbox", name, bad).await;
            let said = complaint(page, name).await;
            assert!(said.is_some_and(|text| text.len() > 10), "{name} = {bad}");
            page.fill("textbox", name, good).await;
            assert_eq!(complaint(page, name).await, None, "{name} = {good}");
        }
    });
}

#[test]
fn a_bad_value_is_ignored_and_the_race_runs_with_the_last_good_one() {
    let race = "?lang=en&experiment=race&codes=BR,CN,IN&server=local&strategy=as_completed\
                &max_workers=2&delay=200-400&error_rate=0&timeout=20000&seed=7";
    drive(race, async |page, _| {
        page.fill("textbox", "Max workers", "0").await;
        page.start().await;
        page.until_over().await;
        let run = page.export().await;
        assert_eq!(run["summary"]["ok"], 3);
        assert_eq!(run["summary"]["max_in_flight"], 2);
    });
}

#[test]
fn an_address_full_of_bad_values_opens_a_page_that_names_them() {
    let bad = "?lang=en&experiment=race&codes=1&limit=x&strategy=zen&max_workers=-1&server=local\
               &delay=9&delay=1-&error_rate=lots&timeout=0&retries=-2&seed=%00&nobody=knows";
    drive(bad, async |page, _| {
        page.find("button", "Start").await;
        for name in [
            "Codes or letters",
            "Limit",
            "Max workers",
            "Error rate",
            "Timeout",
            "Retries",
            "Seed",
        ] {
            assert!(complaint(page, name).await.is_some(), "{name}");
        }
    });
}

/// What the page complains of, in the order in which it does.
async fn complaints(page: &Page) -> Vec<String> {
    page.names("alert").await;
    let script = "return [...document.querySelectorAll('[role=alert]')].map((e) => e.textContent);";
    let said = page.read(script, Vec::new()).await;
    let said = said.as_array().cloned().unwrap_or_default();
    said.iter()
        .map(|text| text.as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_bad_value_without_a_control_is_told_too_on_every_screen() {
    // A name that is none, for every field but the experiment.
    let bad = "&codes=1&limit=x&strategy=x&max_workers=x&server=x&delay=x&error_rate=x&timeout=x\
               &retries=x&seed=x&kernel=x&jobs=x&size=x&where=x&workers=x&sizes=x&chunk=x&verbose=x\
               &lang=x&embed=x&autorun=x";
    drive("", async |page, server| {
        for experiment in ["race", "workers", "both", "transfer", "lessons", "open"] {
            page.goto(&format!("{}/?experiment={experiment}{bad}", server.local))
                .await;
            page.find("link", "Photofinish").await;
            let said = complaints(page).await;
            assert_eq!(said.len(), 21, "{experiment}: {said:#?}");
        }
        page.goto(&format!("{}/?experiment=foo&lang=fr", server.local))
            .await;
        page.find("button", "Start").await;
        let said = complaints(page).await;
        assert!(said[0].starts_with("experiment=foo "), "{said:?}");
        assert!(said[1].starts_with("lang=fr "), "{said:?}");
    });
}

#[test]
fn a_refused_character_is_named() {
    drive(RACE, async |page, _| {
        for (name, bad, named) in [
            ("Seed", "7§", "“§”"),
            ("Error rate", "25%", "“%”"),
            ("Delay", "100/200", "“/”"),
            ("Codes or letters", "BR|CN", "“BR|CN”"),
            ("Base address", "https://example.org/?x", "“?”"),
        ] {
            page.fill("textbox", name, bad).await;
            let said = complaint(page, name).await.unwrap_or_default();
            assert!(said.contains(named), "{name} = {bad}: {said}");
        }
    });
}

#[test]
fn an_own_address_is_shown_before_it_is_asked_and_without_its_scheme_told_how_to_write_it() {
    drive(RACE, async |page, server| {
        let bare = "127.0.0.1:9/flags";
        page.fill("textbox", "Base address", bare).await;
        let said = complaint(page, "Base address").await.unwrap_or_default();
        assert!(said.contains("write http://127.0.0.1:9/flags."), "{said}");

        let own = format!("{}/flags/{{}}/{{}}.svg", server.local);
        page.fill("textbox", "Base address", &own).await;
        let asked = page.client().find(Locator::Css(".asked")).await;
        let asked = asked.expect("what will be asked");
        let first = format!("Asks {}/flags/br/br.svg, and 1 more like it.", server.local);
        page.until_text(&asked, &first).await;
        let start = page.find("button", "Start").await;
        page.until(&start, "!element.disabled").await;
        page.press("Start").await;
        let export = page.find("button", "Export JSON").await;
        page.until(&export, "!element.disabled").await;
        let run = page.export().await;
        assert_eq!(run["config"]["server"], own);
        assert_eq!(run["summary"]["ok"], 2);
    });
}

#[test]
fn what_is_half_typed_is_never_used() {
    let race = "?lang=en&experiment=race&codes=BR,CN,IN&server=local&strategy=as_completed\
                &max_workers=2&delay=200-400&error_rate=0&timeout=20000&seed=7";
    drive(race, async |page, _| {
        for (name, typed) in [
            ("Max workers", "5000"),
            ("Error rate", "1.5"),
            ("Retries", "99"),
        ] {
            page.fill("textbox", name, typed).await;
        }
        let said = complaint(page, "Max workers").await.unwrap_or_default();
        assert!(said.ends_with("Using 2."), "{said}");
        page.start().await;
        page.until_over().await;
        let config = &page.export().await["config"];
        assert_eq!(config["max_workers"], 2);
        assert_eq!(config["error_rate"], 0.0);
        assert_eq!(config["retries"], 0);
    });
}

#[test]
fn what_other_keyboards_write_is_taken() {
    drive(RACE, async |page, _| {
        for (name, typed, shown) in [
            ("Codes or letters", "BR，CN、US", "BR,CN,US"),
            ("Delay", "１００ – １０００", "100-1000"),
            ("Max workers", "　１２", "12"),
        ] {
            page.fill("textbox", name, typed).await;
            let field = page.find("textbox", name).await;
            page.until(&field, &format!("element.value === {shown:?}"))
                .await;
            assert_eq!(complaint(page, name).await, None, "{name}");
        }
    });
}
