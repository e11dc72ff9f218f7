//! The program of each lesson that has one of its own or one of requests, as the lesson offers it: run here, and outside. Of the
//! first lesson's two threads print at once, and it has tests of its own (`chapter.rs`, and `tests/programs/lessons.rs` outside);
//! lessons 11 and 13 compute for minutes, and their programs are those of jobs (`same.rs`).

use e2e::{Page, drive};

use super::here::Here;
use super::native;
use crate::shared_memory::until_isolated;

/// Where a line begins to say what is of this one run: a time, or how much was lost by chance.
const BY_CHANCE: [(&str, &str); 4] = [
    ("lapsed time", ""),
    ("the clock stood still", ": "),
    (" is back after ", " after "),
    ("no lock: ", ": "),
];

/// What a program prints that is the same each time: no times, no places in memory, no bars, and in no order.
fn steady(printed: &str) -> Vec<String> {
    let is_bar = |line: &&str| line.contains("%|");
    let is_place_or_time = |word: &&str| {
        word.starts_with("0x") || word.starts_with(char::is_numeric) && word.ends_with('s')
    };
    let plain = |line: &str| {
        let by_chance = BY_CHANCE.iter().find(|(sign, _)| line.contains(sign));
        let end = by_chance.and_then(|(_, from)| line.find(from));
        let mut words: Vec<&str> = line[..end.unwrap_or(line.len())]
            .split_whitespace()
            .collect();
        words.retain(|word| !is_place_or_time(word));
        words.join(" ")
    };
    let lines = printed.lines().filter(|line| !is_bar(line)).map(plain);
    let mut lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
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

fn print_the_same(lessons: &[u32]) {
    drive("", async |page, server| {
        for lesson in lessons {
            let address = format!(
                "{}/?lang=en&experiment=lessons&lesson={lesson}",
                server.local
            );
            page.goto(&address).await;
            if *lesson == 15 {
                until_isolated(page).await;
            }
            same(page, *lesson).await;
        }
    });
}

#[test]
fn programs_of_lessons_print_here_what_they_print_outside() {
    print_the_same(&[2, 3, 4, 5, 6, 7, 8, 9, 16]);
}

#[test]
fn so_do_those_about_threads_and_processes() {
    // The number of cores is among what they print.
    print_the_same(&[10, 12, 14, 15]);
}
