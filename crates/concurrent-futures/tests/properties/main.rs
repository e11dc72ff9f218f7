//! Random programs of everything one can do to futures and executors, checked against what must
//! hold in any of them.
//!
//! Each future settles exactly once; never more run than allowed; first in, first out; callbacks
//! run once and in order; whoever waits wakes at the very moment, and hears the truth; at the end
//! nothing is left: no slot, task, timer, nor anything a task or a result held.
#![cfg(not(target_arch = "wasm32"))]

mod consumers;
mod machine;
mod program;
mod witness;

use std::sync::Once;

use proptest::prelude::*;

/// Tasks that panic as planned need not say so.
fn silence_planned_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if panic.payload().downcast_ref() != Some(&"planned") {
                report(panic);
            }
        }));
    });
}

proptest! {
    #![proptest_config(ProptestConfig {
        // 512, or twice what PROPTEST_CASES says.
        cases: 2 * ProptestConfig::default().cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_must_hold_holds_in_any_program(program in program::any_program()) {
        silence_planned_panics();
        machine::play(&program);
    }
}
