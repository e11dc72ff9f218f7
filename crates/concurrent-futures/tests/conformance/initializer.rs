//! Initializers, and an executor broken by one.

use std::cell::Cell;
use std::rc::Rc;

use concurrent_futures::executor::{Executor, IoExecutor, Slot, SubmitError};
use concurrent_futures::future::{Broken, FutureError, TaskError};
use concurrent_futures::runtime::{Runtime, VirtualRuntime};

use crate::support::ms;

fn executor<C: 'static>(
    runtime: &Rc<VirtualRuntime>,
    initializer: impl Fn(&Slot) -> Result<C, TaskError> + 'static,
) -> IoExecutor {
    IoExecutor::builder(runtime.clone())
        .max_workers(2)
        .initializer(initializer)
        .build()
        .unwrap()
}

const FAILED: &str = "an initializer failed, the executor is not usable anymore";

#[test]
fn cf_114_the_initializer_has_run_in_a_slot_before_its_first_task() {
    let runtime = Rc::new(VirtualRuntime::new());
    let calls = Rc::new(Cell::new(0));
    let executor = executor(&runtime, {
        let calls = calls.clone();
        move |slot| {
            calls.set(calls.get() + 1);
            Ok(format!("context of {}", slot.index))
        }
    });
    assert_eq!(calls.get(), 0, "no slot is open yet");
    let futures: Vec<_> = (0..6)
        .map(|_| {
            let delay = runtime.sleep(ms(10));
            let future = executor.submit_with_slot(move |slot| {
                let context = slot.context::<String>().unwrap();
                assert_eq!(*context, format!("context of {}", slot.index));
                async move {
                    delay.await;
                    Ok::<(), TaskError>(())
                }
            });
            future.unwrap()
        })
        .collect();
    runtime.run();
    assert_eq!(calls.get(), 2);
    for future in futures {
        future.peek().unwrap().unwrap();
    }
}

#[test]
fn cf_115_a_failing_initializer_breaks_the_executor() {
    let runtime = Rc::new(VirtualRuntime::new());
    let executor = executor(&runtime, |_| {
        Err::<(), _>(TaskError::message("no connection"))
    });
    let submit = || executor.submit(|| async { Ok::<(), TaskError>(()) });
    let futures: Vec<_> = (0..5).map(|_| submit().unwrap()).collect();
    runtime.run();
    for future in futures {
        let error = future.peek().unwrap().unwrap_err();
        assert!(matches!(error, FutureError::Broken(_)));
        assert_eq!(error.to_string(), FAILED);
        assert!(future.to_string().ends_with("raised BrokenExecutor>"));
    }
    assert!(matches!(submit(), Err(SubmitError::Broken(_))));
    runtime.block_on(executor.shutdown(false)).unwrap();
}

#[test]
fn cf_q11_a_broken_executor_says_so_also_after_shutdown() {
    let runtime = Rc::new(VirtualRuntime::new());
    let executor = executor(&runtime, |_| Err::<(), _>(TaskError::message("no")));
    let submit = || executor.submit(|| async { Ok::<(), TaskError>(()) });
    drop(submit());
    runtime.run();
    drop(executor.shutdown(false));
    assert_eq!(
        submit().unwrap_err(),
        SubmitError::Broken(Broken::Initializer)
    );
}
