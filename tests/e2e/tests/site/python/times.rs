//! How long it takes, here and outside.
//!
//! What a plan says of times has one side: the server keeps a request for so long, and nothing that waits for it is over sooner.
//! That is held exactly, but for the resolution of clocks: of each future, and of all of them with so many at once. How much longer
//! it takes is the machine's to say, and no number would be true of each. So above, the page is held to what was counted and noted
//! elsewhere: the server saw as many at once as may be, so none waited that did not have to; and what the record says lies
//! between what the program itself noted right before and right after.

use e2e::{Engine, Server, drive_in};
use serde_json::Value;

use super::here::Here;
use super::native;
use super::planned::{earliest, planned};

/// Firefox tells pages full milliseconds: a span may seem shorter by one.
const RESOLUTION_MS: f64 = 1.0;
/// Times are told to the microsecond, rounded.
const ROUNDED_MS: f64 = 0.01;
const AT_ONCE: usize = 3;
const RACE: &str = "lang=en&experiment=race&codes=BR,CN,DE,EG,IN,US&server=delay&delay=500-1200&max_workers=3&error_rate=0&timeout=30000&seed=7&verbose=1";

/// A time of a future, in milliseconds.
fn at(future: &Value, what: &str) -> f64 {
    future[what].as_f64().expect(what)
}

/// The futures of a run.
fn futures(run: &Value) -> &[Value] {
    run["futures"].as_array().expect("futures")
}

/// How long a program says that it took, in milliseconds.
fn told(printed: &str) -> f64 {
    let (_, rest) = printed.split_once("Elapsed time: ").expect("a time");
    let (seconds, _) = rest.split_once('s').expect("its unit");
    seconds.parse::<f64>().expect(seconds) * 1000.0
}

/// No future of a run is sooner than its plan, nor are all of them.
fn is_no_sooner(run: &Value, program: &str, at_once: usize, is_in_order: bool, printed: &str) {
    let plan = planned(program);
    let delays: Vec<u32> = plan.iter().map(|(_, delay)| *delay).collect();
    let ends = earliest(&delays, at_once);
    assert_eq!(futures(run).len(), plan.len());
    let mut before = 0.0_f64;
    for ((future, (label, delay)), end) in futures(run).iter().zip(&plan).zip(&ends) {
        assert_eq!(future["label"], **label);
        let (started, finished) = (at(future, "started_ms"), at(future, "finished_ms"));
        let delivered = at(future, "delivered_ms");
        let took = finished - started + RESOLUTION_MS;
        assert!(took >= f64::from(*delay), "{delay}: {future}");
        assert!(
            finished + RESOLUTION_MS >= f64::from(*end),
            "{end}: {future}"
        );
        assert!(delivered >= finished, "{future}");
        if is_in_order {
            assert!(delivered >= before, "{before}: {future}");
            before = delivered;
        }
    }
    let last = f64::from(*ends.iter().max().expect("some"));
    let elapsed = at(&run["summary"], "elapsed_ms");
    assert!(elapsed + RESOLUTION_MS >= last, "{last}: {elapsed}");
    // It tells hundredths of a second.
    assert!(
        told(printed) + 5.0 + RESOLUTION_MS >= last,
        "{last}: {printed}"
    );
}

/// What the server counted since it was last asked: all of them asked and answered, and so many at once.
fn counted(server: &Server, at_once: usize) {
    Server::counts(&server.delay, "idle");
    let counts = Server::counts_and_forgets(&server.delay);
    for (what, expected) in [
        ("requests", 6),
        ("completed", 6),
        ("aborted", 0),
        ("max_in_flight", at_once),
    ] {
        assert_eq!(counts[what], expected, "{counts}");
    }
}

fn nothing_is_sooner_than_the_plan(engine: Engine, ways: &[&str]) {
    let server = Server::start();
    let address = |way: &str| format!("{}/?{RACE}&strategy={way}", server.local);
    drive_in(engine, &address(ways[0]), async |page| {
        for way in ways {
            page.goto(&address(way)).await;
            let here = Here::open(page).await;
            let program = here.generated().await;
            let at_once = if *way == "sequential" { 1 } else { AT_ONCE };
            let is_in_order = *way != "as_completed";

            let (printed, run) = native::recorded(&format!("times-{way}"), &program);
            is_no_sooner(&run, &program, at_once, is_in_order, &printed);
            counted(&server, at_once);

            here.run().await;
            let (printed, run) = (here.printed().await, here.export().await);
            is_no_sooner(&run, &program, at_once, is_in_order, &printed);
            counted(&server, at_once);
            assert_eq!(run["summary"]["max_in_flight"], at_once);
            // The program's own watch begins before the first submission, with which the run begins.
            let delivered = futures(&run)
                .iter()
                .map(|future| at(future, "delivered_ms"));
            let last = delivered.fold(0.0, f64::max);
            assert!(
                told(&printed) + 5.0 + RESOLUTION_MS >= last,
                "{last}: {printed}"
            );
        }
    });
}

#[test]
fn nothing_is_sooner_than_the_plan_here_or_outside() {
    nothing_is_sooner_than_the_plan(Engine::Chromium, &["sequential", "map", "as_completed"]);
}

#[test]
fn nor_is_it_in_firefox() {
    nothing_is_sooner_than_the_plan(Engine::Firefox, &["as_completed"]);
}

/// Has a program note when each of its tasks began and ended, when all were submitted, and when each was got.
fn noting(program: &str) -> String {
    const NOTED: &str = "NOTED = {}\n\n\ndef noted(cc: str) -> bytes:\n    before = perf_counter()\n    try:\n        return download(cc)\n    finally:\n        NOTED[cc] = [before, perf_counter()]\n\n\nparser = ";
    let mut program = program.to_owned();
    for (from, to) in [
        ("parser = ", NOTED),
        (
            "    to_do = {",
            "    NOTED[\"submit\"] = perf_counter()\n    to_do = {",
        ),
        ("submit(download, cc)", "submit(noted, cc)"),
        (
            "print(to_do[future], status)",
            "NOTED[to_do[future]].append(perf_counter())",
        ),
        (
            "\nprint(f\"Elapsed",
            "\nimport json\nprint(\"NOTED\", json.dumps(NOTED))\nprint(f\"Elapsed",
        ),
    ] {
        assert_eq!(program.matches(from).count(), 1, "{from}: {program}");
        program = program.replace(from, to);
    }
    program
}

fn the_record_is_what_the_program_saw(engine: Engine) {
    let server = Server::start();
    let address = format!("{}/?{RACE}", server.local);
    drive_in(engine, &address, async |page| {
        let here = Here::open(page).await;
        let program = noting(&here.generated().await);
        here.write(&program).await;
        here.run().await;
        let (printed, run) = (here.printed().await, here.export().await);
        let (_, noted) = printed.split_once("NOTED ").expect("what was noted");
        let noted = noted.lines().next().expect("a line");
        let noted: Value = serde_json::from_str(noted.trim()).expect(noted);
        let ms = |value: &Value| value.as_f64().expect("a time") * 1000.0;
        let of = |future: &Value, nth: usize| {
            let label = future["label"].as_str().expect("a label");
            ms(&noted[label][nth])
        };
        let submitted = ms(&noted["submit"]);
        // Both have the same clock, and zeros of their own: so spans are compared, from each beginning to each end.
        for begun in futures(&run) {
            for ended in futures(&run) {
                let took = at(ended, "finished_ms") - at(begun, "started_ms");
                let inner = of(ended, 1) - of(begun, 0);
                let outer = of(ended, 2) - submitted;
                assert!(
                    inner <= took + ROUNDED_MS,
                    "{inner} > {took}: {begun} {ended}"
                );
                assert!(
                    took <= outer + ROUNDED_MS,
                    "{took} > {outer}: {begun} {ended}"
                );
                let got = at(ended, "delivered_ms") - at(begun, "started_ms");
                assert!(
                    took <= got && got <= outer + ROUNDED_MS,
                    "{got}: {begun} {ended}"
                );
            }
        }
    });
}

#[test]
fn what_the_record_says_lies_within_what_the_program_noted() {
    the_record_is_what_the_program_saw(Engine::Chromium);
}

#[test]
fn so_it_does_in_firefox() {
    the_record_is_what_the_program_saw(Engine::Firefox);
}
