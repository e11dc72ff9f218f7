//! Scheduling plans with the outcome CPython gave, played on the executor with the virtual clock.
//!
//! `ORACLE_PLANS` names another file of plans; each line holds a plan and the expected trace.
//! Times compare to the millisecond. One known deviation is played as decided: in cancel mode a
//! cancelled future is handed out at once (`yields_prompt`, CF-Q01).
#![cfg(not(target_arch = "wasm32"))]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use concurrent_futures::completion::{ReturnWhen, as_completed, wait};
use concurrent_futures::executor::{Executor, IoExecutor, MapOptions};
use concurrent_futures::future::{FutureError, FutureHandle, State, TaskError};
use concurrent_futures::runtime::{Runtime, VirtualRuntime};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Case {
    case: String,
    plan: Plan,
    expected: Value,
}

#[derive(Clone, Deserialize)]
struct Plan {
    max_workers: usize,
    tasks: Vec<PlannedTask>,
    mode: String,
    cancel_after: Option<usize>,
    timeout_ms: Option<u64>,
    settle_ms: Option<u64>,
}

#[derive(Clone, Deserialize)]
struct PlannedTask {
    id: String,
    delay_ms: u64,
    outcome: String,
}

/// What is seen while a plan is played.
#[derive(Default)]
struct Trace {
    starts: Vec<String>,
    completions: Vec<String>,
    callbacks: Vec<String>,
    yields: Vec<Value>,
    timeout_error: Option<String>,
    cancel_returns: BTreeMap<String, bool>,
    on_return: Option<Value>,
    timeline: BTreeMap<String, (u64, Option<u64>)>,
    live: usize,
    max_concurrency: usize,
}

type Handle = FutureHandle<String>;

struct Player {
    plan: Plan,
    runtime: Rc<VirtualRuntime>,
    executor: IoExecutor,
    trace: Rc<RefCell<Trace>>,
}

impl Player {
    fn new(plan: Plan) -> Self {
        let runtime = Rc::new(VirtualRuntime::new());
        let executor = IoExecutor::new(runtime.clone(), plan.max_workers).unwrap();
        Player {
            plan,
            runtime,
            executor,
            trace: Rc::default(),
        }
    }

    fn body(
        &self,
    ) -> impl Fn(PlannedTask) -> std::pin::Pin<Box<dyn Future<Output = Result<String, TaskError>>>>
    + Clone
    + 'static {
        let (runtime, trace) = (self.runtime.clone(), self.trace.clone());
        move |task| {
            let (runtime, trace) = (runtime.clone(), trace.clone());
            Box::pin(async move {
                {
                    let mut trace = trace.borrow_mut();
                    trace.starts.push(task.id.clone());
                    trace
                        .timeline
                        .insert(task.id.clone(), (millis(runtime.now()), None));
                    trace.live += 1;
                    trace.max_concurrency = trace.max_concurrency.max(trace.live);
                }
                runtime.sleep(Duration::from_millis(task.delay_ms)).await;
                let mut trace = trace.borrow_mut();
                trace.live -= 1;
                trace.completions.push(task.id.clone());
                if let Some(entry) = trace.timeline.get_mut(&task.id) {
                    entry.1 = Some(millis(runtime.now()));
                }
                match task.outcome.as_str() {
                    "ok" => Ok(format!("v:{}", task.id)),
                    _ => Err(TaskError::message(format!("boom:{}", task.id))),
                }
            })
        }
    }

    fn states(&self, futures: &[Handle]) -> Value {
        let states = self.plan.tasks.iter().zip(futures);
        states
            .map(|(task, future)| (task.id.clone(), json!(state(future))))
            .collect()
    }

    async fn settle(&self) {
        self.runtime
            .sleep(Duration::from_millis(self.plan.settle_ms.unwrap_or(7)))
            .await;
    }

    fn timeout(&self) -> Option<Duration> {
        self.plan.timeout_ms.map(Duration::from_millis)
    }

    async fn play(self) -> Value {
        let futures = match self.plan.mode.as_str() {
            "map" => self.play_map().await,
            mode => {
                let body = self.body();
                let submit = |task: &PlannedTask| {
                    let (body, task) = (body.clone(), task.clone());
                    let id = task.id.clone();
                    let future = self.executor.submit(move || body(task)).unwrap();
                    let trace = self.trace.clone();
                    future.add_done_callback(move |_| trace.borrow_mut().callbacks.push(id));
                    future
                };
                let futures: Vec<Handle> = self.plan.tasks.iter().map(submit).collect();
                if mode.starts_with("wait_") {
                    self.play_wait(&futures).await;
                } else {
                    self.play_as_completed(&futures).await;
                }
                futures
            }
        };
        self.executor.shutdown(false).await;
        self.report(&futures)
    }

    async fn play_map(&self) -> Vec<Handle> {
        let options = MapOptions {
            timeout: self.timeout(),
            ..MapOptions::default()
        };
        let body = self.body();
        let tasks = self.plan.tasks.clone();
        let mut results = self
            .executor
            .map_with(options, tasks, move |task| {
                let body = body.clone();
                move || body(task)
            })
            .unwrap();
        let futures: Vec<Handle> = results.futures().cloned().collect();
        let mut index = 0;
        while let Some(result) = results.next().await {
            let id = &self.plan.tasks[index].id;
            let state = match result {
                Ok(value) => {
                    assert_eq!(value, format!("v:{id}"));
                    "ok"
                }
                Err(FutureError::Timeout) => {
                    self.trace.borrow_mut().timeout_error = Some(String::new());
                    "timeout"
                }
                Err(error) => {
                    assert_eq!(error.to_string(), format!("boom:{id}"));
                    "error"
                }
            };
            self.trace
                .borrow_mut()
                .yields
                .push(json!({"id": id, "state": state}));
            index += 1;
        }
        self.settle().await;
        let states = self.states(&futures);
        self.trace.borrow_mut().on_return = Some(states);
        futures
    }

    async fn play_as_completed(&self, futures: &[Handle]) {
        let mut completed = as_completed(futures.iter().cloned(), self.timeout());
        let mut count = 0;
        while let Some(next) = completed.next().await {
            let future = match next {
                Ok(future) => future,
                Err(error) => {
                    self.trace.borrow_mut().timeout_error = Some(error.to_string());
                    break;
                }
            };
            let id = self.id_of(futures, &future);
            self.trace
                .borrow_mut()
                .yields
                .push(json!({"id": id, "state": state(&future)}));
            count += 1;
            if self.plan.mode == "cancel_pending_after_n" && self.plan.cancel_after == Some(count) {
                self.settle().await;
                for (task, future) in self.plan.tasks.iter().zip(futures) {
                    let answer = future.cancel();
                    self.trace
                        .borrow_mut()
                        .cancel_returns
                        .insert(task.id.clone(), answer);
                }
                let states = self.states(futures);
                self.trace.borrow_mut().on_return = Some(states);
            }
        }
        if self.trace.borrow().on_return.is_none() {
            self.settle().await;
            let states = self.states(futures);
            self.trace.borrow_mut().on_return = Some(states);
        }
    }

    async fn play_wait(&self, futures: &[Handle]) {
        let return_when = match self.plan.mode.as_str() {
            "wait_first_completed" => ReturnWhen::FirstCompleted,
            "wait_first_exception" => ReturnWhen::FirstException,
            "wait_all_completed" => ReturnWhen::AllCompleted,
            other => panic!("unknown mode {other}"),
        };
        let mut left: Vec<Handle> = futures.to_vec();
        loop {
            let found = wait(left, self.timeout(), return_when).await;
            let ids = |set: &[Handle]| -> Vec<String> {
                set.iter()
                    .map(|future| self.id_of(futures, future))
                    .collect()
            };
            let answer = json!({"done": ids(&found.done), "not_done": ids(&found.not_done)});
            self.trace.borrow_mut().yields.push(answer);
            if self.trace.borrow().on_return.is_none() {
                // The settling time must not delay the next call: states are read on the side.
                if self.plan.timeout_ms.is_some() || found.not_done.is_empty() {
                    self.settle().await;
                    let states = self.states(futures);
                    self.trace.borrow_mut().on_return = Some(states);
                } else {
                    let (runtime, trace) = (self.runtime.clone(), self.trace.clone());
                    let settle = self.plan.settle_ms.unwrap_or(7);
                    let ids: Vec<String> =
                        self.plan.tasks.iter().map(|task| task.id.clone()).collect();
                    let all = futures.to_vec();
                    let timer = self.runtime.sleep(Duration::from_millis(settle));
                    runtime.spawn(Box::pin(async move {
                        timer.await;
                        let states = ids.into_iter().zip(&all);
                        let states = states.map(|(id, f)| (id, json!(state(f)))).collect();
                        trace.borrow_mut().on_return.get_or_insert(states);
                    }));
                }
            }
            left = found.not_done;
            if self.plan.timeout_ms.is_some() || left.is_empty() {
                break;
            }
        }
        while self.trace.borrow().on_return.is_none() {
            self.settle().await;
        }
    }

    fn id_of(&self, futures: &[Handle], future: &Handle) -> String {
        let index = futures.iter().position(|other| other == future).unwrap();
        self.plan.tasks[index].id.clone()
    }

    fn error_positions(&self, yields: &[Value]) -> Value {
        let failing = |id: &Value| {
            self.plan
                .tasks
                .iter()
                .any(|task| id == &task.id && task.outcome == "error")
        };
        let position = |id: &Value| self.plan.tasks.iter().position(|task| id == &task.id);
        let mut found = Vec::new();
        for (index, answer) in yields.iter().enumerate() {
            match answer.get("done").and_then(Value::as_array) {
                Some(done) => found.extend(
                    done.iter()
                        .filter(|id| failing(id))
                        .map(|id| json!([index, position(id)])),
                ),
                None if answer["state"] == "error" => found.push(json!(index)),
                None => {}
            }
        }
        Value::Array(found)
    }

    fn report(&self, futures: &[Handle]) -> Value {
        let trace = self.trace.borrow();
        let makespan = trace
            .timeline
            .values()
            .filter_map(|(_, end)| *end)
            .max()
            .unwrap_or(0);
        let mut report = json!({
            "starts": trace.starts,
            "completions": trace.completions,
            "yields": trace.yields,
            "timeout_error": trace.timeout_error,
            "error_positions": self.error_positions(&trace.yields),
            "states_on_return": trace.on_return,
            "final_states": self.states(futures),
            "max_concurrency": trace.max_concurrency,
            "timeline_ms": trace.timeline,
            "makespan_ms": makespan,
        });
        if self.plan.mode != "map" {
            report["callback_order"] = json!(trace.callbacks);
        }
        if self.plan.mode == "cancel_pending_after_n" {
            report["cancel_returns"] = json!(trace.cancel_returns);
        }
        report
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap()
}

fn state(future: &Handle) -> &'static str {
    match future.state() {
        State::Pending => "pending",
        State::Running => "running",
        State::Cancelled => "cancelled",
        State::Finished if future.failed() => "error",
        State::Finished => "ok",
    }
}

/// CPython's trace with the one deviation applied.
fn decided(mut expected: Value) -> Value {
    if let Some(prompt) = expected
        .as_object_mut()
        .and_then(|map| map.remove("yields_prompt"))
    {
        expected["yields"] = prompt;
    }
    let positions = expected["yields"].as_array().map(|yields| {
        let errors = yields
            .iter()
            .enumerate()
            .filter(|(_, one)| one["state"] == "error");
        errors.map(|(index, _)| json!(index)).collect::<Vec<_>>()
    });
    if expected.get("cancel_returns").is_some() {
        expected["error_positions"] = json!(positions);
    }
    expected
}

#[test]
fn every_plan_runs_as_on_cpython() {
    let path = std::env::var("ORACLE_PLANS")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/plans.jsonl").into());
    let text = std::fs::read_to_string(&path).unwrap();
    let cases: Vec<Case> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(!cases.is_empty(), "{path} holds no plan");
    let (total, mut equal, mut first) = (cases.len(), 0, None);
    for case in cases {
        let player = Player::new(case.plan);
        let runtime = player.runtime.clone();
        let seen = runtime
            .block_on(player.play())
            .expect("the plan deadlocked");
        let expected = decided(case.expected);
        if seen == expected {
            equal += 1;
        } else if first.is_none() {
            let keys = expected.as_object().unwrap().keys();
            let differing: Vec<_> = keys.filter(|key| seen[*key] != expected[*key]).collect();
            first = Some(format!(
                "{} differs in {differing:?}\nexpected {expected:#}\nseen {seen:#}",
                case.case
            ));
        }
    }
    println!("{total} plans, {equal} equal");
    assert!(
        first.is_none(),
        "{total} plans, {equal} equal\n{}",
        first.unwrap_or_default()
    );
}
