//! A worker without memory says so, and another trap is not taken for that: also in a module
//! without the names of functions, which is what wasm-opt leaves of the site's.

use std::cell::RefCell;
use std::rc::Rc;

use concurrent_futures::workers::{Failure, JobObserver, WorkerPoolBuilder};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::*;

use crate::support::*;

#[wasm_bindgen(inline_js = r#"
export const workerScript = () => performance.getEntriesByType("resource")
  .map(({ name }) => name).find((name) => name.endsWith("/src/workers/web/worker.js"));
"#)]
extern "C" {
    /// The address of the script of workers.
    #[wasm_bindgen(js_name = workerScript)]
    fn worker_script() -> String;
}

/// A pool of one worker for each kind of module.
fn builders() -> [WorkerPoolBuilder<TestJob>; 2] {
    let nameless = format!("/tests/data/workers/nameless.js?{}", worker_script());
    [builder(1), builder(1).script(nameless)]
}

fn pools() -> [Pool; 2] {
    builders().map(|builder| builder.build().unwrap())
}

/// How a worker ends with this job.
async fn end(pool: &Pool, job: TestJob) -> Failure {
    let failure = failure(&pool.submit(job).unwrap()).await.failure;
    check_whole(pool).await;
    failure
}

#[wasm_bindgen_test]
async fn cf_104_memory_that_is_exhausted() {
    for pool in pools() {
        let future = pool.submit(TestJob::Exhaust).unwrap();
        let error = failure(&future).await;
        assert!(matches!(error.failure, Failure::Memory(_)), "{error}");
        assert!(error.to_string().contains("ran out of memory"));
        check_whole(&pool).await;
    }
}

/// How workers ended.
#[derive(Default)]
struct Ended(RefCell<Vec<String>>);

impl JobObserver for Ended {
    fn worker_ended(&self, _: usize, failure: Option<&str>) {
        self.0.borrow_mut().extend(failure.map(str::to_owned));
    }
}

#[wasm_bindgen_test]
async fn a_message_for_which_no_memory_is_left() {
    for builder in builders() {
        let ended = Rc::new(Ended::default());
        let pool = builder.job_observer(ended.clone()).build().unwrap();
        number(pool.submit(TestJob::Fill(1 << 20)).unwrap()).await;
        // The job had not begun, so another worker does it.
        let job = TestJob::Length(vec![0; 4 << 20]);
        assert_eq!(number(pool.submit(job).unwrap()).await, 4 << 20);
        let ended = ended.0.borrow();
        assert!(
            matches!(&ended[..], [text] if text.contains("worker_0 ran out of memory")),
            "{ended:?}"
        );
    }
}

#[wasm_bindgen_test]
async fn what_merely_traps_has_not_run_out_of_memory() {
    for pool in pools() {
        // In a build with assertions wasm-bindgen throws by the same way where it gets no memory.
        let thrown = TestJob::ThrowText("on purpose".into());
        for job in [TestJob::Abort, TestJob::Recurse, thrown] {
            let failure = end(&pool, job).await;
            assert!(matches!(failure, Failure::Trap(_)), "{failure:?}");
        }
        let failure = end(&pool, TestJob::Panic("on purpose".into())).await;
        assert!(matches!(failure, Failure::Panic { .. }), "{failure:?}");
    }
}

#[wasm_bindgen_test]
async fn a_job_that_aborts_in_full_memory_has_aborted() {
    for pool in pools() {
        number(pool.submit(TestJob::Fill(1 << 20)).unwrap()).await;
        let failure = end(&pool, TestJob::Abort).await;
        assert!(matches!(failure, Failure::Trap(_)), "{failure:?}");
    }
}
