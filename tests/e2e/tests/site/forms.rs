//! The panel of the settings as one uses it: Start in sight and where it was, keys, sliders, lists.

use e2e::{Page, Server, drive};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

/// From a small phone to a projector.
const SIZES: [(u32, u32); 9] = [
    (360, 640),
    (390, 844),
    (844, 390),
    (800, 600),
    (1024, 600),
    (1024, 768),
    (1280, 720),
    (1440, 900),
    (1920, 1080),
];

/// Experiments with Start, each with its text fields and settings whose run goes on until it is cancelled.
const SCREENS: [(&str, &str, &[&str]); 4] = [
    (
        "race",
        "&delay=30000-30000&timeout=60000",
        &[
            "Codes or letters",
            "Base address",
            "Max workers",
            "Delay",
            "Error rate",
            "Timeout",
            "Retries",
            "Limit",
            "Seed",
        ],
    ),
    (
        "both",
        "&delay=30000-30000&timeout=60000&workers=1&kernel=primes&jobs=1&size=5",
        &[
            "Codes or letters",
            "Base address",
            "Max workers",
            "Workers",
            "Jobs",
            "Size",
            "Delay",
            "Error rate",
            "Timeout",
            "Retries",
            "Limit",
            "Seed",
        ],
    ),
    (
        "workers",
        "&workers=1&jobs=64&size=8000",
        &["Jobs", "Size", "Workers", "Timeout"],
    ),
    ("transfer", "", &["Jobs per message"]),
];

/// A bad value for every field that has a control somewhere.
const BAD: &str = "&limit=x&strategy=x&max_workers=x&delay=x&error_rate=x&timeout=x&retries=x&seed=x\
                   &kernel=x&jobs=x&size=x&where=x&workers=x&sizes=x&chunk=x";

fn address(server: &Server, experiment: &str, settings: &str) -> String {
    let own = &server.local;
    format!("{own}/?lang=en&experiment={experiment}&codes=A,B&server={own}/flags{settings}")
}

/// Where Start and Cancel are, once both are seen to be in the window with nothing over them.
async fn places(page: &Page, when: &str) -> Value {
    let script = "
        const buttons = [...document.querySelectorAll('.actions button')];
        return buttons.map((button) => {
            const { left, top, right, bottom } = button.getBoundingClientRect();
            const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
            return inside && there === button ? [left, top, right, bottom] : null;
        });";
    let places = page.read(script, Vec::new()).await;
    let found: Vec<_> = places.as_array().into_iter().flatten().collect();
    assert_eq!(found.len(), 2, "{when}");
    assert!(
        found.iter().all(|place| !place.is_null()),
        "{when}: {places}"
    );
    places
}

async fn scroll(page: &Page, to: &str) {
    page.read(&format!("scrollTo(0, {to});"), Vec::new()).await;
}

#[test]
fn start_and_cancel_are_in_sight_and_no_complaint_moves_them() {
    drive("", async |page, server| {
        let mut known: Vec<&str> = SCREENS.map(|(experiment, ..)| experiment).to_vec();
        known.extend(["lessons", "open"]);
        let mut screens = page.screens().await;
        known.sort_unstable();
        screens.sort_unstable();
        assert_eq!(screens, known);
        for (experiment, settings, _) in SCREENS {
            let mut before = Vec::new();
            for bad in ["", BAD] {
                let all = format!("{settings}{bad}");
                page.goto(&address(server, experiment, &all)).await;
                page.find("button", "Start").await;
                for (at, (width, height)) in SIZES.into_iter().enumerate() {
                    let when = format!("{experiment}{bad} in {width} × {height}");
                    page.resize(width, height).await;
                    let now = places(page, &when).await;
                    scroll(page, "1e6").await;
                    places(page, &format!("{when}, at the end")).await;
                    scroll(page, "0").await;
                    match before.get(at) {
                        None => before.push(now),
                        Some(before) => assert_eq!(*before, now, "{when}"),
                    }
                }
            }
        }
    });
}

/// Types a bad value into each text field of a screen and presses Start with the mouse.
fn first_press((experiment, settings, fields): (&str, &str, &[&str])) {
    drive("", async |page, server| {
        page.goto(&address(server, experiment, settings)).await;
        page.find("button", "Start").await;
        for (nth, name) in fields.iter().enumerate() {
            let (width, height) = [(1280, 720), (1024, 768), (1440, 900)][nth % 3];
            page.resize(width, height).await;
            let field = page.find("textbox", name).await;
            page.replace(&field, "x!").await;
            let before = places(page, name).await;
            page.start().await;
            page.until(&field, "element.ariaInvalid === 'true'").await;
            assert_eq!(places(page, name).await, before, "{experiment}: {name}");
            page.press("Cancel").await;
            page.until_over().await;
        }
    });
}

#[test]
fn the_first_press_starts_a_race_whatever_was_just_typed() {
    first_press(SCREENS[0]);
}

#[test]
fn the_first_press_starts_flags_and_jobs_whatever_was_just_typed() {
    first_press(SCREENS[1]);
}

#[test]
fn the_first_press_starts_jobs_whatever_was_just_typed() {
    first_press(SCREENS[2]);
}

#[test]
fn the_first_press_starts_passing_data_whatever_was_just_typed() {
    first_press(SCREENS[3]);
}

#[test]
fn a_complaint_does_not_take_the_click_from_what_is_below_it() {
    drive("", async |page, server| {
        page.goto(&address(server, "race", "")).await;
        page.resize(1280, 1000).await;
        let field = page.find("textbox", "Max workers").await;
        page.keys(&field, "x").await;
        let verbose = page.find("checkbox", "Verbose log").await;
        verbose.click().await.expect("a click");
        page.until(&verbose, "element.checked").await;
        page.until(&field, "element.ariaInvalid === 'true'").await;
    });
}

#[test]
fn enter_in_a_field_starts_with_what_was_typed() {
    drive("", async |page, server| {
        let settings = "&delay=200-400&seed=7&limit=3";
        page.goto(&address(server, "race", settings)).await;
        let field = page.find("textbox", "Max workers").await;
        let start = page.find("button", "Start").await;
        page.replace(&field, "7").await;
        page.until(&start, "!element.disabled").await;
        let enter = async || page.keys(&field, &Key::Enter.to_string()).await;
        page.begin(&start, enter).await;
        page.until_focused(&field).await;
        page.until_over().await;
        assert_eq!(page.export().await["config"]["max_workers"], 7);
    });
}

#[test]
fn enter_during_a_run_sets_the_number_at_once() {
    drive("", async |page, server| {
        let settings = "&delay=30000-30000&timeout=60000&max_workers=2";
        page.goto(&address(server, "race", settings)).await;
        page.start().await;
        let field = page.find("textbox", "Max workers").await;
        page.replace(&field, &format!("9{}", char::from(Key::Enter)))
            .await;
        let slider = page.find("slider", "Max workers, slider").await;
        page.until(&slider, "element.ariaValueText === '9'").await;
        page.press("Cancel").await;
        page.until_over().await;
    });
}

#[test]
fn a_key_that_started_a_run_pressed_again_does_not_cancel_it() {
    drive("", async |page, server| {
        let [enter, tab] = [Key::Enter, Key::Tab].map(|key| key.to_string());
        let settings = "&delay=60000-60000&timeout=90000&seed=7&limit=3";
        page.goto(&address(server, "race", settings)).await;
        let start = page.find("button", "Start").await;
        let cancel = page.find("button", "Cancel").await;
        let buttons = page.find("group", "Start · Cancel").await;
        page.until(&start, "!element.disabled").await;
        page.keys(&start, &enter).await;
        page.until_focused(&buttons).await;
        page.keys_here(&enter).await;
        // Space holds the picture, as it does wherever no button has the focus.
        page.find("button", "Pause").await;
        page.keys_here(" ").await;
        page.find("button", "Play").await;
        page.until(&cancel, "!element.disabled").await;

        // Cancel is one key away, and the same key again starts nothing.
        page.keys_here(&tab).await;
        page.until_focused(&cancel).await;
        page.keys_here(&enter).await;
        page.until_over().await;
        page.until_focused(&buttons).await;
        page.keys_here(&enter).await;
        page.until(&start, "!element.disabled").await;
        assert_eq!(page.export().await["summary"]["cancelled"], 3);
        page.keys_here(&tab).await;
        page.until_focused(&start).await;
    });
}

#[test]
fn each_press_of_a_key_moves_a_slider_by_one_step_and_is_told() {
    drive("", async |page, server| {
        page.goto(&address(server, "race", "&max_workers=1")).await;
        let slider = page.find("slider", "Max workers, slider").await;
        let field = page.find("textbox", "Max workers").await;
        let right = Key::Right.to_string();
        for told in ["2", "3", "4"] {
            page.keys(&slider, &right).await;
            page.until(&slider, &format!("element.ariaValueText === '{told}'"))
                .await;
            page.until(&field, &format!("element.value === '{told}'"))
                .await;
        }
        page.goto(&address(server, "transfer", "&chunk=1")).await;
        let slider = page.find("slider", "Jobs per message, slider").await;
        for told in ["2", "4", "8"] {
            page.keys(&slider, &right).await;
            page.until(&slider, &format!("element.ariaValueText === '{told}'"))
                .await;
        }
    });
}

async fn choose(page: &Page, list: &str, option: &str) -> Element {
    let list = page.find("combobox", list).await;
    list.select_by_label(option).await.expect("an option");
    list
}

#[test]
fn lists_show_what_holds_after_the_other_gave_way() {
    drive("", async |page, server| {
        page.goto(&address(server, "transfer", "")).await;
        let smallest = choose(page, "Smallest", "2 KiB").await;
        choose(page, "Smallest", "64 MiB").await;
        choose(page, "Largest", "2 KiB").await;
        page.until(&smallest, "element.value === '2048'").await;
        let largest = choose(page, "Smallest", "1 MiB").await;
        page.until(&largest, "element.value === '1048576'").await;
        let largest = page.find("combobox", "Largest").await;
        page.until(&largest, "element.value === '1048576'").await;
        let query = page.read("return location.search;", Vec::new()).await;
        assert!(
            query
                .as_str()
                .is_some_and(|query| query.contains("sizes=1048576-1048576"))
        );
    });
}

#[test]
fn tabs_keep_settings_and_language() {
    drive("", async |page, server| {
        let address = format!("{}/?lang=zh&seed=7&codes=BR&limit=3", server.local);
        page.goto(&address).await;
        for tab in ["worker 池", "竞速"] {
            let link = page.find("link", tab).await;
            link.click().await.expect("follow the tab");
            // The module that draws this screen is there: the tabs are its own from now on.
            page.find("button", "开始").await;
        }
        let seed = page.find("textbox", "种子").await;
        page.until(&seed, "element.value === '7'").await;
        let lang = page
            .read("return document.documentElement.lang;", Vec::new())
            .await;
        assert_eq!(lang, json!("zh-CN"));
    });
}
