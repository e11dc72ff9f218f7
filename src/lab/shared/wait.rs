//! Shared memory, and what workers wait by: a lock, a semaphore and a bounded queue, made of `Atomics`.
//!
//! Each is the shortest that is right, so that it can be read; none spins before it sleeps, so what is measured is
//! the waiting itself.

use js_sys::{Atomics, Int32Array, JsString};
use wasm_bindgen::{JsCast, JsValue};

use super::plan::CAPACITY;
use crate::workers::JobError;

/// A cell of the memory. Each lies in a cache line of its own, so that neighbours do not slow each other down.
#[derive(Clone, Copy)]
pub(super) enum Cell {
    /// The number that is added to.
    Number,
    /// How many have come to the start.
    Come,
    /// Whether the start was given.
    Go,
    /// How many are done.
    Done,
    /// The lock: 0 is free, 1 is taken, 2 is taken and somebody may sleep.
    Lock,
    /// Permits of the semaphore that are left.
    Permits,
    /// How many hold one.
    Inside,
    /// The most that held one at once.
    Most,
    /// Free places of the queue: a semaphore.
    Free,
    /// Items in the queue: a semaphore.
    Items,
    /// How many items were put in.
    Tail,
    /// How many were taken out.
    Head,
    /// Nobody ever changes this one: who waits for it sleeps.
    Never,
    /// Where the places of the queue begin.
    Places,
}

/// Numbers of 32 bits in a cache line of 64 bytes.
const LINE: u32 = 16;
/// All cells, and the places of the queue.
pub(super) const LENGTH: u32 = Cell::Places as u32 * LINE + CAPACITY;

impl Cell {
    fn index(self) -> u32 {
        self as u32 * LINE
    }
}

/// A worker's view of the memory, and how often it slept.
pub(super) struct View<'a> {
    cells: &'a Int32Array,
    /// How often this worker was put to sleep.
    pub(super) waits: u64,
}

type Tried<T> = Result<T, JobError>;

impl<'a> View<'a> {
    pub(super) fn new(cells: &'a Int32Array) -> Self {
        View { cells, waits: 0 }
    }

    /// Reads as any program does, without regard to others.
    pub(super) fn read(&self, cell: Cell) -> i32 {
        self.cells.get_index(cell.index())
    }

    /// Writes as any program does, without regard to others.
    pub(super) fn write(&self, cell: Cell, value: i32) {
        self.cells.set_index(cell.index(), value);
    }

    pub(super) fn load(&self, cell: Cell) -> Tried<i32> {
        Atomics::load(self.cells, cell.index()).map_err(thrown)
    }

    /// Adds at once; what was there before.
    pub(super) fn add(&self, cell: Cell, value: i32) -> Tried<i32> {
        Atomics::add(self.cells, cell.index(), value).map_err(thrown)
    }

    /// Writes `new` if `old` is there; whether it was.
    pub(super) fn swap(&self, cell: Cell, old: i32, new: i32) -> Tried<bool> {
        let there = Atomics::compare_exchange(self.cells, cell.index(), old, new);
        Ok(there.map_err(thrown)? == old)
    }

    fn exchange(&self, cell: Cell, new: i32) -> Tried<i32> {
        Atomics::exchange(self.cells, cell.index(), new).map_err(thrown)
    }

    /// Sleeps while `value` is there, until somebody wakes it.
    pub(super) fn sleep_while(&mut self, cell: Cell, value: i32) -> Tried<()> {
        let woken = Atomics::wait(self.cells, cell.index(), value).map_err(thrown)?;
        self.waits += u64::from(slept(&woken));
        Ok(())
    }

    /// Wakes so many.
    pub(super) fn wake(&self, cell: Cell, count: u32) -> Tried<()> {
        Atomics::notify_with_count(self.cells, cell.index(), count).map_err(thrown)?;
        Ok(())
    }

    /// Sleeps so long.
    pub(super) fn pass(&self, ms: f64) -> Tried<()> {
        Atomics::wait_with_timeout(self.cells, Cell::Never.index(), 0, ms).map_err(thrown)?;
        Ok(())
    }

    pub(super) fn lock(&mut self) -> Tried<()> {
        if self.swap(Cell::Lock, 0, 1)? {
            return Ok(());
        }
        while self.exchange(Cell::Lock, 2)? != 0 {
            self.sleep_while(Cell::Lock, 2)?;
        }
        Ok(())
    }

    pub(super) fn unlock(&self) -> Tried<()> {
        if self.exchange(Cell::Lock, 0)? == 2 {
            self.wake(Cell::Lock, 1)?;
        }
        Ok(())
    }

    /// Takes a permit of a semaphore, once there is one.
    pub(super) fn acquire(&mut self, semaphore: Cell) -> Tried<()> {
        loop {
            match self.load(semaphore)? {
                0 => self.sleep_while(semaphore, 0)?,
                left if self.swap(semaphore, left, left - 1)? => return Ok(()),
                _ => {}
            }
        }
    }

    /// Gives it back.
    pub(super) fn release(&self, semaphore: Cell) -> Tried<()> {
        self.add(semaphore, 1)?;
        self.wake(semaphore, 1)
    }

    /// Puts an item into the queue, once there is room.
    pub(super) fn put(&mut self, item: i32) -> Tried<()> {
        self.acquire(Cell::Free)?;
        self.lock()?;
        let tail = self.read(Cell::Tail);
        self.cells.set_index(place(tail), item);
        self.write(Cell::Tail, tail.wrapping_add(1));
        self.unlock()?;
        self.release(Cell::Items)
    }

    /// Takes an item out of it, once there is one.
    pub(super) fn take(&mut self) -> Tried<i32> {
        self.acquire(Cell::Items)?;
        self.lock()?;
        let head = self.read(Cell::Head);
        let item = self.cells.get_index(place(head));
        self.write(Cell::Head, head.wrapping_add(1));
        self.unlock()?;
        self.release(Cell::Free)?;
        Ok(item)
    }
}

/// The place of the n-th item.
fn place(nth: i32) -> u32 {
    Cell::Places.index() + (nth as u32 % CAPACITY)
}

/// Whether a wait came to sleeping: the value may have changed before.
fn slept(answer: &JsString) -> bool {
    *answer != "not-equal"
}

fn thrown(error: JsValue) -> JobError {
    JobError::message(match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.to_string()),
        None => format!("{error:?}"),
    })
}
