//! The settings as programs: in four languages, following the settings, copied by a button.

use e2e::{Engine, Page, Server, drive, drive_in, reference};
use fantoccini::elements::Element;
use serde_json::Value;

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

const RACE: &str = "?lang=en&experiment=race&codes=BR,CN,IN,US,XX&server=local&strategy=as_completed&max_workers=2\
                    &delay=300-900&error_rate=0&timeout=20000&seed=7";

/// The lines that are lit.
const LIT: &str =
    "[...document.querySelectorAll('.program .lit')].map((line) => line.textContent.trim())";
/// The rows whose left edge has the mark of a lit lane, in a canvas `element` that shows five.
const ROWS: &str = "[0, 1, 2, 3, 4].filter((row) => {
    const y = Math.round((row + 0.5) * element.height / 5);
    const [red, green, blue] = element.getContext('2d').getImageData(1, y, 1, 1).data;
    return blue > red + 60 && blue > green + 30;
}).join()";

async fn move_to(page: &Page, slider: &Element, millis: f64) {
    let script = "
        const [slider, millis] = arguments;
        slider.value = millis;
        slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
    ";
    page.read(script, vec![reference(slider), millis.into()])
        .await;
}

/// Waits until these are lit, and no others: a part of each line, in their order.
async fn until_lit(page: &Page, program: &Element, parts: &[&str]) {
    let parts = serde_json::json!(parts);
    let are_these = format!(
        "(() => {{ const lit = {LIT}, parts = {parts};
            return lit.length === parts.length && lit.every((line, nth) => line.includes(parts[nth])); }})()"
    );
    page.until(program, &are_these).await;
}

const SUBMIT: &[&str] = &["executor.submit(download, cc)"];
const RUN: &[&str] = &["urlopen(", "response.read()"];

/// The moments of a future of the run's file, in milliseconds.
fn moment(future: &Value, name: &str) -> f64 {
    future[name].as_f64().expect(name)
}

async fn lines_and_lanes(page: &Page) {
    page.start().await;
    page.until_over().await;
    let run = page.export().await;
    let futures = run["futures"].as_array().expect("futures").clone();
    page.look_at_code().await;
    let program = page.find_css(".program").await;
    let slider = page.find("slider", "Moment").await;
    until_lit(page, &program, &[]).await;

    // The chosen lane: the last one waits for one of two slots for a while.
    let lanes = page.find_css("#lanes-0").await;
    page.keys(&lanes, "\u{e010}").await;
    let last = &futures[4];
    let [submitted, started, delivered] =
        ["submitted_ms", "started_ms", "delivered_ms"].map(|name| moment(last, name));
    move_to(page, &slider, (submitted + started) / 2.0).await;
    until_lit(page, &program, SUBMIT).await;
    move_to(page, &slider, (started + moment(last, "finished_ms")) / 2.0).await;
    until_lit(page, &program, RUN).await;
    // XX is no country: that it was not found is told where its result is asked for.
    move_to(page, &slider, delivered + 0.02).await;
    page.until(
        &program,
        "element.querySelector('.lit')?.textContent.includes('as_completed(')",
    )
    .await;
    let lit = page.read(&format!("return {LIT};"), Vec::new()).await;
    let lit = lit.as_array().expect("lines").clone();
    let has = |part: &str| {
        lit.iter()
            .any(|line| line.as_str().is_some_and(|line| line.contains(part)))
    };
    assert!(has("future.result()") && has("\"not found\""), "{lit:?}");
    assert!(!has("urlopen") && !has("submit"), "{lit:?}");

    // No lane is chosen: what was taken last before the moment. At first all are submitted, while two run.
    page.keys(&lanes, "\u{e00c}").await;
    let first = futures
        .iter()
        .min_by(|one, other| moment(one, "finished_ms").total_cmp(&moment(other, "finished_ms")));
    let first = first.expect("a future");
    let begun = moment(&futures[4], "submitted_ms");
    move_to(page, &slider, (begun + moment(first, "finished_ms")) / 2.0).await;
    // Within a hundredth of a millisecond that can be one moment.
    let begins = "lit.some((line) => line.includes('submit(')) && !lit.some((line) => line.includes('result('))";
    page.until(
        &program,
        &format!("(() => {{ const lit = {LIT}; return {begins}; }})()"),
    )
    .await;
    // Then the first comes, to be delivered after another has begun in its place.
    move_to(page, &slider, moment(first, "delivered_ms") + 0.02).await;
    page.until(
        &program,
        &format!("{LIT}.some((line) => line.includes('future.result()'))"),
    )
    .await;
    move_to(page, &slider, (begun + moment(first, "finished_ms")) / 2.0).await;

    // A line that is pointed at lights the lanes that are there.
    let canvas = page.find_css("#lanes-0 canvas").await;
    page.until(&canvas, &format!("{ROWS} === ''")).await;
    let over = "
        const line = [...document.querySelectorAll('.program .step')].find((line) => line.textContent.includes('submit('));
        line.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    ";
    page.read(over, Vec::new()).await;
    until_lit(page, &program, SUBMIT).await;
    page.until(&canvas, &format!("{ROWS} === '2,3,4'")).await;
    let out = "document.querySelector('.program').dispatchEvent(new MouseEvent('mouseout', { bubbles: true }));";
    page.read(out, Vec::new()).await;
    page.until(&canvas, &format!("{ROWS} === ''")).await;

    // What is copied, and what stands there, is the program alone.
    let text = page.text(&program).await;
    assert!(
        text.starts_with("\"\"\"5 flags") && text.ends_with('\n'),
        "{text}"
    );
    // A program of other settings was not run: nothing of it is lit.
    // By a choice, which counts at once: a window of Firefox without a screen tells of no field that is left.
    page.choose("map").await;
    page.until(&program, "!element.textContent.includes('each as soon as')")
        .await;
    until_lit(page, &program, &[]).await;
}

#[test]
fn lines_light_up_with_lanes_and_lanes_with_lines() {
    let server = Server::start();
    let address = format!("{}/{RACE}", server.local);
    drive_in(Engine::Chromium, &address, async |page| {
        lines_and_lanes(page).await
    });
}

#[test]
fn so_they_do_in_firefox() {
    let server = Server::start();
    let address = format!("{}/{RACE}", server.local);
    drive_in(Engine::Firefox, &address, async |page| {
        lines_and_lanes(page).await
    });
}

#[test]
fn a_sentence_lights_the_line_that_it_is_about() {
    let race = RACE
        .replace("error_rate=0", "error_rate=1")
        .replace("XX", "DE");
    drive(&race, async |page, _| {
        page.start().await;
        page.until_over().await;
        page.look_at_code().await;
        let program = page.find_css(".program").await;
        let sentence = page.find_css(".findings li[tabindex]").await;
        page.until_text(&sentence, "failed").await;
        page.read("arguments[0].focus();", vec![reference(&sentence)])
            .await;
        until_lit(page, &program, &["\"not found\" if"]).await;
        page.read("arguments[0].blur();", vec![reference(&sentence)])
            .await;
        until_lit(page, &program, &[]).await;
    });
}
