//! The lessons: asked, run and answered, by mouse and by keys, in both languages; and the inspector of a
//! race.

use std::time::Duration;

use e2e::{Page, StaticHost, drive, drive_at};
use fantoccini::Locator;

/// Focuses the lanes of the race and goes to the first with the keyboard.
async fn choose_first_lane(page: &Page) {
    let lanes = page.find("listbox", "Timeline: as_completed").await;
    lanes.send_keys("\u{E015}").await.unwrap();
}

/// Presses Start once somebody can answer, and waits for the answer.
async fn answered(page: &Page, start: &str, answer: &str) -> String {
    let button = page.find("button", start).await;
    page.until(&button, "!element.disabled").await;
    page.press(start).await;
    let answer = page.find("region", answer).await;
    page.text(&answer).await
}

#[test]
fn a_wrong_answer_stands_beside_the_measured_one_and_is_met_by_its_name() {
    drive("?lang=en&experiment=lessons&lesson=3", async |page, _| {
        let title = page.find("heading", "map keeps the order").await;
        page.until(
            &title,
            "document.title === 'map keeps the order · Photofinish'",
        )
        .await;
        page.find("group", "Question").await;
        page.choose("after 479 ms, when it is completed").await;
        let answer = answered(page, "Start", "Answer").await;
        for part in [
            "Your answerafter 479 ms, when it is completed",
            "Measuredafter 1.92 s, when the first is completed",
            "Many think so: results come as they are ready",
            "BR was completed after",
        ] {
            assert!(answer.contains(part), "{part}: {answer}");
        }
        let goals = page.items("Goals").await;
        assert!(goals[1].ends_with("4 of 8"), "{goals:?}");
        // Answered is answered.
        let other = page
            .find("radio", "after 2.86 s, when all are completed")
            .await;
        page.until(&other, "element.disabled").await;
        let next = page.find("link", "Next lesson").await;
        next.click().await.unwrap();
        page.find("heading", "as_completed does not").await;
        page.find("radio", "map").await;
        assert!(
            page.names("region")
                .await
                .iter()
                .all(|name| name != "Answer")
        );
        // Who goes back finds it as it was left: the answer, the run and what was measured.
        let back = page.find("link", "Previous lesson").await;
        back.click().await.unwrap();
        page.find("heading", "map keeps the order").await;
        let again = page.find("region", "Answer").await;
        assert_eq!(page.text(&again).await, answer);
        let chosen = page
            .find("radio", "after 479 ms, when it is completed")
            .await;
        page.until(&chosen, "element.checked && element.disabled")
            .await;
        page.find("listbox", "Timeline: map").await;
        assert_eq!(page.items("Goals").await, goals);
        // And goes on from there.
        page.start().await;
        page.until_over().await;
        page.find("region", "Answer").await;
    });
}

#[test]
fn who_goes_back_finds_the_futures_that_are_done() {
    drive("?lang=en&experiment=lessons&lesson=1", async |page, _| {
        page.press("Submit").await;
        let futures = page.find("list", "Futures").await;
        page.until_text(&futures, "state=finished returned str")
            .await;
        let next = page.find("link", "Next lesson").await;
        next.click().await.unwrap();
        page.find("heading", "Waiting together").await;
        let back = page.find("link", "Previous lesson").await;
        back.click().await.unwrap();
        page.find("heading", "What a future is").await;
        let futures = page.find("list", "Futures").await;
        page.until_text(&futures, "state=finished returned str")
            .await;
        page.press("Submit").await;
        page.until(&futures, "element.children.length === 2").await;
    });
}

#[test]
fn a_lesson_is_answered_started_and_read_by_keys_alone() {
    drive("?lang=en&experiment=lessons&lesson=2", async |page, _| {
        let first = page.find_role("radio").await;
        // Space chooses the first, an arrow goes on to the next, and Start is what follows.
        page.keys(&first, " ").await;
        page.keys_here("\u{E015}").await;
        page.keys_here("\u{E015}").await;
        let last = page.find("radio", "as long as the slowest, 1.93 s").await;
        page.until_focused(&last).await;
        let start = page.find("button", "Start").await;
        page.until(&start, "!element.disabled").await;
        page.keys_here("\u{E004}").await;
        page.keys_here("\u{E004}").await;
        page.until_focused(&start).await;
        page.keys_here("\u{E007}").await;
        let answer = page.find("region", "Answer").await;
        // Which it is, is the machine's to say: a busy one takes longer than the slowest flag.
        page.until_text(&answer, "Your answeras long as the slowest")
            .await;
        page.until_text(&answer, "(calculated)").await;
    });
}

#[test]
fn enter_in_the_question_starts() {
    drive("?lang=en&experiment=lessons&lesson=2", async |page, _| {
        let start = page.find("button", "Start").await;
        page.until(&start, "!element.disabled").await;
        let first = page.find_role("radio").await;
        page.keys(&first, " ").await;
        page.keys_here("\u{E007}").await;
        let answer = page.find("region", "Answer").await;
        page.until_text(&answer, "Your answer6.83 s").await;
    });
}

#[test]
fn a_goal_is_reached_by_other_settings_and_stays_on_this_machine() {
    let lesson = "?lang=en&experiment=lessons&lesson=2";
    drive(lesson, async |page, server| {
        page.press("6 flags, as_completed, 6 at once").await;
        page.choose("one by one").await;
        page.start().await;
        page.until_over().await;
        let goals = page.find("list", "Goals").await;
        page.until(&goals, "element.querySelectorAll('.reached').length === 1")
            .await;
        // Other settings answer no question.
        assert!(
            page.names("region")
                .await
                .iter()
                .all(|name| name != "Answer")
        );
        // What they ask is said in its place, with the way back.
        page.press("The question's settings").await;
        page.find("button", "6 flags, as_completed, 6 at once")
            .await;
        page.goto(&format!("{}/{lesson}", server.local)).await;
        let goals = page.find("list", "Goals").await;
        page.until(&goals, "element.querySelectorAll('.reached').length === 1")
            .await;
        page.press("Forget them").await;
        page.until(&goals, "element.querySelectorAll('.reached').length === 0")
            .await;
        let kept = page.read(
            "return localStorage.getItem('photofinish.lessons');",
            Vec::new(),
        );
        assert_eq!(kept.await, "");
    });
}

#[test]
fn refused_storage_is_no_error() {
    let lesson = "?lang=en&experiment=lessons&lesson=5";
    let refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    drive("", async |page, server| {
        page.before_all(refuse).await;
        page.goto(&format!("{}/{lesson}", server.local)).await;
        page.choose("By its place: the first is that of the first country")
            .await;
        let answer = answered(page, "Start", "Answer").await;
        assert!(answer.contains("Your answerBy its place"), "{answer}");
        let lessons = page.find("navigation", "All lessons").await;
        page.until_text(&lessons, "stay until the page is left")
            .await;
    });
}

#[test]
fn on_the_simulated_origin_the_browser_holds_nothing_back() {
    let lesson = "?lang=en&experiment=lessons&lesson=6&server=sim";
    drive(lesson, async |page, _| {
        page.choose("Not at all: the browser sends 6 at a time")
            .await;
        let answer = answered(page, "Start", "Answer").await;
        assert!(
            // How much sooner is the machine's; that it is sooner is the point.
            answer.contains("MeasuredIn about"),
            "{answer}"
        );
        assert!(answer.contains("the page itself answered"), "{answer}");
    });
}

#[test]
fn pressed_fast_the_seventh_waits_for_the_browser_and_the_server_says_so() {
    drive("?lang=en&experiment=lessons&lesson=6", async |page, _| {
        let button = page.find("button", "Submit one").await;
        page.until(&button, "!element.disabled").await;
        // As fast as a hand is, and faster than a driver on a busy machine.
        let press = "for (let i = 0; i < 9; i += 1) arguments[0].click();";
        let element = serde_json::to_value(&button).expect("an element");
        page.read(press, vec![element]).await;
        let region = page.find("region", "Submit one by one").await;
        page.until_text(&region, "9 submitted, 9 running").await;
        page.until_text(&region, "9 of 9 came; the server never had more than 6")
            .await;
        page.until_text(&region, "the browser held one back for")
            .await;
    });
}

#[test]
fn own_settings_started_twice_show_two_finish_orders() {
    drive("?lang=en&experiment=lessons&lesson=16", async |page, _| {
        page.press("6 flags, as_completed, 6 at once").await;
        page.choose("map").await;
        page.start().await;
        page.until_over().await;
        page.start().await;
        let twice = page.find("region", "Your own settings, twice").await;
        page.until_text(&twice, "All 6 places are the same: the plan decided.")
            .await;
    });
}

#[test]
fn in_chinese_a_freeze_is_announced_and_measured() {
    drive("?lang=zh&experiment=lessons&lesson=10", async |page, _| {
        let question = page.find("group", "问题").await;
        page.until_text(&question, "页面会停顿").await;
        page.choose("三种都在走").await;
        let answer = answered(page, "开始", "答案").await;
        assert!(answer.contains("你的回答三种都在走"), "{answer}");
        assert!(answer.contains("一次算完用"), "{answer}");
        page.find("link", "下一课").await;
        page.find("list", "目标").await;
    });
}

#[test]
fn a_teacher_counts_hands_and_sets_them_beside_the_measured_answer() {
    drive("?lang=en&experiment=lessons&lesson=9", async |page, _| {
        page.press("Count hands").await;
        for (answer, hands) in [
            ("It is stopped", "12"),
            ("It goes on, and its result can still be had", "3"),
        ] {
            let field = page.find("textbox", &format!("Hands for: {answer}")).await;
            page.replace(&field, hands).await;
        }
        let answer = answered(page, "Start", "Answer").await;
        assert!(answer.contains("It is stopped 12 hands"), "{answer}");
        assert!(
            answer.contains("It goes on, and its result can still be had 3 hands Measured"),
            "{answer}"
        );
    });
}

#[test]
fn a_curve_is_drawn_by_keys_and_the_measured_one_lies_over_it() {
    drive("?lang=en&experiment=lessons&lesson=11", async |page, _| {
        let two = page.find("slider", "2 workers").await;
        page.keys(&two, "\u{E014}\u{E014}\u{E014}").await;
        page.until(&two, "element.value === '1.3'").await;
        page.patience(Duration::from_secs(180)).await;
        let answer = answered(page, "Start", "Answer").await;
        // Whether there is a gain is the machine's.
        assert!(answer.contains("times as fast"), "{answer}");
        let region = page.find("region", "Answer").await;
        page.until(
            &region,
            "element.querySelector('polyline.measured') && element.querySelector('polyline.drawn')",
        )
        .await;
        // Both stand there in figures as well.
        let table = page.find("table", "Drawn and measured").await;
        page.until_text(&table, "1.3×").await;
    });
}

#[test]
fn embedded_or_started_by_its_address_a_lesson_asks_nothing() {
    let lesson = "?lang=en&experiment=lessons&lesson=4&embed=1&autorun=1";
    drive(lesson, async |page, _| {
        let answer = page.find("region", "Answer").await;
        page.until_text(&answer, "the first flag was delivered")
            .await;
        assert!(page.names("radio").await.iter().all(|name| name != "map"));
        assert!(page.names("link").await.is_empty());
    });
}

#[test]
fn shown_to_a_room_by_a_key_a_lesson_asks_and_goes_on() {
    drive("?lang=en&experiment=lessons&lesson=4", async |page, _| {
        let body = page.find_css("body").await;
        page.keys(&body, "p").await;
        page.until(&body, "document.documentElement.dataset.embed === '1'")
            .await;
        page.choose("map").await;
        let next = page.find("link", "Next lesson").await;
        next.click().await.unwrap();
        page.find("heading", "Whose result is it?").await;
        page.find("group", "Question").await;
        page.until(&body, "document.documentElement.dataset.embed === '1'")
            .await;
    });
}

/// Every lesson that is not tried above, started without an answer.
#[test]
fn each_lesson_is_measured_without_an_answer() {
    drive("?lang=en&experiment=lessons", async |page, server| {
        page.patience(Duration::from_secs(180)).await;
        for (lesson, said) in [
            (1, "only what is queued can be cancelled"),
            (5, "submitted as number"),
            (7, "the error is raised only when that one future is asked"),
            (8, "the rate said"),
            (12, "MiB on the page took"),
            (13, "One worker in JavaScript took"),
            (14, "as_completed took each as it was completed"),
            (15, "with an atomic add 2,000,000"),
            (16, "Both times"),
        ] {
            let address = format!(
                "{}/?lang=en&experiment=lessons&lesson={lesson}",
                server.local
            );
            page.goto(&address).await;
            if lesson == 15 {
                // It is loaded anew once, to share memory.
                let wait = page.client().wait().at_most(Duration::from_secs(180));
                let isolated = wait.for_element(Locator::Css(".isolated")).await;
                isolated.expect("a page that shares memory");
            }
            let answer = answered(page, "Start", "Answer").await;
            if lesson == 12 {
                // A number and its unit are not parted.
                page.find("region", "64\u{a0}MiB on the way").await;
            }
            assert!(
                answer.contains("None: you went on without one"),
                "{lesson}: {answer}"
            );
            assert!(answer.contains(said), "{lesson}: {answer}");
        }
    });
}

/// How a person does it.
#[derive(Clone, Copy)]
enum By {
    Mouse,
    Keys,
}

/// The words of the lessons in a language: question, start, answer, what was answered, what was measured, none of them.
type Words = [&'static str; 6];
const ENGLISH: Words = [
    "Question",
    "Start",
    "Answer",
    "Your answer",
    "Measured",
    "None of these answers, this time",
];
const CHINESE: Words = [
    "问题",
    "开始",
    "答案",
    "你的回答",
    "实测",
    "这一次，以上答案都不是",
];

const ANSWERS: &str = "return [...document.querySelectorAll('.question .answers label')]
    .map((label) => label.textContent.replaceAll('\\u00a0', ' ').trim());";
const TAB: &str = "\u{E004}";

/// Answers a lesson with its first answer, starts it, and reads what stands beside that.
async fn tried(page: &Page, by: By, words: Words, address: &str) {
    let [question, start, answer, yours, measured, none] = words;
    page.goto(address).await;
    page.find("group", question).await;
    if address.ends_with("lesson=15") {
        // It is loaded anew once, to share memory.
        let wait = page.client().wait().at_most(Duration::from_secs(180));
        let isolated = wait.for_element(Locator::Css(".isolated")).await;
        isolated.expect("a page that shares memory");
    }
    let button = page.find("button", start).await;
    page.until(&button, "!element.disabled").await;
    let answers = page.read(ANSWERS, Vec::new()).await;
    let answers: Vec<String> = serde_json::from_value(answers).expect("texts");
    match (by, answers.first()) {
        (By::Mouse, Some(first)) => page.choose(first).await,
        (By::Keys, Some(_)) => {
            let first = page.find_role("radio").await;
            page.keys(&first, " ").await;
            page.until(&first, "element.checked").await;
        }
        // A curve is drawn.
        (By::Mouse, None) => {
            let drawing = page.find_css(".question svg").await;
            drawing.click().await.expect("a place to draw");
            page.find_css(".question polyline.drawn").await;
        }
        (By::Keys, None) => {
            let slider = page.find_role("slider").await;
            page.keys(&slider, "\u{E014}").await;
        }
    }
    match by {
        By::Mouse => page.press(start).await,
        By::Keys => {
            let is_there = async || {
                let here = page.focused().await;
                page.spoken(&here).await.1 == start
            };
            let mut steps = 0;
            while !is_there().await {
                steps += 1;
                assert!(steps < 99, "no Tab leads to Start: {address}");
                page.keys_here(TAB).await;
            }
            page.keys_here("\u{E007}").await;
        }
    }
    let region = page.find("region", answer).await;
    let told = page.text(&region).await;
    if let Some(first) = answers.first() {
        assert!(
            told.contains(&format!("{yours}{first}")),
            "{address}: {told}"
        );
        let mut known = answers.iter().map(String::as_str).chain([none]);
        let is_known = known.any(|known| told.contains(&format!("{measured}{known}")));
        assert!(is_known, "{address}: {told}");
    }
    page.find_css(".answer .why").await;
}

fn lessons_of(site: &str, lang: &str) -> Vec<String> {
    let address = |lesson: usize| format!("{site}?lang={lang}&experiment=lessons&lesson={lesson}");
    (1..=16).map(address).collect()
}

#[test]
fn each_lesson_is_answered_by_mouse_on_our_server_in_either_language() {
    drive("?lang=en&experiment=lessons", async |page, server| {
        // What computes on the main thread of a busy machine takes as long as that lets it.
        page.patience(Duration::from_secs(600)).await;
        let site = format!("{}/", server.local);
        let (english, chinese) = (lessons_of(&site, "en"), lessons_of(&site, "zh"));
        for (nth, (english, chinese)) in english.iter().zip(&chinese).enumerate() {
            match nth % 2 {
                0 => tried(page, By::Mouse, ENGLISH, english).await,
                _ => tried(page, By::Mouse, CHINESE, chinese).await,
            }
        }
    });
}

#[test]
fn each_lesson_is_answered_by_keys_on_the_simulated_origin_without_a_network() {
    let host = StaticHost::start("photofinish");
    let first = format!("{}?lang=en&experiment=lessons", host.address);
    drive_at(&first, async |page| {
        // What computes on the main thread of a busy machine takes as long as that lets it.
        page.patience(Duration::from_secs(600)).await;
        let foot = page.find_role("contentinfo").await;
        page.until_text(&foot, "Ready for offline use").await;
        host.stop();
        let (english, chinese) = (
            lessons_of(&host.address, "en"),
            lessons_of(&host.address, "zh"),
        );
        for (nth, (english, chinese)) in english.iter().zip(&chinese).enumerate() {
            match nth % 2 {
                0 => tried(page, By::Keys, CHINESE, chinese).await,
                _ => tried(page, By::Keys, ENGLISH, english).await,
            }
        }
    });
}

#[test]
fn a_submitted_future_is_seen_to_finish_and_answers_what_it_is_asked() {
    drive("?lang=en&experiment=lessons", async |page, _| {
        page.press("Submit").await;
        let futures = page.find("list", "Futures").await;
        page.until_text(&futures, "state=finished returned str")
            .await;
        page.press("Ask whether it is done: f1").await;
        page.press("Wait for the exception of f1").await;
        let console = page.find("region", "Console").await;
        for said in [
            "executor.submit(download, 'BR') → <Future #",
            "f1.done() → True",
            "f1.exception(timeout=0.5) → None: it has a result",
        ] {
            page.until_text(&console, said).await;
        }
    });
}

#[test]
fn the_chapter_plays_and_ends_in_a_measured_sentence() {
    drive("?lang=en&experiment=lessons", async |page, _| {
        // Before it plays: a slow driver would find it when the chapter is over.
        let said = page.find_role("status").await;
        page.press("Start").await;
        page.until_text(&said, "3 ran at once, 2 waited for a worker")
            .await;
        assert_eq!(page.items("Futures").await.len(), 5);
        let console = page.find("region", "Console").await;
        for said in [
            "f1.cancel() → False: it runs",
            "f1.result(timeout=0.5) → TimeoutError",
        ] {
            page.until_text(&console, said).await;
        }
    });
}

#[test]
fn a_future_aborted_in_the_inspector_is_cancelled() {
    let race = "?lang=en&experiment=race&codes=BR,CN&server=local&strategy=as_completed\
                &max_workers=2&delay=20000-20000&error_rate=0&timeout=60000&seed=7";
    drive(race, async |page, _| {
        page.start().await;
        choose_first_lane(page).await;
        let inspector = page.find("region", "Inspector").await;
        page.until_text(&inspector, "state=running").await;
        page.press("Cancel future").await;
        page.until_text(&inspector, "cancel() → False").await;
        page.press("Abort future").await;
        page.until_text(&inspector, "state=cancelled").await;
        page.until_text(&inspector, "abort() → True").await;
        page.press("Cancel").await;
        page.until_over().await;
        let run = page.export().await;
        assert_eq!(run["summary"]["cancelled"], 2);
    });
}

#[test]
fn the_inspector_tells_of_a_finished_race_and_closes_with_escape() {
    let race = "?lang=en&experiment=race&codes=BR&server=local&strategy=as_completed\
                &delay=300-300&error_rate=0&timeout=20000&seed=7";
    drive(race, async |page, _| {
        page.start().await;
        page.until_over().await;
        choose_first_lane(page).await;
        let inspector = page.find("region", "Inspector").await;
        page.until_text(&inspector, "state=finished returned Fetched")
            .await;
        page.until_text(&inspector, "HTTP 200").await;
        // What the server says of itself; the rest of the waiting is the way.
        page.until_text(&inspector, "at the server, as it says")
            .await;
        page.until_text(&inspector, "on the way there and back")
            .await;
        let turns = page.items("History").await;
        assert!(turns[0].contains("submitted"), "{turns:?}");
        assert!(turns.iter().any(|turn| turn.contains("woke")), "{turns:?}");
        assert!(turns.last().unwrap().contains("delivered"), "{turns:?}");
        // Enter moves the focus into the panel, Escape closes it and gives the focus back.
        let lanes = page.find("listbox", "Timeline: as_completed").await;
        lanes.send_keys("\u{E007}").await.unwrap();
        page.until(&inspector, "element === document.activeElement")
            .await;
        inspector.send_keys("\u{E00C}").await.unwrap();
        page.until(
            &lanes,
            "element === document.activeElement && !document.getElementById('inspector')",
        )
        .await;
    });
}

#[test]
fn a_long_value_of_a_field_is_shown_whole() {
    let race = "?lang=en&codes=pop20&max_workers=5&delay=2000-20000&timeout=60000&server=local";
    drive(race, async |page, _| {
        let delay = page.find("textbox", "Delay").await;
        page.until(&delay, "element.value === '2000-20000'").await;
        page.until(&delay, "element.scrollWidth <= element.clientWidth")
            .await;
    });
}

#[test]
fn each_text_of_a_chinese_page_is_marked_with_its_language() {
    let race = "?lang=zh&codes=BR&server=local&strategy=as_completed&delay=10-10&error_rate=0\
                &verbose=1&autorun=1";
    drive(race, async |page, _| {
        let log = page.find("region", "日志").await;
        page.until_text(&log, "下载了 1 面国旗").await;
        let languages = "return [...document.querySelectorAll('.log p')]\
            .map(line => [line.closest('[lang]').lang, /[\\u4e00-\\u9fff]/.test(line.textContent)])";
        let lines = page.read(languages, Vec::new()).await;
        let lines = lines.as_array().unwrap();
        assert!(lines.len() > 4, "{lines:?}");
        for line in lines {
            let language = if line[1] == true { "zh-CN" } else { "en" };
            assert_eq!(line[0], language, "{lines:?}");
        }
        page.until_text(&log, "Scheduled for BR: <Future #1 state=pending>")
            .await;
    });
}
