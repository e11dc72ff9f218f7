//! Random races, and all that is said of them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use photofinish::app::headline::{At, headline};
use photofinish::app::state::{Action, AppState, Theme};
use photofinish::config::{Lang, RunConfig, Server, Strategy};
use photofinish::diagnosis::{Finding, diagnose_beside};
use photofinish::environment::Environment;
use photofinish::export::{Run, RunExport};
use photofinish::race::{Origin, Race, Tools};
use photofinish::record::{Outcome, Record};
use photofinish::runtime::{Runtime, VirtualRuntime};
use photofinish::stats::{InFlightIs, Latencies, Progress};
use photofinish::tell::plain;
use photofinish::tell::words;

use super::accounts::{Accounts, most_at_once, percentile};
use super::browser::{Browser, Habits, Timing};
use super::langs;
use super::random::Random;
use super::read::{Truth, Truths, hold, met};
use super::requests::{Known, tail, truths};
use super::still::{stand_still, within};

/// A run as it is to be.
struct Plan {
    config: RunConfig,
    habits: Habits,
    cancel: Option<Duration>,
    move_limit: Option<(Duration, usize)>,
    stalls: Vec<Duration>,
}

impl Plan {
    fn of(random: &mut Random) -> Self {
        let server = random.one_of(&[
            "delay",
            "delay",
            "error",
            "sim",
            "local",
            "http://else.where/x",
        ]);
        let strategy = random.one_of(&[
            "sequential",
            "map",
            "as_completed",
            "as_completed",
            "compare",
        ]);
        let most = random.one_of(&[2, 8, 40, 40]);
        let (low, more) = (random.within(1, 300), random.within(0, 900));
        let mut query = format!(
            "codes=all&limit={}&server={server}&strategy={strategy}&max_workers={}&seed={}",
            random.within(1, most),
            random.one_of(&[1, 2, 3, 5, 6, 7, 12, 20, 30, 100]),
            random.within(0, 1 << 40),
        );
        if server != "local" || random.one_in(3) {
            query += &format!("&delay={low}-{}", low + more);
        }
        if query.contains("delay=") && random.one_in(3) {
            query += "&error_rate=0.3";
        }
        if random.one_in(2) {
            query += &format!("&retries={}", random.within(1, 3));
        }
        if random.one_in(4) {
            query += &format!("&timeout={}", random.within(200, 1500));
        }
        let (config, errors) = RunConfig::from_query(&query);
        assert_eq!(errors, [], "{query}");
        let is_sim = server == "sim";
        let is_shared = random.one_in(4) && !is_sim;
        let is_hidden = server.starts_with("http") && random.one_in(2);
        let moment = |random: &mut Random| random.ms(1, 4000) + Duration::from_micros(250);
        let may_move = !["sequential", "compare"].contains(&strategy);
        Plan {
            habits: Habits {
                connections: (!is_sim && !is_shared).then_some(6),
                timing: match (is_sim, is_hidden) {
                    (true, _) => Timing::Nonsense,
                    (_, true) => Timing::Hidden,
                    _ => Timing::Told,
                },
                protocol: if is_shared { "h2" } else { "http/1.1" },
                is_dead: random.one_in(30),
                asks_to_wait: random.one_in(2),
            },
            cancel: random.one_in(4).then(|| moment(random)),
            move_limit: (may_move && random.one_in(8))
                .then(|| (moment(random), random.within(1, 12) as usize)),
            stalls: (0..random.within(0, 2))
                .map(|_| random.ms(51, 900))
                .collect(),
            config,
        }
    }

    fn environment(&self) -> Environment {
        let told = self.habits.timing == Timing::Told && !self.habits.is_dead;
        Environment {
            protocol: told.then(|| self.habits.protocol.to_owned()),
            ..Environment::default()
        }
    }
}

/// A run as it was.
struct Done {
    race: Race,
    accounts: Vec<Accounts>,
    stalls: Vec<Vec<Duration>>,
    moved: bool,
}

fn run(plan: &Plan) -> Done {
    let runtime = Rc::new(VirtualRuntime::new());
    let browser = Browser::new(runtime.clone(), plan.habits);
    let starts = Rc::new(RefCell::new(Vec::new()));
    let stalls = Rc::new(RefCell::new(Vec::<Vec<Duration>>::new()));
    let watch = {
        let (runtime, starts, stalls) = (runtime.clone(), starts.clone(), stalls.clone());
        let gaps = plan.stalls.clone();
        move |recorder: Rc<photofinish::recorder::Recorder>| {
            starts.borrow_mut().push(runtime.now());
            stalls.borrow_mut().push(gaps.clone());
            stand_still(&runtime, recorder, &gaps);
        }
    };
    let tools = Tools {
        runtime: runtime.clone(),
        fetcher: Rc::new(browser.clone()),
        on_change: Rc::new(|| {}),
        watch: Rc::new(watch),
    };
    let origin = Origin {
        base: "http://there/flags".into(),
        extension: "svg",
    };
    let race = Race::start(plan.config.clone(), origin, tools);
    let cancelled = Rc::new(Cell::new(None));
    let moved = Rc::new(Cell::new(false));
    if let Some(at) = plan.cancel {
        let (race, runtime_, cancelled) = (race.clone(), runtime.clone(), cancelled.clone());
        runtime.spawn(Box::pin(async move {
            runtime_.sleep(at).await;
            if race.is_running() {
                cancelled.set(Some(runtime_.now()));
                race.cancel();
            }
        }));
    }
    if let Some((at, limit)) = plan.move_limit {
        let (race, runtime_, moved) = (race.clone(), runtime.clone(), moved.clone());
        runtime.spawn(Box::pin(async move {
            runtime_.sleep(at).await;
            if race.is_running() {
                moved.set(true);
                race.set_max_workers(limit);
            }
        }));
    }
    runtime.run();
    assert!(!race.is_running());
    let (starts, requests) = (starts.take(), browser.requests());
    let runs = starts.iter().enumerate().map(|(index, start)| {
        let next = starts.get(index + 1).copied().unwrap_or(Duration::MAX);
        let own = |request: &&super::browser::Request| (*start..next).contains(&request.asked);
        let own: Vec<_> = requests.iter().filter(own).cloned().collect();
        Accounts::of(&plan.config, &own, *start, cancelled.get())
    });
    Done {
        accounts: runs.collect(),
        stalls: stalls.take(),
        moved: moved.get(),
        race,
    }
}

/// How long the same takes one by one, in a browser that holds nothing back, if it ends the same way.
fn one_by_one(plan: &Plan, accounts: &Accounts) -> Option<Duration> {
    let is_planned =
        plan.config.plan().is_some() && !matches!(plan.config.server, Some(Server::Base(_)));
    if !is_planned || accounts.cancelled {
        return None;
    }
    let alone = run(&Plan {
        config: plan.config.with_strategy(Strategy::Sequential),
        habits: Habits {
            connections: None,
            ..plan.habits
        },
        cancel: None,
        move_limit: None,
        stalls: Vec::new(),
    });
    let alone = &alone.accounts[0];
    // A request that is held back for long may run out of time, and its attempts be others.
    let ends = |task: &super::accounts::Task| {
        let outcomes = task.requests.iter().map(|request| request.outcome);
        outcomes.collect::<Vec<_>>()
    };
    // What was cut short has no delay of its own to add up.
    let cut = |request: &super::browser::Request| request.outcome == Some(Outcome::Timeout);
    if accounts.requests().any(cut) {
        return None;
    }
    let mut pairs = alone.tasks.iter().zip(&accounts.tasks);
    pairs
        .all(|(one, other)| ends(one) == ends(other))
        .then_some(alone.elapsed)
}

fn same_outcomes(one: &Accounts, other: &Accounts) -> bool {
    Outcome::ALL
        .iter()
        .all(|outcome| one.count(*outcome) == other.count(*outcome))
}

/// What is said of each run, and the figures behind it.
fn check(seed: u64, plan: &Plan) -> Result<(), String> {
    let done = run(plan);
    let runs = done.race.runs();
    let records: Vec<Record> = runs
        .iter()
        .map(|(_, recorder)| recorder.record().clone())
        .collect();
    let sequential = runs
        .iter()
        .position(|(strategy, _)| *strategy == Strategy::Sequential);
    let mut known_truths = Vec::new();
    for (index, (strategy, _)) in runs.iter().enumerate() {
        let (accounts, record) = (&done.accounts[index], &records[index]);
        let config = plan.config.with_strategy(*strategy);
        let first = sequential.map(|index| &done.accounts[index]);
        let compared = first.filter(|first| {
            *strategy != Strategy::Sequential
                && !accounts.cancelled
                && same_outcomes(first, accounts)
        });
        let alone = match compared {
            Some(first) => Some(first.elapsed),
            None => one_by_one(plan, accounts),
        };
        let limit = match strategy {
            Strategy::Sequential => 1,
            _ => config.max_workers,
        };
        let truths = truths(
            accounts,
            &Known {
                config: &config,
                limit: (!done.moved).then_some(limit),
                stalls: &within(&done.stalls[index], accounts.elapsed),
                alone,
            },
        );
        let environment = plan.environment();
        let beside = sequential.map(|index| &records[index]);
        let findings = diagnose_beside(&config, record, &environment, beside);
        for lang in [Lang::En, Lang::Zh] {
            for finding in &findings {
                let templates = langs::of(lang, langs::FINDINGS_EN, langs::FINDINGS_ZH);
                hold(&finding.sentence(lang), templates, &truths)?;
            }
        }
        let at_once = limit > 1 || done.moved;
        whether_it_is_said(plan, accounts, &findings, alone, at_once)?;
        figures(plan, accounts, record, &config)?;
        progress(accounts, record, seed)?;
        known_truths.push(truths);
    }
    at_the_top(plan, &done, &records, &known_truths)
}

/// What must be said, and what must not.
fn whether_it_is_said(
    plan: &Plan,
    accounts: &Accounts,
    findings: &[Finding],
    alone: Option<Duration>,
    at_once: bool,
) -> Result<(), String> {
    let room = findings.len() < 4 && !plan.habits.is_dead;
    let said = |is_it: fn(&Finding) -> bool| findings.iter().any(is_it);
    let pays = alone.is_some_and(|alone| alone >= accounts.elapsed + accounts.elapsed / 10);
    let many = accounts.tasks.len() > 1 && at_once;
    let ratio = said(|finding| matches!(finding, Finding::AsFast { .. }));
    if room && ratio != (pays && many) {
        return Err(format!(
            "ratio {ratio}, {alone:?} against {:?}",
            accounts.elapsed
        ));
    }
    let asked = most_at_once(&accounts.running());
    let may_hold = plan.habits.timing != Timing::Nonsense
        && !(plan.habits.timing == Timing::Told && plan.habits.protocol == "h2");
    let known = accounts.requests().all(|request| request.told);
    let held = said(|finding| matches!(finding, Finding::HeldByBrowser { .. }));
    if room && known && held != (may_hold && asked > 6) {
        return Err(format!("held {held}, asked {asked}"));
    }
    let unknown = said(|finding| matches!(finding, Finding::InFlightUnknown { .. }));
    if room && plan.habits.timing == Timing::Hidden && unknown != (asked > 6) {
        return Err(format!("unknown {unknown}, asked {asked}"));
    }
    Ok(())
}

fn figures(
    plan: &Plan,
    accounts: &Accounts,
    record: &Record,
    config: &RunConfig,
) -> Result<(), String> {
    let same = |what: &str, shown: String, truth: String| match shown == truth {
        true => Ok(()),
        false => Err(format!("{what} is {shown}, in truth {truth}")),
    };
    for outcome in Outcome::ALL {
        let (shown, truth) = (record.count(outcome), accounts.count(outcome));
        same(outcome.name(), shown.to_string(), truth.to_string())?;
    }
    let summary = RunExport::new(Run { config, record }, &plan.environment()).summary;
    let spans = |told: bool| {
        let these = accounts
            .on_the_way()
            .into_iter()
            .filter(move |(_, _, is_told)| *is_told || !told);
        these.map(|(from, to, _)| (from, to)).collect::<Vec<_>>()
    };
    let asked = most_at_once(&accounts.running());
    same("asked", summary.max_asked.to_string(), asked.to_string())?;
    let most = match summary.max_in_flight_is {
        InFlightIs::Measured => most_at_once(&spans(false)),
        InFlightIs::AtLeast => most_at_once(&spans(true)),
        InFlightIs::Asked => asked,
    };
    same(
        "in flight",
        summary.max_in_flight.to_string(),
        most.to_string(),
    )?;
    let repeated: usize = accounts
        .tasks
        .iter()
        .map(|task| task.requests.len().saturating_sub(1))
        .sum();
    same("retried", summary.retried.to_string(), repeated.to_string())?;

    let latencies = Latencies::of(record);
    let over = || {
        accounts
            .requests()
            .filter(|request| request.outcome.is_some())
    };
    // Of what was not answered nobody could tell.
    let answers = [Outcome::Ok, Outcome::NotFound, Outcome::HttpError];
    let answered =
        || over().filter(|request| request.outcome.is_some_and(|one| answers.contains(&one)));
    let untold = if plan.habits.timing == Timing::Hidden || plan.habits.timing == Timing::Nonsense {
        answered().count()
    } else {
        answered().filter(|request| !request.told).count()
    };
    same("hidden", latencies.hidden.to_string(), untold.to_string())?;
    let time = |request: &super::browser::Request| match (request.told, request.sent) {
        (true, Some(sent)) => request.over - sent,
        _ => request.over - request.asked,
    };
    let times = |ok: bool| {
        let these = over().filter(|request| (request.outcome == Some(Outcome::Ok)) == ok);
        let mut times: Vec<Duration> = these.map(time).collect();
        times.sort_unstable();
        times
    };
    same(
        "ok",
        format!("{:?}", latencies.ok),
        format!("{:?}", times(true)),
    )?;
    same(
        "failed",
        format!("{:?}", latencies.failed),
        format!("{:?}", times(false)),
    )?;
    same(
        "held",
        format!("{:?}", latencies.held),
        format!("{:?}", accounts.held()),
    )?;
    let shown = summary
        .latency_ms
        .map(|latency| [latency.p50, latency.p90, latency.p95, latency.p99]);
    let ok = times(true);
    let truth = [50, 90, 95, 99]
        .map(|percent| percentile(&ok, percent).map(|time| time.as_secs_f64() * 1e3));
    let near = |shown: [f64; 4]| {
        shown
            .iter()
            .zip(truth)
            .all(|(a, b)| b.is_some_and(|b| (a - b).abs() < 1e-6))
    };
    match shown {
        None if ok.is_empty() => Ok(()),
        Some(shown) if near(shown) => Ok(()),
        shown => Err(format!("percentiles {shown:?}, in truth {truth:?}")),
    }
}

/// The progress at any moment of the run.
fn progress(accounts: &Accounts, record: &Record, seed: u64) -> Result<(), String> {
    let whole = accounts.elapsed.as_micros() as u64;
    let at = Duration::from_micros(Random::new(seed).within(0, whole));
    let shown = Progress::of(&record.until(at), at.max(Duration::from_micros(1)));
    let count = |outcomes: &[Outcome]| {
        let over = accounts.tasks.iter().filter(|task| task.over <= at);
        over.filter(|task| outcomes.contains(&task.outcome)).count()
    };
    let gone = count(&[Outcome::Cancelled]);
    let good = count(&[Outcome::Ok, Outcome::NotFound]);
    let done = count(&Outcome::ALL) - gone;
    let truth = (done, done - good, gone, accounts.tasks.len());
    if (shown.done, shown.failed, shown.cancelled, shown.total) != truth {
        return Err(format!("{shown:?} at {at:?}, in truth {truth:?}"));
    }
    let truths = Truths::from([
        ("failed", Truth::Count(done - good)),
        ("gone", Truth::Count(gone)),
    ]);
    let english = [
        "",
        ", {failed} failed",
        ", {gone} cancelled",
        ", {failed} failed, {gone} cancelled",
    ];
    let chinese = [
        "",
        "，{failed} 个失败",
        "，{gone} 个已取消",
        "，{failed} 个失败，{gone} 个已取消",
    ];
    for (lang, templates) in [(Lang::En, english), (Lang::Zh, chinese)] {
        let said = (words::page::of(lang).progress_tail)(shown.failed, shown.cancelled);
        hold(&said, &templates, &truths)?;
    }
    Ok(())
}

/// The sentence at the top.
fn at_the_top(
    plan: &Plan,
    done: &Done,
    records: &[Record],
    known: &[Truths],
) -> Result<(), String> {
    let runs = done.race.runs();
    let shown: Vec<_> = runs
        .iter()
        .zip(records)
        .map(|((strategy, _), record)| (*strategy, record))
        .collect();
    // Where nothing came there is nothing to compare.
    let can_be_compared =
        |accounts: &Accounts| !accounts.cancelled && accounts.count(Outcome::Ok) > 0;
    let is_whole = runs.len() == 3 && done.accounts.iter().all(can_be_compared);
    for lang in [Lang::En, Lang::Zh] {
        let state = AppState::from_query("", lang, Theme::Auto)
            .reduce(Action::Asked(plan.config.clone()))
            .reduce(Action::Ended(plan.config.experiment));
        let at = At {
            stage: state.show().stage,
            time: None,
            is_looked_at: false,
            total: plan.config.labels().len(),
        };
        let said = plain(&headline(&state, at, &shown));
        let (last, accounts) = (known.last().unwrap(), done.accounts.last().unwrap());
        let mut truths = last.clone();
        truths.insert("tail", Truth::Text(tail(accounts, lang)));
        let mut templates = langs::of(lang, langs::REPORT_EN, langs::REPORT_ZH);
        if is_whole {
            templates = langs::of(lang, langs::COMPARED_EN, langs::COMPARED_ZH);
            truths.insert("alone_s", Truth::Seconds(done.accounts[0].elapsed));
            for name in ["head", "behind", "wait", "waited"] {
                truths.extend(known[1].get(name).map(|truth| (name, truth.clone())));
            }
        }
        hold(said.trim_end(), templates, &truths)?;
    }
    Ok(())
}

#[test]
fn of_1700_races_each_number_of_each_sentence_is_true() {
    let fault = |seed| {
        let plan = Plan::of(&mut Random::new(seed));
        let fault = check(seed, &plan).err()?;
        let (query, habits) = (plan.config.to_query(), plan.habits);
        Some(format!("seed {seed}, {query} {habits:?}: {fault}"))
    };
    let faults: Vec<String> = (0..1700).filter_map(fault).collect();
    let few = faults.iter().take(8).cloned().collect::<Vec<_>>();
    assert_eq!(faults.len(), 0, "{}", few.join("\n\n"));
    // Every kind of sentence was among them.
    let of_races = |templates: &[&'static str]| {
        let of_jobs = ["passing", "best with", "Amdahl", "传递", "worker"];
        let is_of_race = |one: &&&str| !of_jobs.iter().any(|word| one.contains(word));
        let all: Vec<&str> = templates.iter().filter(is_of_race).copied().collect();
        let unmet = all.iter().filter(|one| met(&[one]) == 0);
        unmet.map(ToString::to_string).collect::<Vec<_>>()
    };
    let all = [
        (langs::FINDINGS_EN, langs::FINDINGS_ZH),
        (langs::REPORT_EN, langs::REPORT_ZH),
        (langs::COMPARED_EN, langs::COMPARED_ZH),
    ];
    for (english, chinese) in all {
        assert_eq!((of_races(english), of_races(chinese)), (vec![], vec![]));
    }
}
