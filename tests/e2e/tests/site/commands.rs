//! Commands: found by typing and carried out whichever module is shown; the sheet of keys; the page for a projector.

use e2e::{Page, drive};
use fantoccini::Locator;

const RACE: &str = "?lang=en&experiment=race&codes=BR,CN,IN,US&server=delay&delay=50-400&error_rate=0&timeout=20000&seed=7";
const CTRL: &str = "\u{E009}";
const RELEASE: &str = "\u{E000}";
const ESCAPE: &str = "\u{E00C}";
const ENTER: &str = "\u{E007}";
const DOWN: &str = "\u{E015}";

/// Types keys where nothing has the focus.
async fn keys(page: &Page, keys: &str) {
    let body = page.client().find(Locator::Css("body")).await;
    page.keys(&body.expect("a page"), keys).await;
}

/// The name of the command that Enter would carry out.
async fn chosen(page: &Page) -> String {
    let script = "
        const field = document.querySelector('[role=combobox]');
        const option = document.getElementById(field.getAttribute('aria-activedescendant'));
        return option?.getAttribute('aria-selected') === 'true' ? option.firstChild.textContent : '';";
    let name = page.read(script, Vec::new()).await;
    name.as_str().expect("a text").to_owned()
}

/// What is offered.
async fn offered(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[role=option]')].map((option) => option.firstChild.textContent);";
    let names = page.read(script, Vec::new()).await;
    let names = names.as_array().expect("names").iter();
    names
        .map(|name| name.as_str().expect("a text").to_owned())
        .collect()
}

#[test]
fn a_command_is_found_by_typing_and_carried_out() {
    drive(RACE, async |page, _| {
        let start = page.find("button", "Start").await;
        page.until(&start, "!element.disabled").await;
        keys(page, &format!("{CTRL}k{RELEASE}")).await;
        let field = page.find("combobox", "Search the commands").await;
        page.until_focused(&field).await;
        let options = offered(page).await;
        // What cannot be done now is not offered.
        assert_eq!(options[0], "Start");
        assert!(
            !options.iter().any(|name| name.starts_with("Cancel")),
            "{options:?}"
        );
        page.keys(&field, "go to").await;
        page.until(
            &field,
            "document.querySelectorAll('[role=option]').length === 6",
        )
        .await;
        assert_eq!(chosen(page).await, "Go to Race");
        page.keys(&field, DOWN).await;
        page.until(
            &field,
            "element.getAttribute('aria-activedescendant') === 'do-workers'",
        )
        .await;
        assert_eq!(chosen(page).await, "Go to Workers");
        page.keys(&field, ESCAPE).await;
        page.until(&start, "!document.querySelector('dialog')")
            .await;

        // In a field Ctrl and K act all the same, and the run of the other module is started.
        let seed = page.find("textbox", "Seed").await;
        page.keys(&seed, &format!("{CTRL}k{RELEASE}")).await;
        let field = page.find("combobox", "Search the commands").await;
        page.keys(&field, &format!("start{ENTER}")).await;
        let export = page.find("button", "Export JSON").await;
        page.until(&export, "!element.disabled").await;
        let mut order = page.finish_order().await;
        order.sort();
        assert_eq!(order, ["BR", "CN", "IN", "US"]);
    });
}

#[test]
fn keys_are_told_can_be_switched_off_and_are_text_in_fields() {
    drive(RACE, async |page, _| {
        page.press("Keys and commands").await;
        let sheet = page.find("dialog", "Keys and commands").await;
        for text in ["Step forward", "→", "Ctrl K", "Presentation on or off"] {
            page.until_text(&sheet, text).await;
        }
        let switch = page
            .find("checkbox", "Keys without Ctrl act anywhere, and with a run")
            .await;
        switch.click().await.expect("it can be pressed");
        page.press("Close").await;
        let body = page.client().find(Locator::Css("body")).await;
        page.until(&body.expect("a page"), "!document.querySelector('dialog')")
            .await;
        keys(page, "p?").await;
        keys(page, &format!("{CTRL}k{RELEASE}")).await;
        page.find("dialog", "All commands").await;
        // Neither of the two keys before it did anything.
        assert_eq!(page.names("dialog").await, ["All commands"]);
        let is_shown_whole = "return !!document.querySelector('.top');";
        assert_eq!(page.read(is_shown_whole, Vec::new()).await, true);
    });
}

#[test]
fn a_key_shows_the_page_as_for_a_projector_and_as_it_was() {
    drive(RACE, async |page, _| {
        let start = page.find("button", "Start").await;
        page.until(&start, "!element.disabled").await;
        let codes = page.find("textbox", "Codes or letters").await;
        page.keys(&codes, "p?").await;
        page.find("link", "Workers").await;
        keys(page, "p").await;
        let body = page.client().find(Locator::Css("body")).await;
        let body = body.expect("a page");
        page.until(&body, "!document.querySelector('.top') && document.documentElement.hasAttribute('data-embed')").await;
        page.until(&body, "location.search.includes('embed=1')")
            .await;
        keys(page, "p").await;
        page.find("link", "Workers").await;
        page.until(&body, "!location.search.includes('embed=1')")
            .await;
        keys(page, "?").await;
        page.find("dialog", "Keys and commands").await;
    });
}
