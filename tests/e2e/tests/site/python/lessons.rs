//! The programs of the lessons about futures and requests, as the lessons offer them: run here, and outside. Those of the other
//! lessons have tests of their own (`chapter.rs`, `same.rs`).

use e2e::{Page, drive};

use super::here::Here;
use super::native;

/// What a program prints that is the same each time: no times, no places in memory, no bars, and in no order.
fn steady(printed: &str) -> Vec<String> {
    let is_steady = |line: &&str| !line.contains("lapsed time") && !line.contains('%');
    let is_place_or_time = |word: &&str| {
        word.starts_with("0x") || word.starts_with(char::is_numeric) && word.ends_with('s')
    };
    let plain = |line: &str| {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        words.retain(|word| !is_place_or_time(word));
        words.join(" ")
    };
    let mut lines: Vec<String> = printed.lines().filter(is_steady).map(plain).collect();
    lines.retain(|line| !line.is_empty());
    lines.sort();
    lines
}

async fn same(page: &Page, lesson: u32) {
    let here = Here::open(page).await;
    let program = here.generated().await;
    // Not every Python outside has tqdm.
    let bare = program.replace(
        "from tqdm import tqdm\n",
        "def tqdm(those, total): return those\n",
    );
    let outside = native::output(&format!("lesson-{lesson}"), &bare);
    here.run().await;
    let inside = here.printed().await;
    assert_eq!(
        here.status().await,
        "The program is over.",
        "{lesson}: {inside}"
    );
    assert_eq!(steady(&inside), steady(&outside), "{lesson}");
}

#[test]
fn programs_of_lessons_print_here_what_they_print_outside() {
    drive("", async |page, server| {
        for lesson in [2, 3, 4, 5, 6, 7, 8, 9, 16] {
            let address = format!(
                "{}/?lang=en&experiment=lessons&lesson={lesson}",
                server.local
            );
            page.goto(&address).await;
            same(page, lesson).await;
        }
    });
}
