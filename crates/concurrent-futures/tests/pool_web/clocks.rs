//! Workers whose clock is another than the page's, as after a laptop slept.

use std::cell::RefCell;
use std::rc::Rc;

use concurrent_futures::workers::{JobObserver, JobTimes};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::*;

use crate::support::*;

#[wasm_bindgen(inline_js = r#"
// The address of a script that sets the clock of a worker ahead by `now` ms, and what it says of the
// clock's zero by `origin` ms, and then loads the script of the worker made last.
export function otherClock(script, now, origin) {
  const text = `
    const show = performance.now.bind(performance);
    const { timeOrigin } = performance;
    performance.now = () => show() + ${now};
    Object.defineProperty(performance, "timeOrigin", { value: timeOrigin + ${origin} });
    import(${JSON.stringify(script)});
  `;
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = otherClock)]
    fn other_clock(script: &str, now: f64, origin: f64) -> String;
}

#[derive(Default)]
struct Log(RefCell<Vec<JobTimes>>);

impl JobObserver for Log {
    fn job_answered(&self, _: u64, _: usize, times: JobTimes) {
        self.0.borrow_mut().push(times);
    }
}

async fn times_with(now: f64, origin: f64) -> Vec<JobTimes> {
    let usual = pool(1);
    usual.warm_up().await.unwrap();
    let script = other_clock(&last_script(), now, origin);
    let log = Rc::new(Log::default());
    let pool = builder(1).script(script).job_observer(log.clone());
    let pool = pool.build().unwrap();
    for _ in 0..3 {
        number(pool.submit(TestJob::Busy(30)).unwrap()).await;
    }
    log.0.take()
}

#[wasm_bindgen_test]
async fn the_times_of_jobs_are_true_on_clocks_far_apart() {
    for (now, origin) in [
        (0.0, 600_000.0),
        (0.0, -600_000.0),
        (600_000.0, 0.0),
        (-600_000.0, 0.0),
        (600_000.0, -600_000.0),
    ] {
        let log = times_with(now, origin).await;
        assert_eq!(log.len(), 3);
        for times in log {
            assert!(
                times.sent <= times.received && times.received <= times.started,
                "{times:?}"
            );
            assert!(times.finished <= times.returned, "{times:?}");
            // What it is known to have worked is neither lost nor more than the page saw.
            assert!(
                times.compute().as_millis() >= 29,
                "{now} {origin}: {times:?}"
            );
        }
    }
}
