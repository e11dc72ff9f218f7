//! What is measured. Each function prepares, measures one run, and lets go of things afterwards.

use std::future::ready;
use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

use futures::channel::oneshot;
use futures::executor::block_on;
use futures::stream::{self, FuturesUnordered, StreamExt};
use photofinish::completion::{ReturnWhen, as_completed, wait};
use photofinish::executor::{Executor, IoExecutor};
use photofinish::future::{Completer, FutureHandle, TaskError};
use photofinish::runtime::VirtualRuntime;

type Number = Result<usize, TaskError>;

fn pairs(count: usize) -> (Vec<Completer<usize>>, Vec<FutureHandle<usize>>) {
    let runtime = Rc::new(VirtualRuntime::new());
    (0..count).map(|_| Completer::pair(runtime.clone())).unzip()
}

fn done(count: usize) -> Vec<FutureHandle<usize>> {
    let (completers, futures) = pairs(count);
    for (number, completer) in completers.into_iter().enumerate() {
        completer.set_result(number).expect("set once");
    }
    futures
}

async fn drain(futures: Vec<FutureHandle<usize>>) -> usize {
    let mut completed = as_completed(futures, None);
    let mut count = 0;
    while let Some(Ok(future)) = completed.next().await {
        black_box(future);
        count += 1;
    }
    count
}

pub fn as_completed_ready(count: usize) -> Duration {
    let futures = done(count);
    let given = futures.clone();
    let start = Instant::now();
    assert_eq!(block_on(drain(given)), count);
    start.elapsed()
}

pub fn wait_ready(count: usize) -> Duration {
    let futures = done(count);
    let given = futures.clone();
    let start = Instant::now();
    let found = block_on(wait(given, None, ReturnWhen::AllCompleted));
    assert_eq!(found.done.len(), count);
    drop(found);
    start.elapsed()
}

pub fn unordered_ready(count: usize) -> Duration {
    let given: Vec<_> = (0..count).map(ready).collect();
    let start = Instant::now();
    block_on(async move {
        let mut futures: FuturesUnordered<_> = given.into_iter().collect();
        while let Some(number) = futures.next().await {
            black_box(number);
        }
    });
    start.elapsed()
}

pub fn as_completed_pending(count: usize) -> Duration {
    let (completers, futures) = pairs(count);
    let given = futures.clone();
    let start = Instant::now();
    let mut completed = as_completed(given, None);
    for (number, completer) in completers.into_iter().enumerate() {
        completer.set_result(number).expect("set once");
    }
    block_on(async move {
        while let Some(Ok(future)) = completed.next().await {
            black_box(future);
        }
    });
    start.elapsed()
}

pub fn unordered_pending(count: usize) -> Duration {
    let (senders, receivers): (Vec<_>, Vec<_>) =
        (0..count).map(|_| oneshot::channel::<usize>()).unzip();
    let start = Instant::now();
    let mut futures: FuturesUnordered<_> = receivers.into_iter().collect();
    block_on(async move {
        // They are told of what is sent only once they were polled.
        assert!(futures::poll!(futures.next()).is_pending());
        for (number, sender) in senders.into_iter().enumerate() {
            sender.send(number).expect("awaited");
        }
        while let Some(number) = futures.next().await {
            let _ = black_box(number);
        }
    });
    start.elapsed()
}

fn executor() -> (Rc<VirtualRuntime>, IoExecutor) {
    let runtime = Rc::new(VirtualRuntime::new());
    let executor = IoExecutor::new(runtime.clone(), 4).expect("four");
    (runtime, executor)
}

pub fn submit_all(count: usize) -> Duration {
    let (runtime, executor) = executor();
    let start = Instant::now();
    let futures = (0..count).map(|number| {
        let future = executor.submit(move || ready::<Number>(Ok(number)));
        future.expect("open")
    });
    let drained = runtime.block_on(drain(futures.collect()));
    assert_eq!(drained, Some(count));
    start.elapsed()
}

pub fn submit_one_by_one(count: usize) -> Duration {
    let (runtime, executor) = executor();
    let start = Instant::now();
    runtime.block_on(async move {
        for number in 0..count {
            let future = executor.submit(move || ready::<Number>(Ok(number)));
            assert_eq!(future.expect("open").await.ok(), Some(number));
        }
    });
    start.elapsed()
}

pub fn buffer_unordered(count: usize) -> Duration {
    let start = Instant::now();
    block_on(async move {
        let tasks = stream::iter(0..count).map(|number| ready::<Number>(Ok(number)));
        let mut results = tasks.buffer_unordered(4);
        while let Some(result) = results.next().await {
            black_box(result.ok());
        }
    });
    start.elapsed()
}

pub fn map_all(count: usize) -> Duration {
    let (runtime, executor) = executor();
    let start = Instant::now();
    let task = |number| move || ready::<Number>(Ok(number));
    let mut results = executor.map(0..count, task).expect("open");
    runtime.block_on(async move {
        while let Some(result) = results.next().await {
            black_box(result.ok());
        }
    });
    start.elapsed()
}

pub fn buffered(count: usize) -> Duration {
    let start = Instant::now();
    block_on(async move {
        let tasks = stream::iter(0..count).map(|number| ready::<Number>(Ok(number)));
        let mut results = tasks.buffered(4);
        while let Some(result) = results.next().await {
            black_box(result.ok());
        }
    });
    start.elapsed()
}
