//! The heartbeat of the page: canvases are painted once per animation frame and only when there is
//! something new; the rest of the page follows ten times per second.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;

use crate::app::browser;

/// Milliseconds between two updates of what is not a canvas.
const TICK_MS: f64 = 100.0;
/// Milliseconds between two pictures for those who asked for less motion.
const CALM_MS: f64 = 250.0;

type Painter = Rc<dyn Fn()>;
/// What the browser calls before it paints, with its time in milliseconds.
type Frame = Closure<dyn FnMut(f64)>;

/// Calls painters and `on_tick` while something changes. Costs nothing while nothing does.
pub struct Pulse {
    me: Weak<Pulse>,
    painters: RefCell<Vec<(u32, Painter)>>,
    next_painter: Cell<u32>,
    on_tick: RefCell<Rc<dyn Fn()>>,
    is_dirty: Cell<bool>,
    is_running: Cell<bool>,
    is_requested: Cell<bool>,
    tick_due: Cell<bool>,
    last_tick: Cell<f64>,
    last_paint: Cell<f64>,
    frame: RefCell<Option<Frame>>,
}

impl Pulse {
    /// A heart at rest.
    pub fn new() -> Rc<Self> {
        let pulse = Rc::new_cyclic(|me: &Weak<Pulse>| Pulse {
            me: me.clone(),
            painters: RefCell::default(),
            next_painter: Cell::new(0),
            on_tick: RefCell::new(Rc::new(|| ())),
            is_dirty: Cell::new(false),
            is_running: Cell::new(false),
            is_requested: Cell::new(false),
            tick_due: Cell::new(false),
            last_tick: Cell::new(0.0),
            last_paint: Cell::new(0.0),
            frame: RefCell::default(),
        });
        let me = pulse.me.clone();
        let frame = Closure::new(move |now| {
            if let Some(pulse) = me.upgrade() {
                pulse.beat(now);
            }
        });
        *pulse.frame.borrow_mut() = Some(frame);
        pulse
    }

    /// What is called when the page has to follow.
    pub fn set_on_tick(&self, on_tick: Rc<dyn Fn()>) {
        *self.on_tick.borrow_mut() = on_tick;
    }

    /// Something is new in a record: paint it with the next frame, and let the page follow.
    pub fn mark(&self) {
        self.tick_due.set(true);
        self.repaint();
    }

    /// Only the pictures have to be painted again.
    pub fn repaint(&self) {
        self.is_dirty.set(true);
        self.request();
    }

    /// Whether a run is going, whose clock moves even if nothing happens. The page follows at
    /// once when this changes, in a hidden tab too, where there are no frames.
    pub fn set_running(&self, is_running: bool) {
        self.is_running.set(is_running);
        self.mark();
        let me = self.me.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(pulse) = me.upgrade() {
                pulse.tick();
            }
        });
    }

    /// Calls `painter` with every frame in which something is new, until the guard is dropped.
    #[must_use]
    pub fn paint_with(&self, painter: Painter) -> PainterGuard {
        let id = self.next_painter.get();
        self.next_painter.set(id + 1);
        self.painters.borrow_mut().push((id, painter));
        self.repaint();
        PainterGuard {
            pulse: self.me.clone(),
            id,
        }
    }

    fn request(&self) {
        if self.is_requested.replace(true) {
            return;
        }
        let frame = self.frame.borrow();
        if let (Some(window), Some(frame)) = (web_sys::window(), frame.as_ref())
            && window
                .request_animation_frame(frame.as_ref().unchecked_ref())
                .is_err()
        {
            self.is_requested.set(false);
        }
    }

    fn beat(&self, now: f64) {
        self.is_requested.set(false);
        let calm = browser::prefers_reduced_motion();
        let clock_moves =
            self.is_running.get() && (!calm || now - self.last_paint.get() >= CALM_MS);
        if self.is_dirty.replace(false) || clock_moves {
            self.last_paint.set(now);
            let painters: Vec<Painter> = (self.painters.borrow().iter())
                .map(|(_, painter)| painter.clone())
                .collect();
            for painter in painters {
                painter();
            }
        }
        let due = self.tick_due.get() || self.is_running.get();
        if due && now - self.last_tick.get() >= TICK_MS {
            self.last_tick.set(now);
            self.tick();
        }
        if self.is_running.get() || self.tick_due.get() || self.is_dirty.get() {
            self.request();
        }
    }

    fn tick(&self) {
        self.tick_due.set(false);
        let on_tick = self.on_tick.borrow().clone();
        on_tick();
    }
}

/// Ends the calls of a painter when dropped.
pub struct PainterGuard {
    pulse: Weak<Pulse>,
    id: u32,
}

impl Drop for PainterGuard {
    fn drop(&mut self) {
        if let Some(pulse) = self.pulse.upgrade() {
            pulse.painters.borrow_mut().retain(|(id, _)| *id != self.id);
        }
    }
}
