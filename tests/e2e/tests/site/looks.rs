//! How the page looks: where the inspector opens, and whether pictures are sharp.

use e2e::{Page, drive, reference};
use serde_json::{Value, json};

const RACE: &str = "?lang=en&experiment=race&codes=pop20&server=local&strategy=as_completed\
                    &max_workers=20&delay=100-400&error_rate=0&timeout=20000&seed=7";
const WORKERS: &str =
    "?lang=en&experiment=workers&where=pool&workers=2&kernel=primes&jobs=40&size=9";
const BOTH: &str = "?lang=en&experiment=both&server=local&codes=BR,CN,DE,US&max_workers=2\
                    &workers=1&kernel=primes&jobs=4&size=5";
const LESSONS: &str = "?lang=en&experiment=lessons&autorun=1";

/// A laptop, a phone, and the largest and the smallest that the page is made for.
const WINDOWS: [(u32, u32); 4] = [(1280, 720), (390, 844), (1440, 900), (360, 640)];

/// Runs, however short that is.
async fn run(page: &Page) {
    page.press("Start").await;
    let export = page.find("button", "Export JSON").await;
    page.until(&export, "!element.disabled").await;
}

/// Takes note of where the next click goes.
const WATCH: &str = "
    addEventListener('click', (event) => { window.clicked = [event.clientX, event.clientY]; }, { capture: true, once: true });
";

/// What the panel looks like, where it is, and what now lies where the last click went.
const LOOK: &str = "
    const panel = arguments[0], style = getComputedStyle(panel), place = panel.getBoundingClientRect();
    const isInside = ({ top, left, bottom, right }) => top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
    return {
        position: style.position,
        overflow: style.overflowY,
        icon: panel.querySelector('header svg').getBoundingClientRect().width,
        inside: isInside(place),
        width: place.width,
        place: JSON.stringify(place),
        clicked: document.elementFromPoint(...window.clicked).tagName,
    };
";

/// Opens the inspector by a click on this and looks at it, in every window.
async fn expect_inspector_in_sight(page: &Page, selector: &str) {
    for (width, height) in WINDOWS {
        page.resize(width, height).await;
        // Not by their roles: on a page of so many elements that takes seconds, each time.
        let chosen = page.find_css(selector).await;
        // As one scrolls: what lies below the fixed buttons is in the window, and cannot be clicked.
        page.scroll_to(&chosen).await;
        page.read(WATCH, Vec::new()).await;
        chosen.click().await.expect("choose it");
        page.until(&chosen, "document.querySelector('#inspector')")
            .await;
        let panel = page.find_css("#inspector").await;
        let look = page.read(LOOK, vec![reference(&panel)]).await;
        let at = format!("{selector} at {width} × {height}: {look}");
        assert!(
            ["fixed", "sticky"].contains(&text(&look, "position")),
            "{at}"
        );
        assert_eq!(text(&look, "overflow"), "auto", "{at}");
        assert!(look["icon"].as_f64().unwrap() < 40.0, "{at}");
        assert!(look["width"].as_f64().unwrap() > 200.0, "{at}");
        assert_eq!(look["inside"], true, "{at}");
        assert_ne!(
            text(&look, "clicked"),
            "SECTION",
            "hidden by what it opens: {at}"
        );
        let close = page.find_css("#inspector .quiet").await;
        let closed = close.click().await;
        closed.expect("close it");
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

#[test]
fn the_inspector_of_a_race_opens_where_one_looks() {
    drive(RACE, async |page, _| {
        run(page).await;
        expect_inspector_in_sight(page, ".lanes canvas").await;
    });
}

#[test]
fn the_inspector_of_a_job_opens_where_one_looks() {
    drive(WORKERS, async |page, _| {
        run(page).await;
        page.find("listbox", "Timeline").await;
        // The first bar; between two bars there is nothing to look at.
        page.find("listbox", "Timeline")
            .await
            .send_keys("\u{E011}")
            .await
            .expect("choose the first job");
        let panel = page.find("region", "Inspector").await;
        page.until_text(&panel, "started on worker").await;
        page.until_text(&panel, "state=finished").await;
        for (width, height) in WINDOWS {
            page.resize(width, height).await;
            page.read("window.clicked = [0, 0];", Vec::new()).await;
            let look = page.read(LOOK, vec![reference(&panel)]).await;
            assert_eq!(look["inside"], true, "at {width} × {height}: {look}");
            assert_eq!(text(&look, "overflow"), "auto", "{look}");
        }
        page.press("Close").await;
        let jobs = page.find("listbox", "Timeline").await;
        page.until(&jobs, "element === document.activeElement")
            .await;
    });
}

#[test]
fn the_inspector_of_a_fetch_beside_jobs_opens_by_click_and_by_key() {
    drive(BOTH, async |page, _| {
        run(page).await;
        expect_inspector_in_sight(page, ".lanes.fetches canvas").await;
        let fetches = page.find("listbox", "Fetches").await;
        // The first of them, and the one below it.
        page.keys(&fetches, "\u{E011}\u{E015}").await;
        let panel = page.find("region", "Inspector").await;
        page.until_text(&panel, "CN").await;
        page.until_text(&panel, "Waiting for the server").await;
        page.until(
            &fetches,
            "element.ariaActiveDescendantElement?.textContent.startsWith('CN')",
        )
        .await;
        page.press("Close").await;
        page.until(&fetches, "element === document.activeElement")
            .await;
    });
}

#[test]
fn the_inspector_of_a_lesson_opens_where_one_looks() {
    drive(LESSONS, async |page, _| {
        let first = page.find("button", "Inspect f1").await;
        page.until(
            &first,
            "document.querySelectorAll('.futures li').length === 5",
        )
        .await;
        expect_inspector_in_sight(page, "#f1").await;
    });
}

#[test]
fn pictures_stay_sharp_when_the_pixels_of_the_screen_change() {
    // The driver changes the pixels, but does not tell the page as a browser does: the test has to.
    let watch = "
        const { matchMedia } = window;
        window.matchMedia = (query) => {
            const list = matchMedia.call(window, query);
            if (query.includes('resolution')) window.asked = list;
            return list;
        };
    ";
    let tell = "
        const { asked } = window;
        if (asked.matches) throw new Error('nothing has changed');
        asked.dispatchEvent(new Event('change'));
        return asked.media;
    ";
    drive(RACE, async |page, server| {
        page.before_all(watch).await;
        page.goto(&format!("{}/{RACE}", server.local)).await;
        page.resize(1280, 900).await;
        run(page).await;
        let export = page.find("button", "Export JSON").await;
        for pixels in [2.0, 1.5, 1.0, 3.0] {
            page.screen(1280, 900, pixels).await;
            page.read(tell, Vec::new()).await;
            let is_sharp = "[...document.querySelectorAll('main canvas')].every((canvas) => \
                            canvas.width === Math.round(canvas.clientWidth * devicePixelRatio))";
            page.until(&export, is_sharp).await;
            let ratio = page.read("return devicePixelRatio;", Vec::new()).await;
            assert_eq!(ratio.as_f64(), Some(pixels));
        }
    });
}

#[test]
fn in_a_frame_nothing_scrolls_but_the_page() {
    let scrolling = "
        const scrolls = ({ scrollHeight, clientHeight }) => clientHeight > 0 && scrollHeight > clientHeight + 2;
        const within = [...document.body.querySelectorAll('*')]
            .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowY) && scrolls(element));
        const { clientWidth, scrollWidth } = document.documentElement;
        return [...within.map(({ className }) => className), ...(scrollWidth > clientWidth ? ['sideways'] : [])];
    ";
    let many = "?lang=en&experiment=race&codes=all&server=local&max_workers=30";
    let three = format!("{many}&strategy=compare");
    for experiment in [RACE, BOTH, "?lang=en&experiment=both", many, &three] {
        drive(&format!("{experiment}&embed=1"), async |page, _| {
            run(page).await;
            let start = page.find("button", "Start").await;
            for (width, height) in [(960, 540), (1280, 720), (1920, 1080)] {
                page.screen(width, height, 1.0).await;
                page.until(&start, &format!("innerWidth === {width}")).await;
                let found = page.read(scrolling, Vec::new()).await;
                let at = format!("{experiment} at {width} × {height}: {found}");
                assert_eq!(found.as_array().map(Vec::len), Some(0), "{at}");
            }
        });
    }
}

#[test]
fn on_paper_a_run_is_one_page() {
    let both = "?experiment=both&server=local&delay=20-80";
    for query in [RACE, both, "?experiment=workers"] {
        for lang in ["en", "zh"] {
            drive(
                &format!("{}&lang={lang}", query.replace("lang=en&", "")),
                async |page, _| {
                    for does in ["start", "export"] {
                        let button = page.find_css(&format!("[data-does={does}]")).await;
                        page.until(&button, "!element.disabled").await;
                        if does == "start" {
                            page.tap(&button).await;
                        }
                    }
                    let a4 = json!({"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true});
                    let printed = page.devtools("Page.printToPDF", a4).await;
                    let pages = "return atob(arguments[0]).match(/\\/Type\\s*\\/Page\\b/g).length;";
                    let pages = page.read(pages, vec![printed["data"].clone()]).await;
                    assert_eq!(pages, 1, "{query} in {lang}");
                },
            );
        }
    }
}
