//! The lesson What a future is, and the inspector of a race.

use e2e::{Page, drive};

/// Focuses the lanes of the race and goes to the first with the keyboard.
async fn choose_first_lane(page: &Page) {
    let lanes = page.find("listbox", "Timeline: as_completed").await;
    lanes.send_keys("\u{E015}").await.unwrap();
}

#[test]
fn a_submitted_future_is_seen_to_finish() {
    drive("?lang=en&experiment=lessons", async |page, _| {
        page.press("Submit").await;
        let futures = page.find("list", "Futures").await;
        page.until_text(&futures, "state=running").await;
        page.until_text(&futures, "state=finished returned str")
            .await;
        let console = page.find("region", "Console").await;
        page.until_text(&console, "executor.submit(download, 'BR') → <Future #")
            .await;
    });
}

#[test]
fn the_chapter_plays_and_ends_in_a_measured_sentence() {
    drive("?lang=en&experiment=lessons", async |page, _| {
        // Before it plays: a slow driver would find it when the chapter is over.
        let said = page.find_role("status").await;
        page.press("Play the chapter").await;
        page.until_text(&said, "3 running, 2 pending").await;
        page.until_text(&said, "3 ran at once, 2 waited for a worker")
            .await;
        assert_eq!(page.items("Futures").await.len(), 5);
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
