//! Random runs of jobs, and sweeps over the number of workers, beside a machine that knows when what
//! was computed.

use std::rc::Rc;
use std::time::Duration;

use photofinish::app::lab::facts::JobsFacts;
use photofinish::app::lab::headline::{Far, Told, curve, headline};
use photofinish::app::state::Stage;
use photofinish::config::{Lang, RunConfig};
use photofinish::diagnosis::{Finding, diagnose, diagnose_speedup};
use photofinish::environment::Environment;
use photofinish::fetch::{Exchange, FetchRequest, Fetcher};
use photofinish::lab::{Lab, Point, RunKind, Tools};
use photofinish::race::Origin;
use photofinish::record::Record;
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};
use photofinish::stats::InFlight;
use photofinish::tell::plain;
use photofinish::tell::words::lab::Asked;

use super::accounts::{most_at_once, time_of};
use super::cores::{Machine, Pool};
use super::langs;
use super::random::Random;
use super::read::{Truth, Truths, hold};
use super::still::{stand_still, within};

struct Nobody;

impl Fetcher for Nobody {
    fn fetch(&self, _: FetchRequest) -> LocalBoxFuture<Exchange> {
        unreachable!("jobs make no requests")
    }
}

fn machine(random: &mut Random) -> Machine {
    let (low, more) = (random.within(2, 40), random.within(0, 60));
    let jobs = random.within(1, 48);
    Machine {
        cores: random.within(1, 8) as usize,
        jobs: (0..jobs).map(|_| random.ms(low, low + more)).collect(),
        serial: Duration::ZERO,
        lag: Duration::from_micros(random.within(0, 2500)),
    }
}

/// Runs the jobs of a query on a machine, cancelled after so long.
fn run(
    query: &str,
    machine: &Machine,
    stalls: &[Duration],
    cancel: Option<Duration>,
) -> (Lab, RunConfig) {
    let jobs = machine.jobs.len();
    let query = format!("experiment=workers&kernel=primes&size=9&jobs={jobs}&{query}");
    let (config, errors) = RunConfig::from_query(&query);
    assert_eq!(errors, [], "{query}");
    let runtime = Rc::new(VirtualRuntime::new());
    let (pools, gaps) = (runtime.clone(), stalls.to_vec());
    let (made, watched) = (machine.clone(), runtime.clone());
    let tools = Tools {
        runtime: runtime.clone(),
        make_pool: Rc::new(move |spec, recorder| {
            Ok(Rc::new(Pool::new(pools.clone(), &made, spec, recorder)))
        }),
        fetcher: Rc::new(Nobody),
        origin: Origin {
            base: "flags".into(),
            extension: "svg",
        },
        own: None,
        cores: machine.cores,
        on_change: Rc::new(|| {}),
        watch: Rc::new(move |recorder| stand_still(&watched, recorder, &gaps)),
    };
    let lab = Lab::start(config.clone(), tools).unwrap();
    if let Some(at) = cancel {
        let (lab, runtime_) = (lab.clone(), runtime.clone());
        runtime.spawn(Box::pin(async move {
            // After the workers have started.
            runtime_.sleep(Duration::from_millis(30) + at).await;
            if lab.is_running() {
                lab.cancel();
            }
        }));
    }
    runtime.run();
    assert!(!lab.is_running());
    (lab, config)
}

fn record(lab: &Lab) -> Record {
    lab.runs().last().unwrap().recorder.record().clone()
}

const DONE_EN: &[&str] = &[
    "{done} prime test in {elapsed_s} s on {workers}: {ratio} times as fast as 1 worker.",
    "{done} prime tests in {elapsed_s} s on {workers}: {ratio} times as fast as 1 worker.",
    "{done} prime test in {elapsed_s} s on {workers}, {busy} of them busy on average.",
    "{done} prime tests in {elapsed_s} s on {workers}, {busy} of them busy on average.",
    "{done} prime test in {elapsed_s} s on {workers} that share {cores}.",
    "{done} prime tests in {elapsed_s} s on {workers} that share {cores}.",
    "{done} prime test in {elapsed_s} s on {workers}.",
    "{done} prime tests in {elapsed_s} s on {workers}.",
    "Cancelled: {done} of {jobs} done.",
];
const DONE_ZH: &[&str] = &[
    "{workers} 用 {elapsed_s} 秒完成 {done} 个数的素性检验：速度是 1 个 worker 的 {ratio} 倍。",
    "{workers} 用 {elapsed_s} 秒完成 {done} 个数的素性检验，平均有 {busy} 个在忙。",
    "{workers} 共用 {cores}，用 {elapsed_s} 秒完成 {done} 个数的素性检验。",
    "{workers} 用 {elapsed_s} 秒完成 {done} 个数的素性检验。",
    "已取消：{jobs} 个中完成了 {done} 个。",
];

/// A number of something in words.
fn counted(lang: Lang, number: usize, english: &str, chinese: &str) -> Truth {
    let plural = if number == 1 { "" } else { "s" };
    Truth::Text(match lang {
        Lang::En => format!("{number} {english}{plural}"),
        Lang::Zh => format!("{number} 个{chinese}"),
    })
}

fn check(random: &mut Random) -> Result<(), String> {
    let machine = machine(random);
    let workers = random.within(1, 16) as usize;
    let kind = RunKind::Pool { workers };
    let stalls: Vec<Duration> = (0..random.within(0, 2))
        .map(|_| random.ms(51, 900))
        .collect();
    let cancel = random
        .one_in(4)
        .then(|| random.ms(1, 300) + Duration::from_nanos(300));
    let (lab, config) = run(
        &format!("where=pool&workers={workers}"),
        &machine,
        &stalls,
        cancel,
    );
    let record = record(&lab);

    let schedule = machine.run(workers);
    let cut = cancel.filter(|at| *at < machine.elapsed(workers));
    let is_done = |job: &&super::cores::Computed| cut.is_none_or(|at| job.back <= at);
    let done = schedule.iter().filter(is_done).count();
    let heard = |job: &super::cores::Computed| job.from + (job.to - job.from) / 4;
    let begun = schedule
        .iter()
        .filter(|job| cut.is_none_or(|at| heard(job) <= at));
    let aborted = begun.count() - done;
    let elapsed = cut.unwrap_or_else(|| machine.elapsed(workers));
    let stalls = within(&stalls, elapsed);
    let spans: Vec<_> = schedule.iter().map(|job| (job.from, job.to)).collect();

    // What was computed at once: never more than there are workers.
    let most = InFlight::of(record.lanes()).at_most();
    if cut.is_none() && most != most_at_once(&spans) {
        return Err(format!(
            "{most} in flight, in truth {}",
            most_at_once(&spans)
        ));
    }
    if most > workers {
        return Err(format!("{most} in flight on {workers} workers"));
    }

    // While it goes on, too: the page hears of an end after the next has begun.
    for share in 1..20 {
        let earlier = record.until(elapsed * share / 20);
        let most = InFlight::of(earlier.lanes()).at_most();
        if most > workers {
            return Err(format!("{most} seem in flight on {workers} workers"));
        }
    }

    let alone = (cut.is_none() && random.one_in(2)).then(|| {
        let (lab, _) = run("where=pool&workers=1", &machine, &[], None);
        let time = lab.runs()[0].recorder.record().ended().unwrap();
        (RunKind::Pool { workers: 1 }, time)
    });
    let computing: Duration = spans.iter().map(|(from, to)| *to - *from).sum();
    let mut truths = Truths::from([
        ("done", Truth::Count(done)),
        ("aborted", Truth::Count(aborted)),
        (
            "never_started",
            Truth::Count(schedule.len() - done - aborted),
        ),
        ("jobs", Truth::Count(schedule.len())),
        ("tasks", Truth::Count(schedule.len())),
        ("elapsed", Truth::Time(elapsed)),
        ("elapsed_s", Truth::Seconds(elapsed)),
        ("limit", Truth::Count(workers)),
        ("stalls", Truth::Count(stalls.len())),
        ("computing", Truth::Time(computing)),
    ]);
    if cut.is_none() {
        truths.insert("at_limit", Truth::Time(time_of(&spans, workers)));
        // Where cores are shared nobody knows who computed.
        if workers <= machine.cores {
            let busy = computing.as_secs_f64() / elapsed.as_secs_f64();
            truths.insert("busy", Truth::Ratio(busy));
        }
    }
    truths.extend(
        stalls
            .iter()
            .max()
            .map(|stall| ("stall", Truth::Time(*stall))),
    );
    if alone.is_some() {
        let ratio = machine.elapsed(1).as_secs_f64() / elapsed.as_secs_f64();
        truths.insert("ratio", Truth::Ratio(ratio));
    }

    let findings = diagnose(&config, &record, &Environment::default());
    let asked = Asked {
        config: &config,
        workers,
        cores: machine.cores,
    };
    let far = Far {
        done: record.came(),
        total: schedule.len(),
        cancelled: cut.is_some(),
        ..Far::default()
    };
    for lang in [Lang::En, Lang::Zh] {
        truths.insert("workers", counted(lang, workers, "worker", " worker"));
        truths.insert("cores", counted(lang, machine.cores, "core", "核心"));
        let told = Told::Jobs(kind, &record, alone);
        let said = headline(lang, Stage::Over, &asked, told, far);
        hold(&plain(&said), langs::of(lang, DONE_EN, DONE_ZH), &truths)?;
        for finding in &findings {
            let templates = langs::of(lang, langs::FINDINGS_EN, langs::FINDINGS_ZH);
            hold(&finding.sentence(lang), templates, &truths)?;
        }
    }
    let facts = JobsFacts::of(config.work.kernel, kind, &record, machine.cores);
    match facts.done == done {
        true => Ok(()),
        false => Err(format!("{} done, in truth {done}", facts.done)),
    }
}

#[test]
fn of_300_runs_of_jobs_each_number_of_each_sentence_is_true() {
    let fault = |seed| {
        let fault = check(&mut Random::new(seed)).err()?;
        Some(format!("seed {seed}: {fault}"))
    };
    let faults: Vec<String> = (0..300).filter_map(fault).collect();
    let few = faults.iter().take(8).cloned().collect::<Vec<_>>();
    assert_eq!(faults.len(), 0, "{}", few.join("\n\n"));
}

const SWEPT_EN: &[&str] = &[
    "Best with {best} workers, but the times scatter too much to say how many times as fast as 1 on {cores_s}.",
    "Best with {best} workers, but the times scatter too much to say how many times as fast as 1 on {cores_s}; {slower} are slower than {best}.",
    "Best with 1 worker: more were not faster on {cores_s}.",
    "Best with 1 worker: more were not faster on {cores_s}; {slower} are slower than 1.",
    "Best with {best} workers: {speedup} times as fast as 1 on {cores_s}.",
    "Best with {best} workers: {speedup} times as fast as 1 on {cores_s}; {slower} are slower than {best}.",
];
const SWEPT_ZH: &[&str] = &[
    "{cores_s}上，{best} 个 worker 最快，但用时太分散，说不出速度是 1 个的几倍。",
    "{cores_s}上，{best} 个 worker 最快，但用时太分散，说不出速度是 1 个的几倍；{slower} 个比 {best} 个慢。",
    "{cores_s}上，1 个 worker 最快：再多也不更快。",
    "{cores_s}上，1 个 worker 最快：再多也不更快；{slower} 个比 1 个慢。",
    "{cores_s}上，{best} 个 worker 最快，速度是 1 个的 {speedup} 倍。",
    "{cores_s}上，{best} 个 worker 最快，速度是 1 个的 {speedup} 倍；{slower} 个比 {best} 个慢。",
];

#[test]
fn of_sweeps_each_number_of_each_sentence_is_true() {
    let (mut fitted, mut unfitted) = (0, 0);
    for seed in 0..24 {
        let mut random = Random::new(seed);
        let cores = random.within(1, 6) as usize;
        // Work that can be divided, after some that cannot.
        let jobs = vec![Duration::from_millis(5); 120];
        let parallel: Duration = jobs.iter().sum();
        let serial = parallel.mul_f64(random.one_of(&[0.0, 0.05, 0.1, 0.3, 1.0]));
        let machine = Machine {
            cores,
            jobs,
            serial,
            lag: Duration::ZERO,
        };
        let (lab, config) = run("where=sweep", &machine, &[], None);
        let points = lab.points(&lab.runs());
        let measured = curve(&points).unwrap();
        let time = |workers: usize| machine.elapsed(workers).as_secs_f64();
        let most = (2 * cores).min(32);
        let shortest = (1..=most).map(time).fold(f64::MAX, f64::min);
        let best = (1..=most).find(|n| time(*n) <= shortest * 1.02).unwrap();
        let slower = (best..=most).find(|n| time(*n) > time(best) * 1.02);
        let share = serial.as_secs_f64() / (serial + parallel).as_secs_f64();
        let mut truths = Truths::from([
            ("best", Truth::Count(best)),
            ("speedup", Truth::Ratio(time(1) / time(best))),
            ("cores", Truth::Count(cores)),
            ("numbers", Truth::Count(cores)),
            ("share", Truth::Near(share * 100.0, 1.5)),
            ("error", Truth::Near(0.0, 1.5)),
            ("bound", Truth::Near(1.0 / share, 0.1 / share)),
        ]);
        truths.extend(slower.map(|workers| ("slower", Truth::Count(workers))));
        let findings = diagnose_speedup(&measured, Some(cores));
        let is_fitted = findings
            .iter()
            .any(|f| matches!(f, Finding::SerialShare(_)));
        match is_fitted {
            true => fitted += 1,
            false => unfitted += 1,
        }
        assert!(
            !is_fitted || cores >= 4 && share > 0.0,
            "seed {seed}: {findings:?}"
        );
        assert!(
            is_fitted || cores < 4 || share == 0.0,
            "seed {seed}: {measured:?}"
        );
        let asked = Asked {
            config: &config,
            workers: cores,
            cores,
        };
        for lang in [Lang::En, Lang::Zh] {
            truths.insert("cores_s", counted(lang, cores, "core", "核心"));
            let templates = langs::of(lang, langs::FINDINGS_EN, langs::FINDINGS_ZH);
            let findings = findings.iter().map(|finding| finding.sentence(lang));
            let told = Told::Sweep(&points);
            let top = headline(lang, Stage::Over, &asked, told, Far::default());
            let swept = langs::of(lang, SWEPT_EN, SWEPT_ZH);
            let mut held = findings.map(|said| hold(&said, templates, &truths));
            let held = held.find(Result::is_err).unwrap_or(Ok(()));
            let held = held.and_then(|()| hold(&plain(&top), swept, &truths));
            assert_eq!(held, Ok(()), "seed {seed}");
        }
    }
    assert!(
        fitted > 4 && unfitted > 4,
        "{fitted} fitted, {unfitted} not"
    );
}

/// Something else on the machine takes its share of some runs. What the sentences say is held against
/// the times that were really measured, and no ratio is more than there are workers.
#[test]
fn no_sweep_says_more_times_as_fast_than_there_are_workers_however_the_times_scatter() {
    let (mut refused, mut said) = (0, 0);
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let cores = random.within(1, 6) as usize;
        let most = (2 * cores).min(32);
        let ideal = random.within(200, 4000) as f64;
        let points: Vec<Point> = (1..=most)
            .map(|workers| {
                let alone = ideal / workers.min(cores) as f64;
                let mut time = || {
                    let held_up = random.one_of(&[1.0, 1.0, 1.01, 1.3, 2.2, 4.0]);
                    Duration::from_micros((alone * held_up * 1000.0) as u64)
                };
                Point {
                    workers,
                    startup: vec![Duration::ZERO; 3],
                    elapsed: [time(), time(), time()].to_vec(),
                }
            })
            .collect();
        let sorted = |workers: usize| {
            let mut times = points[workers - 1].elapsed.clone();
            times.sort_unstable();
            times
        };
        let (config, _) = RunConfig::from_query("experiment=workers&where=sweep");
        let measured = curve(&points).unwrap();
        let findings = diagnose_speedup(&measured, Some(cores));
        let Some(Finding::BestSpeedup {
            workers,
            speedup,
            slower,
            ..
        }) = findings.first()
        else {
            panic!("seed {seed}: {findings:?}");
        };
        let (best, alone, times) = (*workers, sorted(1), sorted(*workers));
        let ratio = alone[1].as_secs_f64() / times[1].as_secs_f64();
        let mut truths =
            Truths::from([("best", Truth::Count(best)), ("cores", Truth::Count(cores))]);
        truths.extend(slower.map(|workers| ("slower", Truth::Count(workers))));
        match speedup {
            Some(_) => {
                assert!(ratio <= best as f64 * 1.02, "seed {seed}: {findings:?}");
                truths.insert("speedup", Truth::Ratio(ratio.min(best as f64)));
                said += 1;
            }
            None => {
                assert!(ratio > best as f64, "seed {seed}: {findings:?}");
                truths.insert("alone_min", Truth::Time(alone[0]));
                truths.insert("alone_max", Truth::Time(alone[2]));
                truths.insert("best_min", Truth::Time(times[0]));
                truths.insert("best_max", Truth::Time(times[2]));
                refused += 1;
            }
        }
        let asked = Asked {
            config: &config,
            workers: cores,
            cores,
        };
        for lang in [Lang::En, Lang::Zh] {
            truths.insert("cores_s", counted(lang, cores, "core", "核心"));
            let templates = langs::of(lang, langs::FINDINGS_EN, langs::FINDINGS_ZH);
            let held = hold(&findings[0].sentence(lang), templates, &truths);
            let told = Told::Sweep(&points);
            let top = headline(lang, Stage::Over, &asked, told, Far::default());
            let swept = langs::of(lang, SWEPT_EN, SWEPT_ZH);
            let held = held.and_then(|()| hold(&plain(&top), swept, &truths));
            assert_eq!(held, Ok(()), "seed {seed}");
        }
    }
    assert!(said > 40 && refused > 40, "{said} said, {refused} not");
}
