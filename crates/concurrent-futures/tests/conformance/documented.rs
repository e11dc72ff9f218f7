//! What is documented or relied upon and belongs to no other module.

use std::cell::RefCell;
use std::rc::Rc;

use concurrent_futures::executor::Executor;
use concurrent_futures::future::{FutureHandle, TaskError};

use crate::support::lab;

#[test]
fn cf_d17_tasks_that_wait_for_tasks_behind_them_wait_for_ever() {
    let lab = lab(1);
    let behind: Rc<RefCell<Option<FutureHandle<u32>>>> = Rc::default();
    let waiting = lab.executor.submit({
        let behind = behind.clone();
        move || async move {
            let behind: FutureHandle<u32> = behind.take().unwrap();
            behind.await.map_err(TaskError::from)
        }
    });
    let waiting = waiting.unwrap();
    let queued = lab.submit(1, 1);
    *behind.borrow_mut() = Some(queued.clone());
    // The virtual clock notices that nothing can happen any more.
    let deadlocked = lab.runtime.block_on(waiting.result());
    assert!(deadlocked.is_none());
    assert!(waiting.running() && !queued.done());
    // One more slot, and both end.
    lab.executor.set_max_workers(2).unwrap();
    lab.runtime.run();
    assert_eq!(waiting.peek().unwrap().unwrap(), 1);
}
