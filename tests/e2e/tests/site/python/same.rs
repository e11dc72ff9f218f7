//! What CPython does outside of a page it does in it: the same counts, the same order where the plan decides it, the same errors.

use e2e::{Engine, Server, drive, drive_in};
use serde_json::json;

use super::here::Here;
use super::native;
use super::planned::planned;

/// The delays of this seed are further apart than a busy machine mixes up, which is looked at below.
const FAR_APART: &str = "codes=BR,CN,DE,US&server=delay&delay=0-4000&max_workers=4&error_rate=0&timeout=30000&verbose=1";

/// The countries of a program's plan, in the order in which their answers come.
fn in_order(program: &str) -> Vec<String> {
    let mut plan = planned(program);
    plan.sort_by_key(|(_, delay)| *delay);
    assert!(
        plan.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 500),
        "{plan:?}"
    );
    plan.into_iter().map(|(code, _)| code).collect()
}

/// What a program printed, without how long it took.
fn untimed(printed: &str) -> Vec<&str> {
    let lines = printed.lines().map(str::trim_end);
    lines.filter(|line| !line.contains("lapsed time")).collect()
}

/// Runs the program of some settings here and outside; returns its text, and what it printed.
async fn both(here: &Here<'_>, test: &str) -> (String, String) {
    let program = here.generated().await;
    let outside = native::output(test, &program);
    here.run().await;
    let inside = here.printed().await;
    assert_eq!(here.status().await, "The program is over.", "{inside}");
    assert_eq!(untimed(&inside), untimed(&outside), "{test}");
    assert!(inside.contains("lapsed time: "), "{inside}");
    (program, inside)
}

fn far_apart(engine: Engine, test: &str) {
    let server = Server::start();
    let address = |strategy| {
        format!(
            "{}/?lang=en&experiment=race&{FAR_APART}&seed=111&strategy={strategy}",
            server.local
        )
    };
    drive_in(engine, &address("as_completed"), async |page| {
        let here = Here::open(page).await;
        let (program, printed) = both(&here, test).await;
        let order = in_order(&program);
        assert_ne!(order, ["BR", "CN", "DE", "US"]);
        assert_eq!(
            untimed(&printed)[..4],
            order
                .iter()
                .map(|code| format!("{code} ok"))
                .collect::<Vec<_>>()
        );
        // Its futures are seen as they are delivered.
        assert_eq!(here.finish_order().await, order);
        let run = here.export().await;
        assert_eq!(run["summary"]["delivered_order"], json!(order));
        assert_eq!(run["summary"]["ok"], 4);
        assert_eq!(run["summary"]["max_in_flight"], 4);
        assert_eq!(run["config"]["codes"], "BR,CN,DE,US");

        page.goto(&address("map")).await;
        let here = Here::open(page).await;
        both(&here, test).await;
        assert_eq!(here.finish_order().await, ["BR", "CN", "DE", "US"]);
    });
}

#[test]
fn the_order_is_that_of_the_plan() {
    far_apart(Engine::Chromium, "order");
}

#[test]
fn the_order_is_that_of_the_plan_in_firefox_too() {
    far_apart(Engine::Firefox, "order-firefox");
}

#[test]
fn three_ways_errors_and_retries_are_counted_alike() {
    let race = "?lang=en&experiment=race&codes=U,BR,CN,IN,DE,US&server=error&error_rate=0.5&delay=0-40&max_workers=6&seed=5&timeout=30000";
    drive(race, async |page, server| {
        for (test, more) in [
            ("counts", ""),
            ("retries", "&retries=2"),
            ("one by one", "&strategy=sequential&verbose=1"),
        ] {
            page.goto(&format!("{}/{race}{more}", server.local)).await;
            let here = Here::open(page).await;
            let program = here.generated().await;
            // What draws a bar prints in no certain order beside it; and not every Python outside has tqdm.
            let program = program.replace(
                "from tqdm import tqdm\n",
                "def tqdm(those, total): return those\n",
            );
            here.write(&format!("{program}\n")).await;
            let outside = native::output(test, &program);
            here.run().await;
            let inside = here.printed().await;
            let counts = |printed: &str| {
                let mut lines: Vec<_> = untimed(printed).into_iter().map(str::to_owned).collect();
                lines.sort();
                lines
            };
            assert_eq!(counts(&inside), counts(&outside), "{test}");
        }
    });
}

#[test]
fn jobs_have_the_same_results() {
    const JOBS: &str = "?lang=en&verbose=1&server=delay&seed=3";
    drive(JOBS, async |page, server| {
        for (test, more) in [
            ("primes", "workers&where=slices&kernel=primes&size=7&jobs=3"),
            (
                "sha256",
                "workers&where=slices&kernel=sha256&size=1001&jobs=3",
            ),
            ("rc4", "workers&where=slices&kernel=rc4&size=999&jobs=4"),
            (
                "mandelbrot",
                "workers&where=slices&kernel=mandelbrot&size=40&jobs=2",
            ),
            (
                "processes",
                "workers&where=pool&workers=2&kernel=primes&size=7&jobs=3",
            ),
            (
                "both",
                "both&codes=BR,CN&delay=0-40&workers=2&kernel=primes&size=7&jobs=3&timeout=30000",
            ),
        ] {
            page.goto(&format!("{}/{JOBS}&experiment={more}", server.local))
                .await;
            let here = Here::open(page).await;
            let outside = native::output(test, &here.generated().await);
            here.run().await;
            let inside = here.printed().await;
            assert_eq!(here.status().await, "The program is over.", "{inside}");
            let results = |printed: &str| {
                let is_result = |line: &&str| !line.starts_with("from one tick");
                let mut lines: Vec<_> = (untimed(printed).into_iter().filter(is_result))
                    .map(str::to_owned)
                    .collect();
                lines.sort();
                lines
            };
            assert_eq!(results(&inside), results(&outside), "{test}");
        }
    });
}

/// Each kind of failure, by what a program sees of it; `{base}` is the folder of flags.
const FAILURES: &str = r#"
from concurrent.futures import CancelledError, ThreadPoolExecutor, wait
from http.client import HTTPException
from threading import Event
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

BASE = "{base}"

def get(what, timeout=20):
    with urlopen(what if "://" in what else BASE + what, timeout=timeout) as answer:
        return answer.status, answer.headers["content-type"], len(answer.read())

def late(what):
    return get(what, 0.2)

cases = [
    (get, "/br/br.svg?delay=5&status=200"), (get, "/br/br.svg?delay=5&status=418"), (get, "/xx/xx.svg"),
    (get, "/br/br.svg?delay=5&fail=truncate"), (late, "/br/br.svg?delay=20000"), (late, "/br/br.svg?delay=5&fail=stall"),
    (get, "http://127.0.0.1:1/"), (get, "nothing://here"),
]
with ThreadPoolExecutor(len(cases)) as executor:
    futures = [executor.submit(*case) for case in cases]
    for (function, what), future in zip(cases, futures):
        error = future.exception()
        kinds = [kind.__name__ for kind in (HTTPError, URLError, HTTPException, TimeoutError, OSError) if isinstance(error, kind)]
        value = None if error else future.result()
        print(what, value, kinds, getattr(error, "code", ""), getattr(error, "msg", ""))
with ThreadPoolExecutor(1) as executor:
    gate = Event()
    futures = [executor.submit(gate.wait), executor.submit(pow, 2, 3), executor.submit(sum, 5), executor.submit(pow, "a", 2)]
    print(futures[1].cancel(), str(futures[1]).partition(" at ")[0])
    gate.set()
for future in futures:
    try:
        print(future.result())
    except (Exception, CancelledError) as error:
        print(type(error).__name__, error)
"#;

#[test]
fn errors_are_of_the_same_kinds() {
    let race = "?lang=en&experiment=race&codes=BR&server=delay&seed=1";
    drive(race, async |page, server| {
        let here = Here::open(page).await;
        let program = FAILURES.replace("{base}", &format!("{}/flags", server.delay));
        here.write(&program).await;
        let outside = native::output("errors", &program);
        here.run().await;
        assert_eq!(here.printed().await, outside);
    });
}
