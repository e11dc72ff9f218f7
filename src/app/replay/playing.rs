//! A run being played: a picture with each frame, or, for those who asked for less motion, with each thing that
//! happened.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen_futures::spawn_local;

use super::moments::{Laid, beside, end};
use super::speed::Speed;
use crate::app::browser;
use crate::app::run::Run;
use crate::runtime::{BrowserRuntime, Runtime};

/// What is played, and how fast. Whoever starts anew ends what was played before.
#[derive(Default)]
pub struct Playing {
    turn: Cell<u32>,
    is_on: Cell<bool>,
    /// The speed, which can be changed while it plays.
    pub speed: Cell<Speed>,
}

impl Playing {
    /// Whether anything plays.
    pub fn is_on(&self) -> bool {
        self.is_on.get()
    }

    /// Stops.
    pub fn stop(&self) {
        self.is_on.set(false);
        self.turn.set(self.turn.get().wrapping_add(1));
    }

    /// Plays a run from the moment that is shown, or from its start.
    pub fn play(self: &Rc<Self>, run: &Run) {
        self.stop();
        self.is_on.set(true);
        let (turn, playing, run) = (self.turn.get(), self.clone(), run.clone());
        run.let_go();
        run.show_moment(Some(run.moment().unwrap_or_default()));
        spawn_local(async move {
            let mut before = BrowserRuntime.now();
            while playing.turn.get() == turn {
                browser::frames(1).await;
                let now = BrowserRuntime.now();
                let passed = now
                    .saturating_sub(before)
                    .mul_f64(playing.speed.get().factor());
                // Another hand may have moved it meanwhile.
                let Some(at) = run.moment().filter(|_| playing.turn.get() == turn) else {
                    break;
                };
                let next = next(&run, at, passed);
                if next.is_none_or(|next| next > at) {
                    before = now;
                    run.show_moment(next);
                }
            }
            if playing.turn.get() == turn {
                playing.stop();
                run.pulse().mark();
            }
        });
    }
}

/// The moment after so much time; `None` where there is nothing more to come, or nothing yet.
fn next(run: &Run, at: Duration, passed: Duration) -> Option<Duration> {
    with_runs(run, |runs| {
        let to = at + passed;
        if to >= end(runs) {
            return None;
        }
        if !browser::prefers_reduced_motion() {
            return Some(to);
        }
        // The last thing that has happened by then.
        let last = beside(runs, to + Duration::from_nanos(1), false);
        Some(last.unwrap_or_default().max(at))
    })
}

/// Looks at the records of a run, as far as one can go in them, each where it lies on the axis of all.
pub fn with_runs<R>(run: &Run, look: impl FnOnce(&[Laid<'_>]) -> R) -> R {
    let recorders = run.within();
    let from = run.begins(&recorders);
    let records: Vec<_> = recorders.iter().map(|one| one.record()).collect();
    let runs = records.iter().zip(&recorders).zip(from);
    let laid: Vec<_> = runs
        .map(|((record, one), from)| Laid {
            record,
            now: one.elapsed(),
            from,
        })
        .collect();
    look(&laid)
}
