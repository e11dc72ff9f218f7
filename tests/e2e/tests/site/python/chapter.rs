//! Lessons that make calls of their own have a program too, and it runs where it stands.

use e2e::drive;

use super::here::Here;
use crate::shared_memory::until_isolated;

async fn runs(page: &e2e::Page, told: &[&str]) {
    let here = Here::open(page).await;
    here.run().await;
    let (status, printed) = (here.status().await, here.printed().await);
    assert_eq!(status, "The program is over.", "{printed}");
    for told in told {
        assert!(printed.contains(told), "{told}: {printed}");
    }
}

#[test]
fn what_a_future_is_asked_in_the_lesson_a_program_asks_too() {
    drive("?lang=en&experiment=lessons", async |page, server| {
        let told = [
            "cancel(): False",
            "callback: <Future",
            "exception(): None",
            "only asyncio: get_loop remove_done_callback",
        ];
        runs(page, &told).await;
        let address = format!("{}/?lang=en&experiment=lessons&lesson=9", server.local);
        page.goto(&address).await;
        let told = [
            "cancel() of the one that runs: False",
            "cancel() of the one that waits: True",
            "result(timeout=5): BR",
            "asyncio: result(timeout=0.2): TypeError",
            "asyncio: wait_for(0.2): TimeoutError, cancelled(): True",
            "asyncio: with a shield: TimeoutError, cancelled(): False",
        ];
        runs(page, &told).await;
    });
}

#[test]
fn a_lesson_of_runs_can_have_a_program_of_its_own_that_says_what_it_shows() {
    drive(
        "?lang=en&experiment=lessons&lesson=10",
        async |page, server| {
            page.find_css(".note.python").await;
            runs(
                page,
                &["4 tasks that wait", "4 tasks that compute", "processes: "],
            )
            .await;
            let address = format!("{}/?lang=en&experiment=lessons&lesson=12", server.local);
            page.goto(&address).await;
            let told = ["the object itself is back", "an equal copy is back"];
            runs(page, &told).await;
        },
    );
}

#[test]
fn threads_count_beside_the_workers_that_do() {
    let lesson = "?lang=en&experiment=lessons&lesson=15";
    drive(lesson, async |page, _| {
        until_isolated(page).await;
        let told = [
            // How many of them is chance.
            "no lock: ",
            " of 200000, ",
            "lock: 200000 of 200000, 0 lost",
            "at most 2 of 4 inside",
            "queue: 2000 of 2000 items",
        ];
        runs(page, &told).await;
    });
}

/// Holds back the worker that isolates the page, until `window.letCome()`.
const HOLD: &str = "
    const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
    const held = [];
    window.letCome = () => held.splice(0).forEach((go) => go());
    navigator.serviceWorker.register = (...given) => new Promise((resolve) => held.push(() => resolve(register(...given))));";

#[test]
fn a_page_that_runs_a_program_is_not_loaded_anew_to_be_isolated() {
    drive("", async |page, server| {
        page.before_all(HOLD).await;
        let address = format!(
            "{}/?lang=en&experiment=lessons&lesson=15#python=import%20time%0Atime.sleep%281e6%29",
            server.local
        );
        page.goto(&address).await;
        let here = Here::open(page).await;
        here.start().await;
        page.read("window.letCome();", Vec::new()).await;
        page.find("button", "Load the page anew").await;
        here.until_status("It runs").await;
        page.press("Stop").await;
        here.until_over().await;
    });
}

/// The number after a text.
fn number_after(printed: &str, text: &str) -> f64 {
    let (_, rest) = printed.split_once(text).expect(text);
    let number = rest.split(|sign: char| !(sign.is_ascii_digit() || sign == '.'));
    number
        .into_iter()
        .next()
        .expect("a number")
        .parse()
        .expect(rest)
}

#[test]
fn threads_that_compute_take_turns_with_a_clock() {
    let jobs = "?lang=en&experiment=workers&kernel=primes&size=13&jobs=4&where=slices";
    drive(jobs, async |page, _| {
        let here = Here::open(page).await;
        here.run().await;
        let (status, printed) = (here.status().await, here.printed().await);
        assert_eq!(status, "The program is over.", "{printed}");
        let all = 1000.0 * number_after(&printed, "elapsed time: ");
        let longest = number_after(&printed, "to the next ");
        assert!(0.0 < longest && longest < all / 2.0, "{printed}");
    });
}
