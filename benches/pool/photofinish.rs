//! Our side of the pool benchmark: the same jobs and measures as in `page/measures.js`, in Rust.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "a program, called by the page beside it")]

use std::collections::HashSet;
use std::time::Duration;

use js_sys::{ArrayBuffer, Uint8Array};
use photofinish::future::FutureHandle;
use photofinish::workers::{
    Buffer, Job, JobContext, JobError, JobOptions, WorkerPool, hardware_concurrency, serve,
};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

const LARGE: u32 = 16 << 20;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn now() -> f64;
    #[wasm_bindgen(js_name = close)]
    fn close_worker();
}

#[derive(Serialize, Deserialize)]
enum BenchJob {
    Noop(u32),
    Who,
    Busy(f64),
    Echo(Buffer),
    Primes(u32, u32),
    Spin,
    Vanish,
}

#[derive(Clone, Serialize, Deserialize)]
enum Reply {
    Number(u32),
    Buffer(Buffer),
}

thread_local! {
    static ME: u32 = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
}

fn primes(from: u32, count: u32) -> u32 {
    let is_prime = |number: &u32| {
        let mut divisor = 2;
        while divisor * divisor <= *number && !number.is_multiple_of(divisor) {
            divisor += 1;
        }
        *number > 1 && divisor * divisor > *number
    };
    (from..from + count).filter(is_prime).count() as u32
}

impl Job for BenchJob {
    type Output = Reply;
    const ENTRY: &'static str = "bench_worker";

    fn run(self, _: &mut JobContext<'_>) -> Result<Reply, JobError> {
        let me = || ME.with(|me| *me);
        Ok(Reply::Number(match self {
            BenchJob::Noop(number) => number + 1,
            BenchJob::Who => me(),
            BenchJob::Busy(ms) => {
                let until = now() + ms;
                while now() < until {}
                me()
            }
            BenchJob::Echo(buffer) => return Ok(Reply::Buffer(buffer)),
            BenchJob::Primes(from, count) => primes(from, count),
            BenchJob::Spin => loop {
                std::hint::spin_loop();
            },
            BenchJob::Vanish => {
                close_worker();
                0
            }
        }))
    }
}

#[wasm_bindgen]
pub fn bench_worker() {
    serve::<BenchJob>();
}

type Pool = WorkerPool<BenchJob>;
type Measured = Result<String, JsError>;

fn open(size: usize) -> Result<Pool, JsError> {
    Ok(WorkerPool::with_workers(size)?)
}

async fn number(future: FutureHandle<Reply>) -> Result<u32, JsError> {
    match future.result().await? {
        Reply::Number(number) => Ok(number),
        Reply::Buffer(_) => Err(JsError::new("no number")),
    }
}

async fn numbers(
    pool: &Pool,
    jobs: impl IntoIterator<Item = BenchJob>,
) -> Result<Vec<u32>, JsError> {
    let futures: Result<Vec<_>, _> = jobs.into_iter().map(|job| pool.submit(job)).collect();
    let mut numbers = Vec::new();
    for future in futures? {
        numbers.push(number(future).await?);
    }
    Ok(numbers)
}

async fn every_worker(pool: &Pool) -> Result<(), JsError> {
    pool.warm_up().await?;
    let size = pool.max_workers();
    let mut seen = HashSet::new();
    while seen.len() < size {
        seen.extend(numbers(pool, (0..size).map(|_| BenchJob::Who)).await?);
    }
    Ok(())
}

async fn warm(size: usize) -> Result<Pool, JsError> {
    let pool = open(size)?;
    every_worker(&pool).await?;
    for round in 0..20 {
        numbers(&pool, (0..size).map(|_| BenchJob::Noop(round))).await?;
    }
    Ok(pool)
}

fn median(samples: &mut [f64]) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

fn wrong() -> JsError {
    JsError::new("wrong result")
}

#[wasm_bindgen]
pub async fn start(size: usize) -> Measured {
    let begin = now();
    let pool = open(size)?;
    every_worker(&pool).await?;
    let ready = now() - begin;
    Ok(format!("{{\"ready\": {ready}}}"))
}

#[wasm_bindgen]
pub async fn latency(size: usize) -> Measured {
    let pool = warm(size).await?;
    for i in 0..200 {
        number(pool.submit(BenchJob::Noop(i))?).await?;
    }
    let mut samples = Vec::new();
    for i in 0..2000 {
        let begin = now();
        let result = number(pool.submit(BenchJob::Noop(i))?).await?;
        samples.push((now() - begin) * 1000.0);
        if result != i + 1 {
            return Err(wrong());
        }
    }
    Ok(format!("{{\"samples\": {samples:?}}}"))
}

#[wasm_bindgen]
pub async fn noops(size: usize, count: u32) -> Measured {
    let pool = warm(size).await?;
    let begin = now();
    let results = numbers(&pool, (0..count).map(BenchJob::Noop)).await?;
    let elapsed = now() - begin;
    if results.into_iter().ne(1..=count) {
        return Err(wrong());
    }
    let rate = f64::from(count) / elapsed * 1000.0;
    Ok(format!("{{\"rate\": {rate}}}"))
}

async fn echo(pool: &Pool, buffer: Buffer, mark: u8) -> Result<(Buffer, f64), JsError> {
    Uint8Array::new(buffer.array_buffer()).set_index(LARGE - 1, mark);
    let begin = now();
    let back = pool.submit(BenchJob::Echo(buffer))?.result().await?;
    let took = now() - begin;
    match back {
        Reply::Buffer(back)
            if back.len() == LARGE as usize
                && Uint8Array::new(back.array_buffer()).get_index(LARGE - 1) == mark =>
        {
            Ok((back, took))
        }
        _ => Err(wrong()),
    }
}

fn large(byte: u8) -> ArrayBuffer {
    let bytes = Uint8Array::new_with_length(LARGE);
    bytes.fill(byte, 0, LARGE).buffer()
}

#[wasm_bindgen]
pub async fn buffers(size: usize) -> Measured {
    let pool = warm(size).await?;
    let mut clones = Vec::new();
    for mark in 1..=5 {
        clones.push(echo(&pool, Buffer::copy(large(mark)), mark).await?.1);
    }
    // One buffer, again and again: freeing the last one takes longer than handing over the next.
    let mut samples = Vec::new();
    let mut buffer = Buffer::transfer(large(1));
    for mark in 1..=250 {
        let (back, took) = echo(&pool, buffer, mark).await?;
        buffer = back;
        samples.push(took * 1000.0);
    }
    let clone = median(&mut clones);
    Ok(format!("{{\"clone\": {clone}, \"samples\": {samples:?}}}"))
}

#[wasm_bindgen]
pub async fn calibrate(_: usize) -> Measured {
    let count = 1000;
    std::hint::black_box(primes(1_000_000, 20 * count));
    let mut best = f64::INFINITY;
    for _ in 0..10 {
        let begin = now();
        std::hint::black_box(primes(1_000_000, std::hint::black_box(count)));
        best = best.min(now() - begin);
    }
    Ok(format!(
        "{{\"count\": {}}}",
        (f64::from(count) * 20.0 / best).round()
    ))
}

async fn spread(size: usize, jobs: Vec<u32>) -> Measured {
    let pool = warm(size).await?;
    let job = |count: &u32| BenchJob::Primes(1_000_000, *count);
    numbers(&pool, (0..2 * size).map(|_| job(&jobs[0]))).await?;
    let begin = now();
    let expected: Vec<u32> = jobs.iter().map(|count| primes(1_000_000, *count)).collect();
    let alone = now() - begin;
    let begin = now();
    let found = numbers(&pool, jobs.iter().map(job)).await?;
    let together = now() - begin;
    if found != expected {
        return Err(wrong());
    }
    let cores = size.min(hardware_concurrency()) as f64;
    let efficiency = alone / together / cores;
    Ok(format!(
        "{{\"efficiency\": {efficiency}, \"ideal\": {}}}",
        1.0 / efficiency
    ))
}

#[wasm_bindgen]
pub async fn equal(size: usize, count: u32) -> Measured {
    spread(size, vec![count; 64]).await
}

#[wasm_bindgen]
pub async fn uneven(size: usize, count: u32) -> Measured {
    let jobs = (0..32).map(|i| {
        if i < 16 && i % 2 == 0 {
            4 * count
        } else {
            count / 2
        }
    });
    spread(size, jobs.collect()).await
}

#[wasm_bindgen]
pub async fn endless(size: usize) -> Measured {
    let pool = warm(size).await?;
    let begin = now();
    let options = JobOptions {
        timeout: Some(Duration::from_millis(500)),
        ..JobOptions::default()
    };
    let endless = pool.submit_with(BenchJob::Spin, options)?;
    if endless.result().await.is_ok() {
        return Err(wrong());
    }
    let mut seen = HashSet::new();
    while seen.len() < size {
        seen.clear();
        seen.extend(numbers(&pool, (0..size).map(|_| BenchJob::Busy(5.0))).await?);
    }
    let whole = now() - begin;
    Ok(format!("{{\"whole\": {whole}}}"))
}

#[wasm_bindgen]
pub async fn strangers(size: usize) -> Measured {
    let pool = warm(size).await?;
    numbers(&pool, (0..1000).map(BenchJob::Noop)).await?;
    let begin = now();
    let before: Result<Vec<_>, _> = (0..500).map(|i| pool.submit(BenchJob::Noop(i))).collect();
    let endless = pool.submit(BenchJob::Spin)?;
    let after = numbers(&pool, (501..1000).map(BenchJob::Noop)).await?;
    for future in before? {
        number(future).await?;
    }
    let rest = now() - begin;
    if after.into_iter().ne(502..=1000) || endless.done() {
        return Err(wrong());
    }
    pool.terminate_workers();
    Ok(format!("{{\"rest\": {rest}}}"))
}

#[wasm_bindgen]
pub async fn vanish(size: usize) -> Measured {
    let pool = warm(size).await?;
    let begin = now();
    let future = pool.submit(BenchJob::Vanish)?;
    if future.result().await.is_ok() {
        return Err(wrong());
    }
    let noticed = now() - begin;
    Ok(format!("{{\"noticed\": {noticed}}}"))
}
