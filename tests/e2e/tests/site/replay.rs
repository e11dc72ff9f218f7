//! Any moment of a run shown again: by buttons, by the slider, by keys; everything on the page follows.

use std::time::Duration;

use e2e::{Page, drive, reference};
use fantoccini::elements::Element;
use serde_json::Value;

use crate::open::{choose, file};

const RACE: &str = "?lang=en&experiment=race&codes=BR,CN,IN,US&server=local&strategy=as_completed&max_workers=4\
                    &delay=100-900&error_rate=0&timeout=20000&seed=7";

/// So long what is measured in many runs may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(180);

async fn over(page: &Page, futures: usize) -> Value {
    page.start().await;
    page.until_over().await;
    let run = page.export().await;
    assert_eq!(run["futures"].as_array().map(Vec::len), Some(futures));
    run
}

/// Moves the slider, as a person does with a mouse.
async fn move_to(page: &Page, slider: &Element, millis: f64) {
    let script = "
        const [slider, millis] = arguments;
        slider.value = millis;
        slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
    ";
    page.read(script, vec![reference(slider), millis.into()])
        .await;
}

async fn until_came(page: &Page, came: usize) {
    let order = page.find("list", "Finish order").await;
    page.until(&order, &format!("element.children.length === {came}"))
        .await;
}

fn delivered(run: &Value) -> Vec<f64> {
    let futures = run["futures"].as_array().expect("futures").iter();
    let mut times: Vec<f64> = futures
        .map(|future| future["delivered_ms"].as_f64().expect("all came"))
        .collect();
    times.sort_by(f64::total_cmp);
    times
}

#[test]
fn everything_on_the_page_follows_the_moment() {
    drive(RACE, async |page, _| {
        let run = over(page, 4).await;
        let times = delivered(&run);
        let whole = page.finish_order().await;
        let slider = page.find("slider", "Moment").await;
        let bar = page.find("progressbar", "Progress").await;
        let mut looked_at = 0;
        for came in [2, 0, 3, 1] {
            // Between two deliveries, unless a busy machine had them in one turn.
            let before = if came == 0 { 0.0 } else { times[came - 1] };
            if times[came] - before < 4.0 {
                continue;
            }
            looked_at += 1;
            move_to(page, &slider, (before + times[came]) / 2.0).await;
            until_came(page, came).await;
            assert_eq!(page.finish_order().await, whole[..came]);
            page.until(
                &bar,
                &format!("element.getAttribute('aria-valuenow') === '{came}'"),
            )
            .await;
            let headline = page.find_css("#results .headline").await;
            let said = format!(": {came} of 4 flags delivered.");
            page.until_text(&headline, &said).await;
            // How much sooner it was over than one by one is not known before it is over.
            let told = page.items("What happened").await;
            assert!(!told.concat().contains("add up to"), "{told:?}");
            // What is saved is the run, not the picture of it.
            assert_eq!(page.export().await, run);
        }
        assert!(looked_at > 0, "{times:?}");
        page.press("Whole run").await;
        until_came(page, 4).await;
        assert_eq!(page.finish_order().await, whole);
    });
}

#[test]
fn it_is_stepped_through_by_buttons_and_by_keys() {
    drive(RACE, async |page, _| {
        over(page, 4).await;
        let slider = page.find("slider", "Moment").await;
        // The last things that happened: the end and the last delivery, in one moment or in several.
        page.press("Step back").await;
        page.until(&slider, "Number(element.value) < Number(element.max)")
            .await;
        move_to(page, &slider, 0.0).await;
        until_came(page, 0).await;
        let at = "return Number(arguments[0].value);";
        let before = page
            .read(at, vec![reference(&slider)])
            .await
            .as_f64()
            .expect("a time");
        page.press("Step forward").await;
        page.until(&slider, &format!("Number(element.value) > {before}"))
            .await;
        // Keys, where nothing else has them.
        page.read("document.activeElement.blur();", Vec::new())
            .await;
        page.keys_here("..").await;
        page.until(&slider, &format!("Number(element.value) > {before}"))
            .await;
        page.keys_here(",,,,,,,,").await;
        page.until(&slider, "Number(element.value) === 0").await;
        // Also from the slider itself, which needs none of these.
        page.keys(&slider, "..").await;
        page.until(&slider, "Number(element.value) > 0").await;
        page.keys(&slider, ",,").await;
        page.until(&slider, "Number(element.value) === 0").await;
        // Space plays it, to its end.
        page.keys_here(" ").await;
        until_came(page, 4).await;
        let play = page.find("button", "Play").await;
        page.until(&play, "!element.disabled").await;
        page.until(&slider, "element.value === element.max").await;
    });
}

#[test]
fn a_picture_that_is_paused_does_not_hold_up_the_run() {
    let long = RACE.replace("delay=100-900", "delay=6000-6500");
    drive(&long, async |page, _| {
        page.start().await;
        page.press("Pause").await;
        let group = page.find("group", "Replay").await;
        page.until_text(&group, "The picture is paused; the run goes on.")
            .await;
        page.until_over().await;
        assert_eq!(page.finish_order().await.len(), 0);
        assert_eq!(page.export().await["summary"]["ok"], 4);
        page.press("Play").await;
        until_came(page, 4).await;
    });
}

#[test]
fn jobs_are_played_too() {
    let jobs = "?lang=en&experiment=workers&where=pool&workers=2&kernel=mandelbrot&jobs=6&size=64";
    drive(jobs, async |page, _| {
        over(page, 6).await;
        let slider = page.find("slider", "Moment").await;
        move_to(page, &slider, 0.0).await;
        until_came(page, 0).await;
        page.press("Again at ¼ speed").await;
        until_came(page, 6).await;
    });
}

#[test]
fn measurements_that_follow_one_another_are_played_as_one() {
    let sizes = "?lang=en&experiment=transfer&sizes=1024-65536";
    let sweep = "?lang=en&experiment=workers&where=sweep&kernel=primes&jobs=4&size=7";
    let engines = "?lang=en&experiment=workers&where=engines&workers=2&kernel=primes&jobs=4&size=7";
    for lab in [sizes, sweep, engines] {
        drive(lab, async |page, _| {
            page.patience(PATIENCE).await;
            page.start().await;
            page.until_over().await;
            let whole = headline(page).await;
            let slider = page.find("slider", "Moment").await;
            let end = page.read("return Number(arguments[0].max);", vec![reference(&slider)]);
            let end = end.await.as_f64().expect("a time");
            let mut before = None;
            // What is measured by a moment has been by every later one.
            for part in [0.0, 0.25, 0.5, 0.75, 0.999] {
                let headline = headline_at(page, &slider, end * part).await;
                let measured = headline.split_once(": ").and_then(|(_, told)| {
                    let (measured, rest) = told.split_once(" of ")?;
                    let (all, _) = rest.split_once(" measurements.")?;
                    Some((measured.parse::<u32>().ok()?, all.parse::<u32>().ok()?))
                });
                let (measured, all) = measured.unwrap_or_else(|| panic!("{headline}"));
                // Passing data is not over with its last measurement: the pool ends too.
                assert!(measured < all || part > 0.9, "{headline}");
                match before {
                    None => assert_eq!(measured, 0, "{headline}"),
                    Some(before) => assert!(measured >= before, "{headline}"),
                }
                before = Some(measured);
            }
            assert_ne!(before, Some(0));
            page.press("Whole run").await;
            let headline = page.find_css(".headline").await;
            page.until_text(&headline, &whole).await;
        });
    }
}

#[test]
fn what_plays_ends_with_its_bar() {
    let long = RACE.replace("delay=100-900", "delay=1500-2500");
    drive(&long, async |page, _| {
        over(page, 4).await;
        page.press("Again at ¼ speed").await;
        page.find("button", "Pause").await;
        for tab in ["Workers", "Race"] {
            let tab = page.find("link", tab).await;
            page.tap(&tab).await;
        }
        page.find("button", "Play").await;
        let slider = page.find("slider", "Moment").await;
        move_to(page, &slider, 200.0).await;
        page.until(&slider, "element.value === '200'").await;
        // Frames in which a player would go on.
        let frames = "
            const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
            return (async () => {
                for (let n = 0; n < 30; n++) await frame();
                return arguments[0].value;
            })();
        ";
        assert_eq!(page.read(frames, vec![reference(&slider)]).await, "200");
    });
}

#[test]
fn an_opened_run_is_told_at_each_moment_as_its_own_screen_tells_it() {
    let pool = "?lang=en&experiment=workers&where=pool&workers=2&kernel=primes&jobs=6&size=9";
    let both = "?lang=en&experiment=both&codes=BR,CN&server=local&delay=50-300&kernel=primes&jobs=4&size=9&workers=2";
    let sizes = "?lang=en&experiment=transfer&sizes=1024-65536";
    for (name, query) in [
        ("pool.json", pool),
        ("both.json", both),
        ("sizes.json", sizes),
    ] {
        drive(query, async |page, server| {
            page.patience(PATIENCE).await;
            page.start().await;
            page.until_over().await;
            let own = told(page).await;
            let run = page.export().await;
            page.goto(&format!("{}/?lang=en&experiment=open", server.local))
                .await;
            page.find_role("heading").await;
            choose(page, &file(name, &run.to_string())).await;
            page.find("slider", "Moment").await;
            assert_eq!(told(page).await, own, "{name}");
        });
    }
}

/// What is said of a run that is over, and at moments of it.
async fn told(page: &Page) -> Vec<String> {
    // What happened is worked out once the end is drawn.
    page.find_css(".findings li").await;
    let slider = page.find("slider", "Moment").await;
    let end = page.read("return Number(arguments[0].max);", vec![reference(&slider)]);
    let end = end.await.as_f64().expect("a time");
    let said = "
        const parts = document.querySelectorAll('#results .headline, .progress .line, .outcomes, #results .figures, .findings');
        return [...parts].map((part) => part.innerText).join('|').replaceAll('\\u00a0', ' ');
    ";
    let mut told = Vec::new();
    for part in [1.0, 0.0, 0.5, 0.9] {
        if part < 1.0 {
            headline_at(page, &slider, (end * part * 100.0).round() / 100.0).await;
        }
        let said = page.read(said, Vec::new()).await;
        told.push(said.as_str().expect("text").to_owned());
    }
    told
}

/// The sentence at the top at a moment, once it and the slider's own words are of that.
async fn headline_at(page: &Page, slider: &Element, millis: f64) -> String {
    let said = "return arguments[0].ariaValueText;";
    let before = page.read(said, vec![reference(slider)]).await;
    move_to(page, slider, millis).await;
    page.until(slider, &format!("element.ariaValueText !== {before}"))
        .await;
    let is_of_it = "(() => {
        const [time] = element.ariaValueText.split(/.of./);
        const told = document.querySelector('.headline').textContent.replaceAll('\\u00a0', ' ');
        return told.startsWith(`After ${time === '0.0 ms' ? '0 s' : time}:`);
    })()";
    page.until(slider, is_of_it).await;
    headline(page).await
}

/// The sentence at the top.
async fn headline(page: &Page) -> String {
    let headline = page.find_css(".headline").await;
    page.text(&headline).await
}
