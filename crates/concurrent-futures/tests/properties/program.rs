//! What a random program can consist of.

use concurrent_futures::completion::ReturnWhen;
use proptest::prelude::*;

/// A program and the executor it is for.
#[derive(Clone, Debug)]
pub struct Program {
    pub max_workers: usize,
    pub steps: Vec<Step>,
}

/// Numbers mean futures submitted so far, counted around.
#[derive(Clone, Debug)]
pub enum Step {
    /// Time passes.
    Pause(u64),
    Do(Action),
    /// A callback that may itself do something.
    Callback(usize, Option<Action>),
    /// Somebody waits, on the side.
    Await(usize, Option<u64>),
    AsCompleted(Vec<usize>, Option<u64>),
    Wait(Vec<usize>, Option<u64>, ReturnWhen),
    Map(MapPlan),
}

/// What program, tasks and callbacks can do.
#[derive(Clone, Debug)]
pub enum Action {
    Submit(Box<TaskPlan>),
    Cancel(usize),
    Abort(usize),
    SetMaxWorkers(usize),
    Shutdown { cancel_futures: bool },
}

#[derive(Clone, Debug)]
pub struct TaskPlan {
    /// Turns it gives to others before it waits.
    pub yields: usize,
    pub delay: u64,
    /// Waits for an earlier one.
    pub after: Option<usize>,
    pub action: Option<Action>,
    pub ending: Ending,
}

#[derive(Clone, Copy, Debug)]
pub enum Ending {
    Ok,
    Error,
    Panic,
    /// Aborts itself, then returns or waits.
    Abort {
        returns: bool,
    },
}

#[derive(Clone, Debug)]
pub struct MapPlan {
    pub delays: Vec<u64>,
    /// This one fails.
    pub failing: usize,
    pub buffer_size: Option<usize>,
    pub timeout: Option<u64>,
    /// Results to take before it is dropped.
    pub take: usize,
}

fn delay() -> impl Strategy<Value = u64> {
    prop_oneof![2 => Just(0), 5 => 1..20_u64]
}

fn limit() -> impl Strategy<Value = Option<u64>> {
    prop_oneof![2 => Just(None), 1 => Just(Some(0)), 2 => (1..60_u64).prop_map(Some)]
}

fn simple_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => any::<usize>().prop_map(Action::Cancel),
        3 => any::<usize>().prop_map(Action::Abort),
        2 => (1..6_usize).prop_map(Action::SetMaxWorkers),
    ]
}

fn task(action: impl Strategy<Value = Action>) -> impl Strategy<Value = TaskPlan> {
    let ending = prop_oneof![
        10 => Just(Ending::Ok),
        3 => Just(Ending::Error),
        1 => Just(Ending::Panic),
        1 => any::<bool>().prop_map(|returns| Ending::Abort { returns }),
    ];
    let yields = prop_oneof![4 => Just(0), 1 => 1..3_usize];
    let after = proptest::option::weighted(0.1, any::<usize>());
    let action = proptest::option::weighted(0.2, action);
    (yields, delay(), after, action, ending).prop_map(|(yields, delay, after, action, ending)| {
        TaskPlan {
            yields,
            delay,
            after,
            action,
            ending,
        }
    })
}

fn action() -> impl Strategy<Value = Action> {
    let leaf = task(simple_action()).prop_map(|task| Action::Submit(Box::new(task)));
    let nested = task(prop_oneof![leaf, simple_action()]);
    prop_oneof![
        12 => nested.prop_map(|task| Action::Submit(Box::new(task))),
        5 => simple_action(),
        1 => any::<bool>().prop_map(|cancel_futures| Action::Shutdown { cancel_futures }),
    ]
}

fn some_futures() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(any::<usize>(), 0..8)
}

fn map() -> impl Strategy<Value = MapPlan> {
    let buffer_size = proptest::option::of(1..4_usize);
    (
        proptest::collection::vec(delay(), 0..8),
        0..16_usize,
        buffer_size,
        limit(),
        0..10_usize,
    )
        .prop_map(|(delays, failing, buffer_size, timeout, take)| MapPlan {
            delays,
            failing,
            buffer_size,
            timeout,
            take,
        })
}

fn step() -> impl Strategy<Value = Step> {
    let return_when = prop_oneof![
        Just(ReturnWhen::FirstCompleted),
        Just(ReturnWhen::FirstException),
        Just(ReturnWhen::AllCompleted),
    ];
    let callback_action = proptest::option::weighted(0.5, action());
    prop_oneof![
        6 => (0..15_u64).prop_map(Step::Pause),
        16 => action().prop_map(Step::Do),
        5 => (any::<usize>(), callback_action).prop_map(|(future, action)| Step::Callback(future, action)),
        3 => (any::<usize>(), limit()).prop_map(|(future, limit)| Step::Await(future, limit)),
        3 => (some_futures(), limit()).prop_map(|(futures, limit)| Step::AsCompleted(futures, limit)),
        3 => (some_futures(), limit(), return_when)
            .prop_map(|(futures, limit, when)| Step::Wait(futures, limit, when)),
        2 => map().prop_map(Step::Map),
    ]
}

pub fn any_program() -> impl Strategy<Value = Program> {
    (1..5_usize, proptest::collection::vec(step(), 1..40))
        .prop_map(|(max_workers, steps)| Program { max_workers, steps })
}
