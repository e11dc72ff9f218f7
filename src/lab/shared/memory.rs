//! A worker's part: what it does with the memory, and what it counted.

use js_sys::{Int32Array, SharedArrayBuffer};
use serde::{Deserialize, Serialize};

use super::plan::{CAPACITY, Plan, Way};
use super::rows::{INSIDE, STANDS, STEPS, SUM, TOOK, WAITS};
use super::wait::{Cell, LENGTH, View};
use crate::record::Count;
use crate::runtime::{BrowserRuntime, Runtime};
use crate::workers::{Attached, JobError};

/// How long a permit is held, in milliseconds.
const HELD_MS: f64 = 1.0;

/// What one worker is to do.
#[derive(Serialize, Deserialize)]
pub(in super::super) struct Part {
    way: Way,
    /// Which of the workers, from 0.
    nth: u32,
    /// How many take part.
    of: u32,
    /// How often it does it.
    steps: u32,
    /// Permits of the semaphore.
    permits: u32,
    /// What is sent is the view; the memory behind it is the same on both sides.
    cells: Attached<Int32Array>,
}

/// The parts of a way, on a memory of its own. Only where the page is isolated: elsewhere there is no such memory.
pub(super) fn parts(plan: Plan, way: Way) -> Vec<Part> {
    let cells = Int32Array::new(&SharedArrayBuffer::new(LENGTH * 4));
    let of = plan.part_of(way) as u32;
    let part = |nth| Part {
        way,
        nth,
        of,
        steps: plan.steps(way),
        permits: plan.permits() as u32,
        cells: Attached::copy(cells.clone()),
    };
    (0..of).map(part).collect()
}

/// Does it, from a start that all have in common.
pub(in super::super) fn work(part: &Part) -> Result<Vec<Count>, JobError> {
    let mut view = View::new(part.cells.value());
    start(part, &mut view)?;
    let from = BrowserRuntime.now();
    let sum = match part.way {
        Way::Plain => {
            for _ in 0..part.steps {
                add_one(&view);
            }
            None
        }
        Way::Atomic => {
            for _ in 0..part.steps {
                view.add(Cell::Number, 1)?;
            }
            None
        }
        Way::Lock => {
            for _ in 0..part.steps {
                view.lock()?;
                add_one(&view);
                view.unlock()?;
            }
            None
        }
        Way::Semaphore => {
            for _ in 0..part.steps {
                hold(&mut view)?;
            }
            None
        }
        Way::Queue => hand_on(part, &mut view)?,
    };
    let took = BrowserRuntime.now().saturating_sub(from);
    let mut counts = vec![
        count(STEPS, part.steps.into()),
        count(WAITS, view.waits),
        count(TOOK, took.as_micros() as u64),
    ];
    counts.extend(sum.map(|sum| count(SUM, sum)));
    // Whoever is last sees what all have left.
    if view.add(Cell::Done, 1)? + 1 == part.of as i32 {
        counts.push(count(STANDS, view.load(Cell::Number)? as u64));
        counts.push(count(INSIDE, view.load(Cell::Most)? as u64));
    }
    Ok(counts)
}

/// Waits until all are there: else the first would be done before the second begins.
fn start(part: &Part, view: &mut View<'_>) -> Result<(), JobError> {
    if view.add(Cell::Come, 1)? + 1 == part.of as i32 {
        view.add(Cell::Permits, part.permits as i32)?;
        view.add(Cell::Free, CAPACITY as i32)?;
        view.add(Cell::Go, 1)?;
        view.wake(Cell::Go, part.of)?;
    } else {
        while view.load(Cell::Go)? == 0 {
            view.sleep_while(Cell::Go, 0)?;
        }
    }
    view.waits = 0;
    Ok(())
}

/// Read, add one, write: three steps, between which anybody may write.
fn add_one(view: &View<'_>) {
    let now = view.read(Cell::Number);
    view.write(Cell::Number, now.wrapping_add(1));
}

/// Holds a permit for a while, as who waits for a server would, and notes how many do.
fn hold(view: &mut View<'_>) -> Result<(), JobError> {
    view.acquire(Cell::Permits)?;
    let inside = view.add(Cell::Inside, 1)? + 1;
    loop {
        let most = view.load(Cell::Most)?;
        if most >= inside || view.swap(Cell::Most, most, inside)? {
            break;
        }
    }
    view.pass(HELD_MS)?;
    view.add(Cell::Inside, -1)?;
    view.release(Cell::Permits)
}

/// The first half of the workers put in items, numbered from 1 over all of them; the others take them out.
fn hand_on(part: &Part, view: &mut View<'_>) -> Result<Option<u64>, JobError> {
    let half = part.of / 2;
    if part.nth < half {
        let first = part.nth * part.steps + 1;
        for item in first..first + part.steps {
            view.put(item as i32)?;
        }
        return Ok(None);
    }
    let mut sum = 0;
    for _ in 0..part.steps {
        sum += view.take()? as u64;
    }
    Ok(Some(sum))
}

fn count(name: &str, value: u64) -> Count {
    let name = name.into();
    Count { name, value }
}
