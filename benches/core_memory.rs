//! What a future costs in memory: bytes and allocations, queued, done, and awaited by
//! `as_completed`, beside those of `FuturesUnordered`. A program of its own, for counting slows
//! every allocation down.

/// Measured natively.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::main();
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::alloc::System;
    use std::future::{pending, ready};
    use std::rc::Rc;

    use futures::stream::FuturesUnordered;
    use photofinish::completion::as_completed;
    use photofinish::executor::{Executor, IoExecutor};
    use photofinish::future::{FutureHandle, TaskError};
    use photofinish::runtime::VirtualRuntime;
    use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

    #[global_allocator]
    static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

    const COUNT: usize = 100_000;

    /// Prints what `make` leaves allocated, per future.
    fn measure<T>(subject: &str, metric: &str, make: impl FnOnce() -> T) -> T {
        let region = Region::new(GLOBAL);
        let made = make();
        let change = region.change();
        let kept = change.bytes_allocated - change.bytes_deallocated;
        let row = |metric: &str, unit: &str, amount: usize| {
            let each = amount as f64 / COUNT as f64;
            println!("{subject}\t{metric} of {COUNT}\t{unit}\t{each:.2}\t{each:.2}\t{each:.2}");
        };
        row(&format!("memory, {metric}, each"), "B", kept);
        row(
            &format!("allocations, {metric}, each"),
            "1",
            change.allocations,
        );
        made
    }

    pub fn main() {
        let subject = "photofinish";
        let runtime = Rc::new(VirtualRuntime::new());
        let executor = IoExecutor::new(runtime.clone(), 4).expect("four");
        let submit = |number| {
            let future = executor.submit(move || ready(Ok::<usize, TaskError>(number)));
            future.expect("open")
        };
        let futures: Vec<FutureHandle<usize>> =
            measure(subject, "queued", || (0..COUNT).map(submit).collect());
        let awaiting = measure(subject, "awaited by as_completed", || {
            as_completed(futures.iter().cloned(), None)
        });
        drop(awaiting);
        runtime.run();
        drop(futures);
        let futures = measure(subject, "done", || {
            let futures: Vec<_> = (0..COUNT).map(submit).collect();
            runtime.run();
            futures
        });
        drop(futures);
        let _waiting = measure("FuturesUnordered", "queued", || {
            let futures: FuturesUnordered<_> = (0..COUNT).map(|_| pending::<usize>()).collect();
            futures
        });
    }
}
