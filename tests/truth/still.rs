//! Gaps of the main thread while a run goes, one after the other from its beginning on.

use std::rc::Rc;
use std::time::Duration;

use photofinish::record::EventKind;
use photofinish::recorder::Recorder;
use photofinish::runtime::{Runtime, VirtualRuntime};

/// A shorter gap is none.
const STALL: Duration = Duration::from_millis(50);

/// Records each gap when it ends, as a page does.
pub fn stand_still(runtime: &Rc<VirtualRuntime>, recorder: Rc<Recorder>, gaps: &[Duration]) {
    let (runtime_, gaps) = (runtime.clone(), gaps.to_vec());
    runtime.spawn(Box::pin(async move {
        for gap in gaps {
            runtime_.sleep(gap).await;
            recorder.push(EventKind::Stalled { gap });
        }
    }));
}

/// What of these gaps lies within a run that took so long.
pub fn within(gaps: &[Duration], elapsed: Duration) -> Vec<Duration> {
    let mut from = Duration::ZERO;
    let mut left = Vec::new();
    for gap in gaps {
        let to = from + *gap;
        left.push(to.min(elapsed).saturating_sub(from));
        from = to;
    }
    left.retain(|gap| *gap > STALL);
    left
}
