//! Slots: the counterpart of the threads of a thread pool.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use concurrent_futures::executor::IoExecutor;
use concurrent_futures::future::TaskError;
use concurrent_futures::runtime::{Runtime, VirtualRuntime};

use crate::support::{lab, ms};

#[test]
fn cf_043_by_default_there_are_up_to_four_more_slots_than_cores() {
    let cores = std::thread::available_parallelism().unwrap().get();
    let executor = IoExecutor::builder(Rc::new(VirtualRuntime::new()))
        .build()
        .unwrap();
    assert_eq!(executor.max_workers(), (cores + 4).min(32));
}

#[test]
fn cf_044_many_tasks_never_open_more_slots_than_allowed() {
    let lab = lab(4);
    let futures: Vec<_> = (0..15 * 4).map(|n| lab.submit(10, n)).collect();
    assert_eq!(lab.executor.active_slots(), 4);
    assert_eq!(futures.iter().filter(|future| future.running()).count(), 4);
    lab.runtime.run();
    assert_eq!(lab.executor.peak_slots(), 4);
    assert_eq!(lab.now(), 150);
    assert!(futures.iter().all(|future| future.done()));
}

#[test]
fn cf_045_tasks_one_after_another_share_one_slot() {
    let lab = lab(8);
    let used: Rc<RefCell<Vec<usize>>> = Rc::default();
    for _ in 0..3 {
        let used = used.clone();
        let future = lab.executor.submit_with_slot(move |slot| {
            used.borrow_mut().push(slot.index);
            async { Ok::<(), TaskError>(()) }
        });
        lab.run(future.unwrap().result()).unwrap();
    }
    assert_eq!(*used.borrow(), [0, 0, 0]);
    assert_eq!(lab.executor.peak_slots(), 1);
}

/// Names of the slots that five tasks on three slots ran on.
fn names(executor: &IoExecutor, runtime: &Rc<VirtualRuntime>) -> Vec<String> {
    let names: Rc<RefCell<Vec<String>>> = Rc::default();
    for _ in 0..5 {
        let (names, delay) = (names.clone(), runtime.sleep(ms(10)));
        let future = executor.submit_with_slot(move |slot| {
            names.borrow_mut().push(slot.name.to_string());
            async move {
                delay.await;
                Ok::<(), TaskError>(())
            }
        });
        drop(future);
    }
    runtime.run();
    names.take()
}

#[test]
fn cf_046_slots_have_the_prefix_and_a_number() {
    let runtime = Rc::new(VirtualRuntime::new());
    let executor = IoExecutor::builder(runtime.clone())
        .max_workers(3)
        .name_prefix("SpecialPool")
        .build()
        .unwrap();
    let names = names(&executor, &runtime);
    assert_eq!(
        names[..3],
        ["SpecialPool_0", "SpecialPool_1", "SpecialPool_2"]
    );
    assert!(names[3..].iter().all(|name| names[..3].contains(name)));
}

#[test]
fn cf_047_without_a_prefix_names_are_unique_to_the_executor() {
    let runtime = Rc::new(VirtualRuntime::new());
    let prefix = || {
        let executor = IoExecutor::new(runtime.clone(), 3).unwrap();
        let names = names(&executor, &runtime);
        let prefix = names[0].strip_suffix("_0").unwrap().to_owned();
        assert_eq!(names[2], format!("{prefix}_2"));
        prefix
    };
    assert_ne!(prefix(), prefix());
}

#[test]
fn cf_d06_tasks_begin_in_submission_order_never_more_than_allowed() {
    let lab = lab(3);
    let begun: Rc<RefCell<Vec<u64>>> = Rc::default();
    let live: Rc<Cell<usize>> = Rc::default();
    for number in 0..20 {
        let (begun, live, runtime) = (begun.clone(), live.clone(), lab.runtime.clone());
        let future = lab.executor.submit_with_slot(move |_| async move {
            begun.borrow_mut().push(number);
            live.set(live.get() + 1);
            assert!(live.get() <= 3);
            runtime.sleep(ms(number * 7 % 5)).await;
            live.set(live.get() - 1);
            Ok::<(), TaskError>(())
        });
        drop(future);
    }
    lab.runtime.run();
    assert_eq!(*begun.borrow(), (0..20).collect::<Vec<_>>());
}
