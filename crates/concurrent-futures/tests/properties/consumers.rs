//! Those who wait: each checks that it heard the truth, and at the moment it was true.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use concurrent_futures::completion::{ReturnWhen, as_completed, wait};
use concurrent_futures::executor::{Executor, MapOptions};
use concurrent_futures::future::{FutureError, TaskError};
use concurrent_futures::runtime::Runtime;

use crate::machine::{Handle, Machine, millis_of};
use crate::program::{Action, MapPlan};

impl Machine {
    /// Runs on the side, and is missed if it never ends.
    fn consume(&self, consumer: impl Future<Output = ()> + 'static) {
        self.expected.set(self.expected.get() + 1);
        let ended = self.ended.clone();
        self.runtime.spawn(Box::pin(async move {
            consumer.await;
            ended.set(ended.get() + 1);
        }));
    }

    fn pick_all(&self, which: &[usize]) -> Vec<Handle> {
        which.iter().filter_map(|&which| self.pick(which)).collect()
    }

    fn settled_at(&self, future: &Handle) -> Option<Duration> {
        self.witness.settled(future.id()).map(|at| at.time)
    }

    pub fn add_callback(&self, which: usize, action: Option<Action>) {
        if let Some(future) = self.pick(which) {
            self.add_callback_to(&future, action);
        }
    }

    /// Callbacks of one future run in the order added, each once, at the moment it settles.
    pub fn add_callback_to(&self, future: &Handle, action: Option<Action>) {
        self.expected.set(self.expected.get() + 1);
        let number = self.witness.callback_added(future.id());
        let (machine, added, was_done) = (self.clone(), self.runtime.now(), future.done());
        let called = Rc::new(Cell::new(false));
        let now_called = called.clone();
        future.add_done_callback(move |future| {
            let witness = &machine.witness;
            witness.must(!called.replace(true), "called twice");
            if !was_done {
                witness.callback_ran(future.id(), number);
            }
            let expected = machine.settled_at(future).map(|at| at.max(added));
            witness.must(expected == Some(machine.runtime.now()), "called late");
            machine.ended.set(machine.ended.get() + 1);
            if let Some(action) = action {
                machine.act(action);
            }
        });
        self.witness
            .must(now_called.get() == was_done, "at once if done, else later");
    }

    pub fn await_one(&self, which: usize, limit: Option<u64>) {
        let Some(future) = self.pick(which) else {
            return;
        };
        let (machine, called) = (self.clone(), self.runtime.now());
        let deadline = limit.map(|limit| called + millis_of(limit));
        let result = match limit {
            Some(limit) => future.result_within(millis_of(limit)),
            None => future.result(),
        };
        self.consume(async move {
            let result = result.await;
            let now = machine.runtime.now();
            match result {
                Err(FutureError::Timeout) => {
                    assert_eq!(Some(now), deadline);
                    assert!(machine.settled_at(&future).is_none_or(|at| at == now));
                }
                _ => {
                    let settled = machine.settled_at(&future).unwrap();
                    assert_eq!(now, settled.max(called));
                }
            }
        });
    }

    pub fn as_completed(&self, which: &[usize], limit: Option<u64>) {
        let given = self.pick_all(which);
        let distinct: BTreeSet<u64> = given.iter().map(Handle::id).collect();
        let mut done: Vec<u64> = Vec::new();
        for future in given.iter().filter(|future| future.done()) {
            if !done.contains(&future.id()) {
                done.push(future.id());
            }
        }
        let called = self.runtime.now();
        let deadline = limit.map(|limit| called + millis_of(limit));
        let mut completed = as_completed(given, limit.map(millis_of));
        let machine = self.clone();
        self.consume(async move {
            let mut yielded: Vec<u64> = Vec::new();
            let mut late = None;
            while let Some(next) = completed.next().await {
                let now = machine.runtime.now();
                match next {
                    Ok(future) => {
                        let at = machine.settled_at(&future).unwrap();
                        assert_eq!(now, at.max(called), "late");
                        yielded.push(future.id());
                    }
                    Err(error) => {
                        assert_eq!(Some(now), deadline);
                        late = Some(error);
                    }
                }
            }
            assert_eq!(yielded[..done.len()], done, "those done come first");
            let numbers = yielded[done.len()..].iter();
            let numbers = numbers.map(|id| machine.witness.settled(*id).unwrap().number);
            assert!(numbers.is_sorted_by(|a, b| a < b), "out of order");
            let seen: BTreeSet<u64> = yielded.iter().copied().collect();
            assert_eq!(seen.len(), yielded.len(), "twice");
            let unfinished = late.map_or(0, |error| error.unfinished);
            assert_eq!(seen.len() + unfinished, distinct.len());
            assert!(seen.is_subset(&distinct));
        });
    }

    pub fn wait(&self, which: &[usize], limit: Option<u64>, return_when: ReturnWhen) {
        let given = self.pick_all(which);
        let called = self.runtime.now();
        let found = wait(given.clone(), limit.map(millis_of), return_when);
        let machine = self.clone();
        self.consume(async move {
            let found = found.await;
            let now = machine.runtime.now();
            let distinct: BTreeSet<u64> = given.iter().map(Handle::id).collect();
            assert_eq!(found.done.len() + found.not_done.len(), distinct.len());
            assert!(found.done.iter().all(|future| future.done()));
            assert!(found.not_done.iter().all(|future| !future.done()));
            let moments = |failed_only: bool| {
                let these = found
                    .done
                    .iter()
                    .filter(move |future| !failed_only || future.failed());
                these.filter_map(|future| machine.settled_at(future))
            };
            let last = moments(false).max().filter(|_| found.not_done.is_empty());
            let last = last.or(Some(called).filter(|_| distinct.is_empty()));
            let enough = match return_when {
                ReturnWhen::FirstCompleted => moments(false).min().or(last),
                ReturnWhen::FirstException => moments(true).min().or(last),
                ReturnWhen::AllCompleted => last,
            };
            let deadline = limit.map(|limit| called + millis_of(limit));
            let moment = [enough, deadline].into_iter().flatten().min();
            assert_eq!(Some(now), moment.map(|moment| moment.max(called)));
        });
    }

    pub fn map(&self, plan: MapPlan) {
        let options = MapOptions {
            timeout: plan.timeout.map(millis_of),
            buffer_size: plan.buffer_size,
            ..MapOptions::default()
        };
        let (inputs, machine) = (plan.delays.clone().into_iter().enumerate(), self.clone());
        let submitted = self
            .executor
            .map_with(options, inputs, move |(index, delay)| {
                let (machine, failing) = (machine.clone(), index == plan.failing);
                let held = machine.token();
                move || async move {
                    machine.runtime.sleep(millis_of(delay)).await;
                    drop(held);
                    if failing {
                        return Err(TaskError::message("planned"));
                    }
                    Ok((index, machine.token()))
                }
            });
        let Ok(mut map) = submitted else { return };
        let machine = self.clone();
        self.consume(async move {
            for taken in 0..plan.take {
                match map.next().await {
                    Some(Ok((index, token))) => {
                        assert_eq!(index, taken);
                        assert_eq!(std::rc::Rc::strong_count(&token), 1, "kept");
                    }
                    Some(Err(_)) => {
                        assert!(map.next().await.is_none(), "an error ends it");
                        return;
                    }
                    None => {
                        // Fewer than planned only if an executor shut down meanwhile.
                        let all = taken == plan.delays.len();
                        assert!(all || machine.is_shut_down() && plan.buffer_size.is_some());
                        return;
                    }
                }
            }
        });
    }
}
