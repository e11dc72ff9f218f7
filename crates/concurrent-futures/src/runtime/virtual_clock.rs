//! A runtime whose clock stands still while tasks run and jumps to the next timer when none can.
//!
//! Order is exact: tasks run in the order in which they were woken, timers of the same instant in
//! the order in which they were made, each followed by everything it woke.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use super::{LocalBoxFuture, Runtime};

/// A deterministic [`Runtime`] for tests and native benchmarks. Clones share clock and tasks.
///
/// ```
/// # use std::time::Duration;
/// use concurrent_futures::runtime::{Runtime, VirtualRuntime};
///
/// let runtime = VirtualRuntime::new();
/// runtime.spawn(runtime.sleep(Duration::from_secs(60)));
/// runtime.run_until_stalled();
/// assert_eq!((runtime.tasks(), runtime.timers()), (1, 1));
/// runtime.advance(Duration::from_secs(59));
/// assert_eq!(runtime.tasks(), 1);
/// runtime.run();
/// assert_eq!((runtime.tasks(), runtime.now()), (0, Duration::from_secs(60)));
/// runtime.tear_down();
/// ```
#[derive(Clone, Default)]
pub struct VirtualRuntime(Rc<Inner>);

#[derive(Default)]
struct Inner {
    now: Cell<Duration>,
    tasks: RefCell<Vec<Option<Task>>>,
    vacant: RefCell<Vec<usize>>,
    ready: ReadyQueue,
    /// Taken out of `ready` together, so that its lock is not taken for each.
    turns: RefCell<VecDeque<TaskKey>>,
    timers: RefCell<BTreeMap<TimerKey, Waker>>,
    next_number: Cell<u64>,
    torn_down: Cell<bool>,
}

type TimerKey = (Duration, u64);
/// Wakers must be `Send`, so the queue of woken tasks is behind a lock that is never contended.
type ReadyQueue = Arc<Mutex<VecDeque<TaskKey>>>;

struct Task {
    future: LocalBoxFuture<()>,
    wake: Arc<TaskWake>,
    waker: Waker,
}

/// Places are used again; the number tells the task that is meant from a later one in its place.
#[derive(Clone, Copy, PartialEq)]
struct TaskKey {
    index: usize,
    number: u64,
}

struct TaskWake {
    key: TaskKey,
    queued: AtomicBool,
    ready: ReadyQueue,
}

impl Wake for TaskWake {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.queued.load(Ordering::Acquire) {
            self.queued.store(true, Ordering::Release);
            ready.push_back(self.key);
        }
    }
}

impl VirtualRuntime {
    /// A runtime at time zero with nothing to do.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs `future` and everything spawned until `future` is ready, jumping from timer to timer.
    /// Tasks still waiting then stay spawned. `None` if nothing can run any more and no timer is
    /// left: everybody waits for somebody, a deadlock.
    pub fn block_on<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> Option<T> {
        let slot = Rc::new(RefCell::new(None));
        let result = slot.clone();
        self.spawn(Box::pin(async move {
            let value = future.await;
            *slot.borrow_mut() = Some(value);
        }));
        loop {
            while self.turn() {
                if let Some(value) = result.borrow_mut().take() {
                    return Some(value);
                }
            }
            if !self.fire_next_timer() {
                return None;
            }
        }
    }

    /// Runs until nothing is left that could run, timers included.
    pub fn run(&self) {
        while self.turn() || self.fire_next_timer() {}
    }

    /// Runs what can run without time passing.
    pub fn run_until_stalled(&self) {
        while self.turn() {}
    }

    /// Lets `duration` pass, firing the timers that fall into it.
    pub fn advance(&self, duration: Duration) {
        let until = self.0.now.get().saturating_add(duration);
        loop {
            self.run_until_stalled();
            let next = self.0.timers.borrow().keys().next().copied();
            match next {
                Some((at, _)) if at <= until => self.fire_next_timer(),
                _ => break,
            };
        }
        self.0.now.set(until);
    }

    /// Drops every task and timer, as the end of a page does, and every task spawned later at
    /// once. Tasks and runtime keep each other alive as long as tasks wait; this ends it.
    pub fn tear_down(&self) {
        self.0.torn_down.set(true);
        // What a task drops may spawn or wake others: nothing is borrowed meanwhile.
        let tasks = self.0.tasks.take();
        self.0.vacant.take();
        drop(tasks);
        let timers = self.0.timers.take();
        drop(timers);
    }

    /// How many spawned tasks have not ended.
    #[must_use]
    pub fn tasks(&self) -> usize {
        self.0.tasks.borrow().len() - self.0.vacant.borrow().len()
    }

    /// How many timers are waiting.
    #[must_use]
    pub fn timers(&self) -> usize {
        self.0.timers.borrow().len()
    }

    /// Polls the task that was woken first; false if none is.
    fn turn(&self) -> bool {
        let Some(key) = self.0.next_turn() else {
            return false;
        };
        // The task is taken out while it runs, so that it may spawn others.
        let Some(mut task) = self.take_task(key) else {
            return true;
        };
        task.wake.queued.store(false, Ordering::Release);
        let mut cx = Context::from_waker(&task.waker);
        let polled = task.future.as_mut().poll(&mut cx);
        if self.0.torn_down.get() {
            return true;
        }
        match polled {
            Poll::Pending => self.0.tasks.borrow_mut()[key.index] = Some(task),
            Poll::Ready(()) => self.0.vacant.borrow_mut().push(key.index),
        }
        true
    }

    /// The task with this key, unless it has ended.
    fn take_task(&self, key: TaskKey) -> Option<Task> {
        let mut tasks = self.0.tasks.borrow_mut();
        let place = tasks.get_mut(key.index)?;
        place.take_if(|task| task.wake.key == key)
    }

    fn fire_next_timer(&self) -> bool {
        let Some(((at, _), waker)) = self.0.timers.borrow_mut().pop_first() else {
            return false;
        };
        self.0.now.set(self.0.now.get().max(at));
        waker.wake();
        true
    }
}

impl Runtime for VirtualRuntime {
    fn now(&self) -> Duration {
        self.0.now.get()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<()> {
        let deadline = self.0.now.get().saturating_add(duration);
        Box::pin(Sleep {
            runtime: self.0.clone(),
            deadline,
            key: None,
        })
    }

    fn spawn(&self, future: LocalBoxFuture<()>) {
        if self.0.torn_down.get() {
            return;
        }
        let mut tasks = self.0.tasks.borrow_mut();
        let index = self.0.vacant.borrow_mut().pop().unwrap_or(tasks.len());
        let number = self.0.next_number();
        let wake = Arc::new(TaskWake {
            key: TaskKey { index, number },
            queued: AtomicBool::new(false),
            ready: self.0.ready.clone(),
        });
        let task = Some(Task {
            future,
            waker: Waker::from(wake.clone()),
            wake: wake.clone(),
        });
        if index == tasks.len() {
            tasks.push(task);
        } else {
            tasks[index] = task;
        }
        drop(tasks);
        wake.wake();
    }
}

impl Inner {
    /// The task that was woken first.
    fn next_turn(&self) -> Option<TaskKey> {
        let mut turns = self.turns.borrow_mut();
        if turns.is_empty() {
            let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::swap(&mut *turns, &mut *ready);
        }
        turns.pop_front()
    }

    fn next_number(&self) -> u64 {
        self.next_number.replace(self.next_number.get() + 1)
    }
}

struct Sleep {
    runtime: Rc<Inner>,
    deadline: Duration,
    key: Option<TimerKey>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.runtime.now.get() >= self.deadline {
            return Poll::Ready(());
        }
        let key = self
            .key
            .unwrap_or_else(|| (self.deadline, self.runtime.next_number()));
        self.key = Some(key);
        self.runtime
            .timers
            .borrow_mut()
            .insert(key, cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.runtime.timers.borrow_mut().remove(&key);
        }
    }
}
