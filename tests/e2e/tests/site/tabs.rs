//! One page, many screens: a tab changes the page without loading it anew, and what one leaves is there
//! when one comes back.

use e2e::{Page, StaticHost, drive, drive_at};
use serde_json::{Value, json};

const RACE: &str = "?lang=en&codes=BR,CN,IN&server=local&strategy=as_completed&max_workers=3\
                    &delay=300-600&error_rate=0&timeout=20000&kernel=primes&jobs=6&size=7&workers=2";

/// Marks the page, so that one that is loaded anew is seen to be another.
const MARK: &str = "window.marked = true;";

async fn mark(page: &Page) {
    page.read(MARK, Vec::new()).await;
}

/// That the page is still the one that was marked, and what it shows is called this, in every way.
async fn is_still(page: &Page, title: &str) {
    let script = "
        const titles = [...document.querySelectorAll('h1')];
        const current = document.querySelector('.tab[aria-current]');
        return [window.marked === true, titles.length, titles[0]?.textContent, current?.textContent,
                document.title.split(' · ')[0]];
    ";
    let seen = page.read(script, Vec::new()).await;
    assert_eq!(seen, json!([true, 1, title, title, title]));
}

/// Goes to another screen by its tab, until that has the focus.
async fn go(page: &Page, tab: &str) {
    let link = page.find("link", tab).await;
    link.click().await.expect("the tab can be pressed");
    arrived(page, tab).await;
    is_still(page, tab).await;
}

/// Waits until the screen of this title is drawn, by whichever module, and its title has the focus.
async fn arrived(page: &Page, title: &str) {
    // No change of the document tells of the focus, so it is asked for with every frame.
    let script = "
        const [title, done] = arguments;
        const look = () => {
            const { tagName, textContent } = document.activeElement;
            const isThere = tagName === 'H1' && textContent === title && document.querySelector('.panel');
            if (isThere) done(); else requestAnimationFrame(look);
        };
        look();
    ";
    let arrived = page.client().execute_async(script, vec![title.into()]);
    let arrived = arrived.await;
    arrived.unwrap_or_else(|error| panic!("never at {title}: {error}"));
}

async fn exported(page: &Page) -> Value {
    let export = page.find("button", "Export JSON").await;
    page.until(&export, "!element.disabled").await;
    page.export().await
}

async fn address(page: &Page) -> String {
    let search = page.read("return location.search;", Vec::new()).await;
    search.as_str().unwrap_or_default().to_owned()
}

#[test]
fn what_one_leaves_is_there_when_one_comes_back() {
    drive(RACE, async |page, _| {
        page.run_through(&["BR", "CN", "IN"]).await;
        let (race, order) = (page.export().await, page.finish_order().await);
        mark(page).await;
        go(page, "Workers").await;
        page.press("Start").await;
        let jobs = exported(page).await;
        assert_eq!(jobs["summary"]["ok"], 6);
        go(page, "Passing data").await;
        go(page, "Race").await;
        assert_eq!(page.finish_order().await, order);
        assert_eq!(page.export().await["futures"], race["futures"]);
        let findings = page.items("What happened").await;
        assert!(!findings.is_empty());
        go(page, "Workers").await;
        assert_eq!(page.export().await["futures"], jobs["futures"]);
        // The inspector looks at a future of the run that was left.
        let rows = page.find("listbox", "Timeline").await;
        page.keys(&rows, "\u{E011}").await;
        let inspector = page.find("region", "Inspector").await;
        page.until_text(&inspector, "state=finished").await;
        // No worker is kept awake for a run that is over.
        let locks = "
            const done = arguments[arguments.length - 1];
            navigator.locks.query().then(({ held }) => done(held.length));
        ";
        let held = page.client().execute_async(locks, Vec::new()).await;
        assert_eq!(held.expect("locks are told"), json!(0));
    });
}

#[test]
fn back_and_forward_go_from_screen_to_screen() {
    drive(RACE, async |page, _| {
        page.run_through(&["BR", "CN", "IN"]).await;
        mark(page).await;
        go(page, "Workers").await;
        page.fill("textbox", "Jobs", "12").await;
        go_to_lessons(page).await;
        for (step, title) in [
            ("back", "Workers"),
            ("back", "Race"),
            ("forward", "Workers"),
            ("forward", "What a future is"),
            ("back", "Workers"),
        ] {
            page.read(&format!("history.{step}();"), Vec::new()).await;
            arrived(page, title).await;
        }
        is_still(page, "Workers").await;
        let jobs = page.find("textbox", "Jobs").await;
        page.until(&jobs, "element.value === '12'").await;
        assert!(address(page).await.contains("jobs=12"));
        go(page, "Race").await;
        assert_eq!(page.finish_order().await.len(), 3);
    });
}

#[test]
fn settings_language_and_theme_are_those_of_the_whole_page() {
    drive(RACE, async |page, _| {
        page.find("button", "Start").await;
        mark(page).await;
        page.fill("textbox", "Seed", "7").await;
        go(page, "Workers").await;
        page.fill("textbox", "Jobs", "12").await;
        page.press("中文").await;
        page.press("主题：跟随系统").await;
        let race = page.find("link", "竞速").await;
        race.click().await.expect("the tab can be pressed");
        arrived(page, "竞速").await;
        page.find("button", "开始").await;
        let seed = page.find("textbox", "种子").await;
        page.until(&seed, "element.value === '7'").await;
        page.find("button", "主题：浅色").await;
        for part in ["lang=zh", "seed=7", "jobs=12"] {
            assert!(address(page).await.contains(part), "{part}");
        }
        // And what is loaded anew is what was shown.
        page.client().refresh().await.expect("it is loaded anew");
        let seed = page.find("textbox", "种子").await;
        page.until(&seed, "element.value === '7'").await;
        page.find("button", "主题：浅色").await;
        let workers = page.find("link", "worker 池").await;
        workers.click().await.expect("the tab can be pressed");
        let jobs = page.find("textbox", "任务数").await;
        page.until(&jobs, "element.value === '12'").await;
    });
}

#[test]
fn a_run_that_one_leaves_goes_on_and_nothing_else_starts_meanwhile() {
    let slow = RACE.replace("delay=300-600", "delay=20000-20000");
    drive(&slow, async |page, _| {
        page.start().await;
        mark(page).await;
        go(page, "Workers").await;
        let start = page.find("button", "Start").await;
        page.until(&start, "element.disabled").await;
        let panel = page.find("form", "Settings").await;
        page.until_text(&panel, "Race is still running").await;
        // The way to it is beside the sentence.
        let running = page.read(
            "return document.querySelector('.busy a').href === document.querySelector('.tab').href;",
            Vec::new(),
        );
        assert_eq!(running.await, true);
        go(page, "Race").await;
        let cancel = page.find("button", "Cancel").await;
        page.until(&cancel, "!element.disabled").await;
        page.press("Cancel").await;
        assert_eq!(exported(page).await["summary"]["cancelled"], 3);
        go(page, "Workers").await;
        page.press("Start").await;
        assert_eq!(exported(page).await["summary"]["ok"], 6);
    });
}

#[test]
fn a_run_that_ends_unseen_has_its_result() {
    // Long enough to be seen going on from the other screen.
    let race = RACE.replace("delay=300-600", "delay=3000");
    drive(&race, async |page, _| {
        page.start().await;
        mark(page).await;
        go(page, "Workers").await;
        // Told by the other module as soon as it is over; the note that something runs goes, the button stays.
        let start = page.find("button", "Start").await;
        page.until(&start, "!element.disabled").await;
        go(page, "Race").await;
        assert_eq!(page.export().await["summary"]["ok"], 3);
        let order = page.finish_order().await;
        assert_eq!(order.len(), 3);
    });
}

#[test]
fn a_screen_that_is_not_shown_asks_for_no_frames() {
    let count = "
        const { requestAnimationFrame } = window;
        window.asked = 0;
        window.frame = (act) => requestAnimationFrame.call(window, act);
        window.requestAnimationFrame = (act) => { window.asked++; return window.frame(act); };
    ";
    drive(RACE, async |page, server| {
        page.before_all(count).await;
        page.goto(&format!("{}/{RACE}", server.local)).await;
        page.run_through(&["BR", "CN", "IN"]).await;
        mark(page).await;
        // This one has a clock, which asks for every frame; then one without.
        go(page, "Workers").await;
        go(page, "Passing data").await;
        let asked = "
            const done = arguments[arguments.length - 1];
            let frames = 0;
            const look = () => {
                if (frames++ === 20) window.asked = 0;
                if (frames > 40) done(window.asked); else window.frame(look);
            };
            look();
        ";
        let asked = page.client().execute_async(asked, Vec::new()).await;
        assert_eq!(asked.expect("frames come"), json!(0));
    });
}

#[test]
fn a_module_that_does_not_come_is_told_and_tried_again() {
    let host = StaticHost::start("photofinish");
    for missing in ["lab_simd.js", "lab_simd_bg.wasm"] {
        host.behave(|manners| manners.fails = Some((missing, 503)));
        drive_at(&format!("{}{RACE}", host.address), async |page| {
            page.find("button", "Start").await;
            mark(page).await;
            let link = page.find("link", "Workers").await;
            link.click().await.expect("the tab can be pressed");
            let told = page.find_role("alert").await;
            page.until_text(&told, "could not be loaded").await;
            is_still(page, "Workers").await;
            // The rest of the page is still there.
            go(page, "Race").await;
            let link = page.find("link", "Workers").await;
            link.click().await.expect("the tab can be pressed");
            let told = page.find_role("alert").await;
            page.until_text(&told, "could not be loaded").await;
            host.behave(|manners| manners.fails = None);
            page.press("Try again").await;
            page.find("button", "Start").await;
            page.press("Start").await;
            assert_eq!(exported(page).await["summary"]["ok"], 6);
            go(page, "Race").await;
            page.find("button", "Start").await;
        });
    }
}

#[test]
fn without_a_network_every_screen_comes_once_the_site_is_kept() {
    let host = StaticHost::start("photofinish");
    drive_at(&format!("{}{RACE}", host.address), async |page| {
        let foot = page.find_role("contentinfo").await;
        page.until_text(&foot, "Ready for offline use").await;
        host.stop();
        mark(page).await;
        go(page, "Workers").await;
        page.press("Start").await;
        assert_eq!(exported(page).await["summary"]["ok"], 6);
        // What one module has learnt of the site the other knows.
        let foot = page.find_role("contentinfo").await;
        page.until_text(&foot, "Ready for offline use").await;
    });
}

#[test]
fn with_a_key_or_another_button_a_tab_is_a_link_like_any_other() {
    let click = "
        const [link, init] = arguments;
        let prevented;
        const listener = (event) => { prevented = event.defaultPrevented; event.preventDefault(); };
        for (const name of ['click', 'auxclick']) addEventListener(name, listener);
        const name = init.button ? 'auxclick' : 'click';
        link.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true, ...init }));
        for (const name of ['click', 'auxclick']) removeEventListener(name, listener);
        return prevented;
    ";
    drive(RACE, async |page, _| {
        let link = page.find("link", "Workers").await;
        for (init, is_ours) in [
            (json!({"ctrlKey": true}), false),
            (json!({"metaKey": true}), false),
            (json!({"shiftKey": true}), false),
            (json!({"button": 1}), false),
            (json!({}), true),
        ] {
            let prevented = page.read(click, vec![e2e::reference(&link), init.clone()]);
            assert_eq!(prevented.await, is_ours, "{init}");
        }
        arrived(page, "Workers").await;
    });
}

#[test]
fn a_lesson_has_settings_of_its_own_and_leaves_those_of_other_screens_alone() {
    drive(RACE, async |page, _| {
        page.run_through(&["BR", "CN", "IN"]).await;
        mark(page).await;
        go_to_lessons(page).await;
        let lesson = page.find_css(".lesson-list a[href*='lesson=3']").await;
        lesson.click().await.expect("open it");
        arrived(page, "map keeps the order").await;
        page.find("group", "Question").await;
        page.read("history.back();", Vec::new()).await;
        arrived(page, "What a future is").await;
        page.read("history.back();", Vec::new()).await;
        arrived(page, "Race").await;
        is_still(page, "Race").await;
        assert_eq!(page.finish_order().await.len(), 3);
    });
}

async fn go_to_lessons(page: &Page) {
    let link = page.find("link", "Lessons").await;
    link.click().await.expect("the tab can be pressed");
    arrived(page, "What a future is").await;
}
