//! What those need who do not see the page, or do not use a mouse.

use e2e::{Page, drive};

/// Everything that is wrong with the page as it stands, each as a sentence.
const FAULTS: &str = "
    const faults = [];
    const all = (selector) => [...document.querySelectorAll(selector)];
    const what = (element) => element.outerHTML.slice(0, 120);

    const titles = all('h1').length;
    if (titles !== 1) faults.push(`${titles} h1`);
    if (!document.title || !document.documentElement.lang) faults.push('no title or no language');

    const ids = all('[id]').map((element) => element.id);
    for (const id of ids.filter((id, index) => ids.indexOf(id) !== index)) faults.push(`#${id} is there twice`);

    const mentions = ['aria-activedescendant', 'aria-labelledby', 'aria-describedby', 'aria-controls'];
    for (const name of mentions) for (const element of all(`[${name}]`)) {
        for (const id of element.getAttribute(name).split(' ')) {
            if (!document.getElementById(id)) faults.push(`${name} names #${id}, which is not there: ${what(element)}`);
        }
    }

    const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex=\"0\"]';
    for (const element of all('#app *')) {
        const style = getComputedStyle(element);
        const scrolls = ['auto', 'scroll'].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
        if (!scrolls || element.clientHeight === 0 || style.visibility === 'hidden') continue;
        const isReached = element.matches(focusable) || element.querySelector(focusable);
        if (!isReached) faults.push(`scrolls, and no key reaches it: ${what(element)}`);
    }

    // Two texts side by side in one line or one name, with nothing between them, are read as one word.
    // Chinese has nothing between its words.
    const ends = /[^\\P{L}\\p{Script=Han}]$|\\p{N}$/u, begins = /^[^\\P{L}\\p{Script=Han}]|^\\p{N}/u;
    for (const element of all('p, li, h1, h2, h3, label, button, a, dt, dd, th, td, figcaption, legend, option')) {
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        let before = null;
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (before && before.parentNode !== text.parentNode && ends.test(before.data) && begins.test(text.data)) {
                faults.push(`${JSON.stringify(before.data + text.data)} runs together: ${what(element)}`);
            }
            before = text;
        }
    }

    for (const element of all('button, a[href], input, select, [role]')) {
        // What is folded away has no box, and no name either.
        const isHidden = element.closest('[aria-hidden=\"true\"]') || !element.checkVisibility();
        const needsName = !['none', 'presentation', 'status', 'alert'].includes(element.getAttribute('role'));
        if (!isHidden && needsName && !element.computedName) faults.push(`has no name: ${what(element)}`);
    }
    return faults;
";

async fn expect_none(page: &Page, when: &str) {
    let faults = page.read(FAULTS, Vec::new()).await;
    let faults = faults.as_array().expect("a list").clone();
    assert!(faults.is_empty(), "{when}: {faults:#?}");
}

/// The screen of this query, before a run, after it, with the table, and with something chosen.
fn everyone_can_use(query: &str, chooses: bool) {
    drive(&format!("?lang=en&{query}"), async |page, _| {
        page.find("button", "Start").await;
        expect_none(page, "before a run").await;
        page.press("Start").await;
        let export = page.find("button", "Export JSON").await;
        page.until(&export, "!element.disabled").await;
        expect_none(page, "after it").await;
        page.press("As a table").await;
        page.until(&export, "document.querySelector('.table-scroll')")
            .await;
        expect_none(page, "with its table").await;
        if chooses {
            let lanes = page.find_css("[role=listbox]").await;
            lanes.send_keys("\u{E015}").await.expect("choose a lane");
            page.until(&export, "document.querySelector('#inspector')")
                .await;
            expect_none(page, "with the inspector").await;
        }
    });
}

#[test]
fn a_race_of_all_strategies() {
    everyone_can_use(
        "experiment=race&codes=pop20&server=local&strategy=compare&max_workers=20\
         &delay=10-60&error_rate=0.2&timeout=20000&seed=7&verbose=1",
        true,
    );
}

#[test]
fn workers() {
    everyone_can_use(
        "experiment=workers&where=pool&workers=2&kernel=primes&jobs=60&size=7",
        true,
    );
}

#[test]
fn both() {
    everyone_can_use(
        "experiment=both&codes=BR,CN,IN&server=local&delay=10-60&workers=2&kernel=sha256&jobs=6&size=100000",
        true,
    );
}

#[test]
fn passing_data() {
    everyone_can_use("experiment=transfer&sizes=1024-4096&chunk=64", false);
}

#[test]
fn lessons() {
    drive("?lang=en&experiment=lessons", async |page, _| {
        page.find("button", "Submit").await;
        expect_none(page, "before the first future").await;
        page.press("Start").await;
        let said = page.find_role("status").await;
        page.until_text(&said, "3 ran at once").await;
        page.find("region", "Answer").await;
        expect_none(page, "after the chapter").await;
        page.press("Inspect f1").await;
        page.find("region", "Inspector").await;
        expect_none(page, "with the inspector").await;
    });
}

#[test]
fn a_lesson_asked_drawn_counted_and_answered() {
    drive(
        "?lang=en&experiment=lessons&lesson=11",
        async |page, server| {
            page.find("slider", "2 workers").await;
            expect_none(page, "before a curve is drawn").await;
            page.goto(&format!(
                "{}/?lang=zh&experiment=lessons&lesson=4",
                server.local
            ))
            .await;
            page.find("group", "问题").await;
            page.press("统计举手").await;
            expect_none(page, "while hands are counted").await;
            page.press("统计举手").await;
            let start = page.find("button", "开始").await;
            page.until(&start, "!element.disabled").await;
            page.press("开始").await;
            page.find("region", "答案").await;
            expect_none(page, "with an answer and a table").await;
        },
    );
}

#[test]
fn a_tab_that_one_comes_back_to_has_its_settings_and_the_language() {
    let race = "?lang=zh&experiment=race&codes=BR%2CCN&max_workers=2&server=local&seed=7&autorun=1";
    let tab = "return document.querySelectorAll('.tab')[arguments[0]].href;";
    drive(race, async |page, _| {
        page.find("button", "开始").await;
        let workers = page.read(tab, vec![1.into()]).await;
        page.goto(workers.as_str().unwrap()).await;
        page.find("button", "开始").await;
        let race = page.read(tab, vec![0.into()]).await;
        page.goto(race.as_str().unwrap()).await;
        page.find("button", "开始").await;
        let address = page.read("return location.search;", Vec::new()).await;
        for part in [
            "codes=BR,CN",
            "max_workers=2",
            "server=local",
            "seed=7",
            "lang=zh",
        ] {
            assert!(
                address.as_str().unwrap().contains(part),
                "{part}: {address}"
            );
        }
        assert!(!address.as_str().unwrap().contains("autorun"), "{address}");
    });
}
