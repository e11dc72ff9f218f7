//! What the tests of the pool share: a job type that can do everything right and wrong, and the
//! entry of its workers.
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use concurrent_futures::future::{FutureError, FutureHandle};
use concurrent_futures::runtime::{BrowserRuntime, Runtime};
use concurrent_futures::workers::{
    Buffer, Failure, Job, JobContext, JobError, WorkerError, WorkerPool, WorkerPoolBuilder, serve,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use wasm_bindgen::prelude::*;

#[derive(Serialize, Deserialize)]
pub enum TestJob {
    Add(u64, u64),
    /// The number of the worker, another for each.
    Who,
    /// Works for some ms, then says who did.
    Busy(u32),
    /// Counts how often it ran in this worker.
    Count,
    Echo(Buffer),
    /// Sets a static, which `Recall` reads.
    Remember(u64),
    Recall,
    /// Bytes of memory the worker has taken.
    Memory,
    /// The length of some bytes.
    Length(Vec<u8>),
    Progress(u32),
    Fail(String),
    Panic(String),
    Abort,
    Recurse,
    Exhaust,
    /// Takes all memory but this much and keeps it; fails at nothing.
    Fill(usize),
    Throw,
    ThrowText(String),
    Close,
    Spin,
    /// An event nobody sends in tests.
    MessageError,
    UncaughtLater,
    /// Cannot be encoded.
    Unsendable(Unsendable),
    /// Is encoded, but cannot be decoded in the worker; dies there if so told.
    Undecodable(Undecodable),
    /// Its result cannot be encoded; dies then if so told.
    UnsendableResult(bool),
    /// Its result cannot be decoded in the page.
    UndecodableResult,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Reply {
    Number(u64),
    Buffer(Buffer),
    Unsendable(Unsendable),
    Undecodable(Undecodable),
}

#[derive(Clone, Debug)]
pub struct Unsendable {
    pub panic: bool,
}

impl Serialize for Unsendable {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        assert!(!self.panic, "died while encoding");
        Err(ser::Error::custom("cannot be encoded"))
    }
}

impl<'de> Deserialize<'de> for Unsendable {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(de::Error::custom("never encoded"))
    }
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Fate {
    Error,
    Panic,
    Close,
}

#[derive(Clone, Debug)]
pub struct Undecodable(pub Fate);

impl Serialize for Undecodable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Undecodable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Fate::deserialize(deserializer)? {
            Fate::Error => Err(de::Error::custom("cannot be decoded")),
            Fate::Panic => panic!("died while decoding"),
            Fate::Close => {
                close();
                Err(de::Error::custom("closed"))
            }
        }
    }
}

#[wasm_bindgen]
extern "C" {
    fn close();
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub fn now() -> f64;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(call: &js_sys::Function, ms: u32);
    #[wasm_bindgen(js_name = dispatchEvent)]
    fn dispatch_event(event: &web_sys::Event) -> bool;
    #[wasm_bindgen(js_name = throwsNothingOfThatName)]
    fn throw_from_javascript();
}

#[wasm_bindgen(inline_js = r#"
// The browser's own workers, and a list of those made. The test runner would put a constructor of
// its own in place, which wraps every script in a blob to see what it prints.
const made = [];
const scripts = [];
let refuse = false;
export const refuseWorkers = (yes) => (refuse = yes);
if (globalThis.document) {
  const value = new Proxy(Worker, {
    set: () => true,
    construct(target, args) {
      if (refuse) throw new Error("no more workers");
      const worker = Reflect.construct(target, args);
      scripts.push(String(args[0]));
      made.push(worker);
      return worker;
    },
  });
  Object.defineProperty(globalThis, "Worker", { get: () => value, set() {} });
}
export const lastWorker = () => made.at(-1);
export const lastScript = () => scripts.at(-1);
// As on a page without a secure address.
export function hideLocks(yes) {
  if (yes) Object.defineProperty(navigator, "locks", { value: undefined, configurable: true });
  else delete navigator.locks;
}
export async function heldLocks() {
  const { held } = await navigator.locks.query();
  return held.filter(({ name }) => name.startsWith("concurrent-futures ")).length;
}
"#)]
extern "C" {
    /// From now on none can be made; or again.
    #[wasm_bindgen(js_name = refuseWorkers)]
    pub fn refuse_workers(yes: bool);
    /// The worker made last.
    #[wasm_bindgen(js_name = lastWorker)]
    pub fn last_worker() -> web_sys::Worker;
    /// Its script.
    #[wasm_bindgen(js_name = lastScript)]
    pub fn last_script() -> String;
    /// From now on there are no Web Locks; or again.
    #[wasm_bindgen(js_name = hideLocks)]
    pub fn hide_locks(yes: bool);
    /// Workers of this origin that live, as their locks tell.
    #[wasm_bindgen(js_name = heldLocks)]
    async fn held_locks_js() -> JsValue;
}

pub async fn held_locks() -> u32 {
    held_locks_js().await.as_f64().unwrap() as u32
}

#[derive(Debug, thiserror::Error)]
#[error("lookup of {0} failed")]
pub struct LookupError(pub String, #[source] pub std::fmt::Error);

thread_local! {
    static ME: u64 = (js_sys::Math::random() * 1e15) as u64;
    static COUNT: Cell<u64> = const { Cell::new(0) };
    static REMEMBERED: Cell<u64> = const { Cell::new(0) };
}

pub fn me() -> u64 {
    ME.with(|me| *me)
}

pub fn remembered() -> u64 {
    REMEMBERED.get()
}

pub fn spin(ms: f64) {
    let until = now() + ms;
    while now() < until {}
}

fn deeper(level: u64) -> u64 {
    let pad = std::hint::black_box([level; 64]);
    if level == u64::MAX {
        return 0;
    }
    deeper(level + 1).wrapping_add(std::hint::black_box(pad)[7])
}

impl Job for TestJob {
    type Output = Reply;
    const ENTRY: &'static str = "test_worker";

    fn run(self, context: &mut JobContext<'_>) -> Result<Reply, JobError> {
        Ok(Reply::Number(match self {
            TestJob::Add(a, b) => a + b,
            TestJob::Who => me(),
            TestJob::Busy(ms) => {
                spin(ms.into());
                me()
            }
            TestJob::Count => COUNT.with(|count| {
                count.set(count.get() + 1);
                count.get()
            }),
            TestJob::Echo(buffer) => return Ok(Reply::Buffer(buffer)),
            TestJob::Remember(number) => {
                REMEMBERED.set(number);
                0
            }
            TestJob::Recall => remembered(),
            TestJob::Memory => {
                let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
                let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
                buffer.byte_length().into()
            }
            TestJob::Length(bytes) => bytes.len() as u64,
            TestJob::Progress(steps) => {
                for step in 1..=steps {
                    spin(15.0);
                    context.progress(f64::from(step) / f64::from(steps));
                }
                0
            }
            TestJob::Fail(what) => return Err(LookupError(what, std::fmt::Error).into()),
            TestJob::Panic(what) => panic!("{what}"),
            TestJob::Abort => std::process::abort(),
            TestJob::Recurse => deeper(0),
            TestJob::Exhaust => {
                let mut all = Vec::new();
                loop {
                    // Reserved, never touched: the machine itself does not feel it.
                    all.push(std::hint::black_box(Vec::<u8>::with_capacity(512 << 20)));
                }
            }
            TestJob::Fill(rest) => {
                let rest = Vec::<u8>::with_capacity(rest);
                let mut size = 1 << 30;
                while size > 512 {
                    let mut piece = Vec::<u8>::new();
                    match piece.try_reserve_exact(size) {
                        Ok(()) => std::mem::forget(std::hint::black_box(piece)),
                        Err(_) => size /= 2,
                    }
                }
                drop(std::hint::black_box(rest));
                0
            }
            TestJob::Throw => {
                throw_from_javascript();
                0
            }
            TestJob::ThrowText(text) => wasm_bindgen::throw_str(&text),
            TestJob::Close => {
                close();
                0
            }
            // Calls JavaScript now and then: WebKitGTK 2.50 does not always end a worker in a loop of Wasm alone.
            TestJob::Spin => loop {
                spin(1.0);
            },
            TestJob::MessageError => {
                dispatch_event(&web_sys::MessageEvent::new("messageerror").unwrap());
                0
            }
            TestJob::UncaughtLater => {
                let throw = Closure::once_into_js(throw_from_javascript);
                set_timeout(throw.unchecked_ref(), 0);
                0
            }
            TestJob::Unsendable(_) | TestJob::Undecodable(_) => 0,
            TestJob::UnsendableResult(panic) => {
                return Ok(Reply::Unsendable(Unsendable { panic }));
            }
            TestJob::UndecodableResult => return Ok(Reply::Undecodable(Undecodable(Fate::Error))),
        }))
    }
}

#[wasm_bindgen]
pub fn test_worker() {
    serve::<TestJob>();
}

/// A job whose workers have nowhere to begin.
#[derive(Serialize, Deserialize)]
pub struct LostJob;

impl Job for LostJob {
    type Output = ();
    const ENTRY: &'static str = "no_such_entry";

    fn run(self, _: &mut JobContext<'_>) -> Result<(), JobError> {
        Ok(())
    }
}

pub fn lost_pool() -> WorkerPool<LostJob> {
    WorkerPool::with_workers(1).unwrap()
}

pub type Pool = WorkerPool<TestJob>;

pub fn builder(workers: usize) -> WorkerPoolBuilder<TestJob> {
    Pool::builder(Rc::new(BrowserRuntime)).max_workers(workers)
}

pub fn pool(workers: usize) -> Pool {
    builder(workers).build().unwrap()
}

pub async fn sleep(ms: u64) {
    BrowserRuntime.sleep(Duration::from_millis(ms)).await;
}

/// Waits until this holds.
pub async fn until(condition: impl Fn() -> bool) {
    while !condition() {
        sleep(1).await;
    }
}

/// Waits until a job is sent to its worker.
pub async fn sent(future: &FutureHandle<Reply>) {
    until(|| future.running()).await;
}

pub async fn number(future: FutureHandle<Reply>) -> u64 {
    match future.result().await {
        Ok(Reply::Number(number)) => number,
        other => panic!("no number: {other:?}"),
    }
}

/// What happened to the worker of this future.
pub async fn failure(future: &FutureHandle<Reply>) -> WorkerError {
    match future.result().await {
        Err(FutureError::Failed(error)) => match error.downcast_ref::<WorkerError>() {
            Some(error) => error.clone(),
            None => panic!("not a worker's error: {error:?}"),
        },
        other => panic!("did not fail: {other:?}"),
    }
}

pub fn has_trapped(error: &WorkerError) -> bool {
    matches!(error.failure, Failure::Trap(_))
}

/// The pool is whole: 100 good jobs, and every worker takes part.
pub async fn check_whole(pool: &Pool) {
    let sums: Vec<_> = (0..100)
        .map(|i| pool.submit(TestJob::Add(i, 1)).unwrap())
        .collect();
    for (i, sum) in sums.into_iter().enumerate() {
        assert_eq!(number(sum).await, i as u64 + 1);
    }
    pool.warm_up().await.unwrap();
    assert_eq!(pool.live_workers(), pool.max_workers());
    let busy: Vec<_> = (0..pool.max_workers())
        .map(|_| pool.submit(TestJob::Busy(20)).unwrap())
        .collect();
    let mut seen = std::collections::HashSet::new();
    for future in busy {
        seen.insert(number(future).await);
    }
    assert_eq!(seen.len(), pool.max_workers());
}
