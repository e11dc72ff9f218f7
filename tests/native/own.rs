//! Jobs of a person's own function on the virtual clock: whatever it does, each future settles.

use std::cell::Cell;
use std::future::pending;
use std::rc::Rc;
use std::time::Duration;

use crate::records::Script;
use photofinish::app::lab::own::link;
use photofinish::app::lab::own::told::{thrown, wrong_in};
use photofinish::config::{Lang, RunConfig};
use photofinish::fetch::{Exchange, FetchRequest, Fetcher};
use photofinish::kernels::KernelOutput;
use photofinish::lab::own::{LIMIT, MakeWorker, OwnError, OwnPlace, OwnWorker, START, Wrong};
use photofinish::lab::{Lab, LabOutput, Problem, Tools};
use photofinish::race::Origin;
use photofinish::record::Outcome;
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};
use photofinish::tell::plain;
use photofinish::tell::words::workers as errors;
use proptest::prelude::*;

const STARTS: Duration = Duration::from_millis(20);
const CALL: Duration = Duration::from_millis(100);

/// What a call does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Does {
    Returns,
    Throws,
    Nothing,
}

/// How many workers live and how many were made.
#[derive(Default)]
struct Count {
    alive: Cell<usize>,
    made: Cell<usize>,
}

struct Fake {
    runtime: Rc<VirtualRuntime>,
    does: fn(u32) -> Does,
    count: Rc<Count>,
}

impl OwnWorker for Fake {
    fn call(&self, n: u32, job: u32) -> LocalBoxFuture<Result<String, OwnError>> {
        let (over, does) = (self.runtime.sleep(CALL), (self.does)(job));
        Box::pin(async move {
            over.await;
            match does {
                Does::Returns => Ok(format!("{n} {job}")),
                Does::Throws => Err(OwnError::Threw(format!("Error: {job}"))),
                Does::Nothing => pending().await,
            }
        })
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.count.alive.set(self.count.alive.get() - 1);
    }
}

struct NoFetch;

impl Fetcher for NoFetch {
    fn fetch(&self, _: FetchRequest) -> LocalBoxFuture<Exchange> {
        Box::pin(pending())
    }
}

fn maker(runtime: &Rc<VirtualRuntime>, does: fn(u32) -> Does, count: &Rc<Count>) -> MakeWorker {
    let (runtime, count) = (runtime.clone(), count.clone());
    Rc::new(move || {
        count.alive.set(count.alive.get() + 1);
        count.made.set(count.made.get() + 1);
        let worker = Fake {
            runtime: runtime.clone(),
            does,
            count: count.clone(),
        };
        let started = runtime.sleep(STARTS);
        Box::pin(async move {
            started.await;
            Ok(Box::new(worker) as Box<dyn OwnWorker>)
        })
    })
}

fn start(query: &str, runtime: &Rc<VirtualRuntime>, make: MakeWorker) -> Lab {
    let config = RunConfig::from_query(&format!("experiment=workers&kernel=own&{query}")).0;
    let shared: Rc<dyn Runtime> = runtime.clone();
    let tools = Tools {
        runtime: shared.clone(),
        make_pool: Rc::new(move |spec, recorder| {
            assert!(spec.is_own);
            let place = OwnPlace::new(shared.clone(), spec, recorder, make.clone())?;
            Ok(Rc::new(place))
        }),
        fetcher: Rc::new(NoFetch),
        origin: Origin::of_base("http://localhost/flags"),
        own: None,
        cores: 2,
        on_change: Rc::new(|| ()),
        watch: Rc::new(|_| ()),
    };
    Lab::start(config, tools).unwrap()
}

fn ran(query: &str, does: fn(u32) -> Does) -> (Lab, Rc<Count>) {
    let (runtime, count) = (
        Rc::new(VirtualRuntime::default()),
        Rc::new(Count::default()),
    );
    let lab = start(query, &runtime, maker(&runtime, does, &count));
    runtime.run();
    assert!(!lab.is_running());
    (lab, count)
}

fn outcomes(lab: &Lab) -> Vec<Outcome> {
    let runs = lab.runs();
    let record = runs.last().unwrap().recorder.record();
    record
        .lanes()
        .iter()
        .map(|lane| lane.outcome().unwrap())
        .collect()
}

#[test]
fn each_job_calls_it_with_the_size_and_its_number() {
    let (lab, count) = ran("jobs=5&size=77&workers=2", |_| Does::Returns);
    for job in 0..5 {
        let text = lab
            .future(0, job)
            .unwrap()
            .inspect(|outcome| match outcome {
                Some(Ok(LabOutput::Kernel(KernelOutput::Own { text }))) => text.clone(),
                other => panic!("{other:?}"),
            });
        assert_eq!(text, format!("77 {job}"));
    }
    // The same two from the first job to the last, and none once it is over.
    assert_eq!((count.made.get(), count.alive.get()), (2, 0));
    let run = &lab.runs()[0];
    assert_eq!(run.startup, STARTS);
    assert_eq!(run.recorder.record().ended(), Some(3 * CALL));
}

#[test]
fn what_it_throws_is_the_error_of_that_job_alone_and_its_worker_goes_on() {
    let does = |job| {
        if job == 1 {
            Does::Throws
        } else {
            Does::Returns
        }
    };
    let (lab, count) = ran("jobs=4&workers=1", does);
    assert_eq!(
        outcomes(&lab),
        [Outcome::Ok, Outcome::Failed, Outcome::Ok, Outcome::Ok]
    );
    assert_eq!(count.made.get(), 1);
    let error = lab.future(0, 1).unwrap().peek().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "your function threw Error: 1");
    assert!(errors::future(Lang::Zh, &error).contains("你的函数抛出了"));
}

#[test]
fn an_endless_call_is_ended_with_its_worker_and_the_next_job_gets_a_new_one() {
    let does = |job| {
        if job == 0 {
            Does::Nothing
        } else {
            Does::Returns
        }
    };
    let (lab, count) = ran("jobs=3&workers=1", does);
    assert_eq!(outcomes(&lab), [Outcome::Timeout, Outcome::Ok, Outcome::Ok]);
    assert_eq!((count.made.get(), count.alive.get()), (2, 0));
    // Nobody said how long a job may take.
    let record = lab.runs()[0].recorder.record().clone();
    assert_eq!(record.lanes()[0].finished, Some(LIMIT));
}

#[test]
fn the_time_limit_of_the_settings_holds() {
    let (lab, count) = ran("jobs=2&workers=2&timeout=50", |_| Does::Returns);
    assert_eq!(outcomes(&lab), [Outcome::Timeout; 2]);
    assert_eq!(count.alive.get(), 0);
}

#[test]
fn a_run_that_is_cancelled_ends_its_workers_at_once() {
    let (runtime, count) = (
        Rc::new(VirtualRuntime::default()),
        Rc::new(Count::default()),
    );
    let lab = start(
        "jobs=9&workers=2",
        &runtime,
        maker(&runtime, |_| Does::Nothing, &count),
    );
    let (cancelled, sleep) = (lab.clone(), runtime.sleep(STARTS + CALL / 2));
    runtime.spawn(Box::pin(async move {
        sleep.await;
        cancelled.cancel();
    }));
    runtime.run();
    assert!(!lab.is_running() && lab.is_cancelled());
    assert_eq!(count.alive.get(), 0);
    assert!(runtime.now() < LIMIT);
    let outcomes = outcomes(&lab);
    assert!(outcomes.iter().all(|one| *one == Outcome::Cancelled));
}

#[test]
fn a_text_that_makes_no_function_keeps_the_run_from_beginning() {
    let runtime = Rc::new(VirtualRuntime::default());
    let make: MakeWorker = Rc::new(|| {
        Box::pin(async {
            Err(OwnError::NoFunction(
                "TypeError: 7 is no function".to_owned(),
            ))
        })
    });
    let lab = start("workers=2", &runtime, make);
    runtime.run();
    let problem = lab.problem().unwrap().to_string();
    assert_eq!(
        problem,
        "the text makes no function: TypeError: 7 is no function"
    );
    let said = "TypeError: 7 is no function".to_owned();
    let problem = Problem::from(lab.problem().unwrap());
    assert_eq!(problem.of_own(), Some(&OwnError::NoFunction(said)));
    assert!(lab.runs().is_empty());
}

#[test]
fn a_frame_that_does_not_come_is_told_after_a_while() {
    let runtime = Rc::new(VirtualRuntime::default());
    let make: MakeWorker = Rc::new(|| Box::pin(pending()));
    let lab = start("workers=2", &runtime, make);
    runtime.run();
    assert!(!lab.is_running());
    assert_eq!(runtime.now(), START);
    let problem = lab.problem().unwrap();
    assert!(problem.to_string().contains("no worker with your function"));
    let told = errors::problem(Lang::Zh, &problem.into());
    assert!(told.contains("未能在"), "{told}");
}

#[test]
fn where_no_such_worker_can_be_it_runs_in_the_pool() {
    for place in ["main", "slices", "engines"] {
        let (lab, _) = ran(&format!("where={place}&jobs=2&workers=2"), |_| {
            Does::Returns
        });
        assert_eq!(lab.runs()[0].kind.workers(), Some(2), "{place}");
    }
}

proptest! {
    #[test]
    fn whatever_the_calls_do_every_future_settles_and_no_worker_is_left(
        does in prop::collection::vec(0u32..3, 1..20),
        workers in 1usize..5,
    ) {
        // A plain function has no room for what a case is: it is in the number of the job.
        thread_local! { static CASE: std::cell::RefCell<Vec<u32>> = const { std::cell::RefCell::new(Vec::new()) }; }
        CASE.set(does.clone());
        let kind = |job: u32| match CASE.with_borrow(|case| case[job as usize]) {
            0 => Does::Returns,
            1 => Does::Throws,
            _ => Does::Nothing,
        };
        let (lab, count) = ran(&format!("jobs={}&workers={workers}", does.len()), kind);
        let told: Vec<u32> = outcomes(&lab).into_iter().map(|outcome| match outcome {
            Outcome::Ok => 0,
            Outcome::Failed => 1,
            _ => 2,
        }).collect();
        prop_assert_eq!(told, does);
        prop_assert_eq!(count.alive.get(), 0);
    }

    #[test]
    fn a_function_goes_into_an_address_and_comes_out_of_it(text in "\\PC{1,200}") {
        if let Some(fragment) = link::fragment(&text) {
            prop_assert!(fragment.is_ascii() && !fragment.contains('<'));
            prop_assert_eq!(link::carried(&fragment), Some(text));
        }
    }

    #[test]
    fn any_end_of_an_address_can_be_read(fragment in "\\PC{0,60}|#own=\\PC{0,60}|#own=(%[0-9A-F]{2}){0,20}") {
        let _ = link::carried(&fragment);
    }
}

#[test]
fn what_was_thrown_is_told_with_how_often_cut_short_and_the_most_frequent_first() {
    let told = |script: Script| {
        let record = script.until(9);
        [Lang::En, Lang::Zh].map(|lang| thrown(&record, lang))
    };
    let threw = |script: Script, said: &str| {
        let error = OwnError::Threw(said.to_owned()).to_string();
        script.job_failed(0, &error)
    };
    assert_eq!(told(Script::new().job(0, [0, 0, 0, 5, 5])), [[""; 0]; 2]);
    let rare = threw(Script::new(), "RangeError: <b>no</b>");
    let often = (0..3).fold(rare, |script, _| threw(script, "TypeError: x is undefined"));
    let [en, zh] = told(threw(often, &format!("Error: {}", "y".repeat(290))));
    assert_eq!(
        en,
        [
            "your function threw TypeError: x is undefined, 3 times",
            "your function threw RangeError: <b>no</b>"
        ]
    );
    assert_eq!(zh[0], "你的函数 3 次抛出了 TypeError: x is undefined");
    let [long, _] = told(threw(Script::new(), &"y".repeat(300)));
    assert_eq!(long, [format!("your function threw {}…", "y".repeat(120))]);
}

#[test]
fn what_is_wrong_with_a_text_is_told_with_its_place() {
    let wrong = |place| Wrong {
        said: "Unexpected token ';'".into(),
        place,
    };
    let told = |lang, place| plain(&wrong_in(lang, &wrong(place), "(n) =>\n  n +;\n"));
    assert_eq!(
        told(Lang::En, Some((2, 6))),
        "This is no JavaScript expression: Unexpected token ';' (line 2, column 6)."
    );
    assert_eq!(
        told(Lang::Zh, Some((2, 6))),
        "这不是 JavaScript 表达式：Unexpected token ';'（第 2 行，第 6 列）。"
    );
    assert!(told(Lang::En, Some((3, 1))).ends_with("(at its end)."));
    for none in [None, Some((0, 0))] {
        assert!(told(Lang::En, none).ends_with("token ';'."));
    }
}
