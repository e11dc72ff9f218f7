//! `use_worker_pool`: a pool that lives as long as a component. Copy it into your app.

use std::ops::Deref;
use std::rc::Rc;

use concurrent_futures::workers::WorkerPool;
use yew::prelude::*;

/// A pool of one worker for each core, made when the component is first drawn, and ended with it: what
/// runs then is stopped, as nobody is there to hear of it.
///
/// # Panics
/// Within a worker, where there is no component, and outside of a browser.
#[hook]
pub fn use_worker_pool() -> WorkerPool {
    let pool = use_memo((), |()| {
        Owned(WorkerPool::new().expect("a component is drawn by a page"))
    });
    let kept: Rc<Owned> = pool.clone();
    use_effect_with((), move |()| move || drop(kept));
    (**pool).clone()
}

struct Owned(WorkerPool);

impl Deref for Owned {
    type Target = WorkerPool;

    fn deref(&self) -> &WorkerPool {
        &self.0
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        self.0.terminate_workers();
    }
}
