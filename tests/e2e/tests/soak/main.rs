//! `cargo xtask soak`, and the short form of it that is a test: many jobs and many requests with
//! faults among them. Every future settles once and as it may, counts add up, memory is flat, and in
//! the end nothing is left of what was taken from the browser.
//!
//! The page (`tests/soak/`) gets a seed for each round, so that a round can be had again:
//! `SOAK_JOBS`, `SOAK_FETCHES` and `SOAK_SEED` say how many and from which seed on.

mod flat;
mod host;

use std::env;
use std::time::Duration;

use e2e::{Page, Server, drive_at};
use serde_json::{Value, json};

use flat::Memory;
use host::Host;

/// The short form: jobs, requests, the first seed.
const SHORT: [u32; 3] = [20_000, 3_000, 1];
/// A round is over in this time, on a busy machine.
const LIMIT: Duration = Duration::from_secs(600);

/// Lists that a program keeps may have grown by so many bytes, to as long as they ever had to be.
const LISTS: u64 = 16_384;

fn told(variable: &str, otherwise: u32) -> u32 {
    match env::var(variable) {
        Ok(number) => number.parse().expect("a number"),
        Err(_) => otherwise,
    }
}

#[test]
fn nothing_is_lost_doubled_or_left() {
    let [jobs, fetches, seed] = [
        told("SOAK_JOBS", SHORT[0]),
        told("SOAK_FETCHES", SHORT[1]),
        told("SOAK_SEED", SHORT[2]),
    ];
    println!("{jobs} jobs and {fetches} fetches, seed {seed}");
    let files = Server::start_at(0, &e2e::soak());
    drive_at(&files.local, async |page| {
        page.patience(LIMIT).await;
        let soak = Soak { page, seed };
        soak.run(jobs, fetches).await;
        // Jobs that panic or trap are told on the console, as asked of them; nothing else is.
        let said = page.console().await.into_iter();
        let said =
            said.filter(|message| message.level == "SEVERE" && message.source == "console-api");
        let of_jobs = ["the job panicked in", "the job trapped in"];
        let other: Vec<_> = said
            .filter(|message| !of_jobs.iter().any(|told| message.text.contains(told)))
            .collect();
        assert!(other.is_empty(), "{other:#?}");
    });
}

struct Soak<'a> {
    page: &'a Page,
    seed: u32,
}

impl Soak<'_> {
    async fn run(&self, jobs: u32, fetches: u32) {
        // What a program makes once and keeps is there after a little of everything.
        let host = Host::start();
        self.jobs(200, 1).await;
        self.fetches(&host, 20, 1).await;
        let before = self.held().await;
        println!("held before: {before}");

        let rounds = (jobs / 2500).clamp(8, 100);
        let memory = self.jobs(jobs / rounds, rounds).await;
        memory.expect_flat("jobs", jobs / rounds);
        let rounds = (fetches / 400).clamp(8, 100);
        let memory = self.fetches(&host, fetches / rounds, rounds).await;
        memory.expect_flat("fetches", fetches / rounds);

        let mut after = self.held().await;
        let bytes = |held: &Value| held["bytes"].as_u64().unwrap_or(u64::MAX);
        assert!(
            bytes(&after) < bytes(&before) + LISTS,
            "{after} is left, and there was {before}"
        );
        after["bytes"] = before["bytes"].clone();
        assert_eq!(after, before, "something is left");
    }

    /// Rounds of jobs on one pool, and beside each some pools from start to end.
    async fn jobs(&self, count: u32, rounds: u32) -> Memory {
        let mut memory = Memory::default();
        for round in 0..rounds {
            let seed = self.seed.wrapping_add(round);
            let report = self.call("jobs", &[seed.into(), count.into()]).await;
            accept("jobs", seed, &report);
            let report = self.call("lives", &[seed.into()]).await;
            accept("lives", seed, &report);
            memory.add(self.memory().await, "jobs");
        }
        let end = self.call("end_pool", &[]).await;
        assert_eq!(end, json!({"left": [0, 0, 0], "workers": 0}));
        memory
    }

    async fn fetches(&self, host: &Host, count: u32, rounds: u32) -> Memory {
        let mut memory = Memory::default();
        for round in 0..rounds {
            let seed = self.seed.wrapping_add(round);
            let places = host.places();
            let arguments = [seed.into(), count.into(), json!(places.to_string())];
            let report = self.call("fetches", &arguments).await;
            accept("fetches", seed, &report);
            if places["restarts"] == false {
                self.expect_counted(&places, &report).await;
            }
            memory.add(self.memory().await, "fetches");
        }
        memory
    }

    /// Calls a function of the page; what it gives.
    async fn call(&self, name: &str, arguments: &[Value]) -> Value {
        const CALL: &str = "
            const [name, values, done] = arguments;
            window.program.then((program) => program[name](...values))
                .then(done, (error) => done(JSON.stringify({ error: String(error) })));
        ";
        let client = self.page.client();
        let arguments = vec![json!(name), json!(arguments)];
        match client.execute_async(CALL, arguments).await {
            Ok(Value::String(report)) => serde_json::from_str(&report).expect("JSON"),
            Ok(other) => other,
            Err(error) => {
                // Not `call`: that would wait again.
                let open = "return window.program.then((program) => program.open());";
                let open = client.execute(open, Vec::new()).await;
                panic!("{name}: {error}; still open: {open:?}");
            }
        }
    }

    /// What is held of the browser's things, once what nobody holds is cleared away.
    async fn held(&self) -> Value {
        self.until_no_worker().await;
        self.clear().await;
        let held = "
            const done = arguments[arguments.length - 1];
            window.program.then(() => window.soak.held()).then(done);
        ";
        let held = self.page.client().execute_async(held, Vec::new()).await;
        let mut held = held.expect("the page counts");
        let program = self.call("sizes", &[]).await;
        held["bytes"] = program["bytes"].clone();
        held["objects"] = program["objects"].clone();
        held
    }

    /// A worker that is ended takes a moment to be gone, and with it the lock that it holds as long as it lives. Not asked is
    /// the browser's list of what it can debug: in that some stay that are gone.
    async fn until_no_worker(&self) {
        const GONE: &str = "
            const done = arguments[arguments.length - 1];
            const look = async () => {
                const { held, pending } = await navigator.locks.query();
                if (held.length + pending.length === 0) done(); else requestAnimationFrame(look);
            };
            look();
        ";
        let gone = self.page.client().execute_async(GONE, Vec::new()).await;
        gone.unwrap_or_else(|error| panic!("there still are workers: {error}"));
    }

    async fn memory(&self) -> [f64; 4] {
        self.clear().await;
        let program = self.call("sizes", &[]).await;
        let heap = self.page.devtools("Runtime.getHeapUsage", json!({})).await;
        [
            &heap["usedSize"],
            &program["bytes"],
            &program["memory"],
            &program["objects"],
        ]
        .map(|value| value.as_f64().expect("a number"))
    }

    /// Twice: what finalizers let go of in between is cleared away too.
    async fn clear(&self) {
        for _ in 0..2 {
            self.page
                .devtools("HeapProfiler.collectGarbage", json!({}))
                .await;
            // After the turn of the finalizers.
            self.turn().await;
        }
    }

    /// A turn of the page's own.
    async fn turn(&self) {
        let turn = "const done = arguments[0]; setTimeout(done);";
        let turned = self.page.client().execute_async(turn, Vec::new()).await;
        turned.expect("the page takes a turn");
    }

    /// What the page counted is what the server counted.
    async fn expect_counted(&self, places: &Value, report: &Value) {
        for (kind, asked) in report["asked"].as_object().into_iter().flatten() {
            let asked = asked.as_u64().unwrap_or_default();
            let stats = host::stats(self.page, places, kind).await;
            let counts = ["in_flight", "requests", "completed"];
            let [in_flight, requests, completed] =
                counts.map(|count| stats[count].as_u64().unwrap_or(u64::MAX));
            let right = match kind.as_str() {
                "plain" | "delayed" | "refused" | "cut" => requests == asked && completed == asked,
                // Over a connection that was there before a browser asks again: six of them, and a new one.
                "reset" => (asked..=7 * asked).contains(&requests),
                // Held back by the browser for too long it never goes out.
                "stalled" | "slow" | "aborted" => requests <= asked,
                _ => requests == 0,
            };
            assert!(
                right && in_flight == 0,
                "{kind}: {asked} asked, the server counts {stats}"
            );
        }
    }
}

/// Tells what a round came to, and fails if anything was wrong.
fn accept(what: &str, seed: u32, report: &Value) {
    println!("{what}, seed {seed}: {report}");
    assert_eq!(report["faults"], 0, "{what}, seed {seed}: {report:#}");
    assert_eq!(report["submitted"], report["settled"]);
}
