//! Bad input: said next to the field, and ignored.

use e2e::{Page, drive};

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
