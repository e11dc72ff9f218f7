//! The heartbeat of the page: canvases are painted when there is something new, as often as the page's
//! pace allows; the rest of the page follows at most ten times per second, in a frame without paintings.
//! Together both can take a frame of a busy machine longer than a page may stand still.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::MessageChannel;

use crate::app::browser;
use crate::app::pace::Pace;
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, Runtime};
use crate::stalls;

/// Milliseconds between two updates of what is not a canvas.
const TICK_MS: f64 = 100.0;
/// Milliseconds between two pictures for those who asked for less motion.
const CALM_MS: f64 = 250.0;

type Painter = Rc<dyn Fn()>;
/// What the browser calls before it paints, with its time in milliseconds.
type Frame = Closure<dyn FnMut(f64)>;

/// Whether the page followed since the last frame, and so has to be laid out.
#[derive(Clone, Copy, PartialEq)]
enum Followed {
    No,
    /// In the last frame, which also laid it out.
    InFrame,
    /// Between frames: this one lays it out.
    Between,
}

/// Calls painters and `on_tick` while something changes. Costs nothing while nothing does.
pub struct Pulse {
    me: Weak<Pulse>,
    painters: RefCell<Vec<(u32, Painter)>>,
    next_painter: Cell<u32>,
    on_tick: RefCell<Rc<dyn Fn()>>,
    is_dirty: Cell<bool>,
    is_running: Cell<bool>,
    is_shown: Cell<bool>,
    /// The request of the next frame.
    requested: Cell<Option<i32>>,
    /// What waits to request it.
    resting: RefCell<Option<Timeout>>,
    pace: Pace,
    drawing: RefCell<Option<Drawing>>,
    is_drawing: Cell<bool>,
    tick_due: Cell<bool>,
    followed: Cell<Followed>,
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
            is_shown: Cell::new(true),
            requested: Cell::new(None),
            resting: RefCell::default(),
            pace: Pace::default(),
            drawing: RefCell::default(),
            is_drawing: Cell::new(false),
            tick_due: Cell::new(false),
            followed: Cell::new(Followed::No),
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
        *pulse.drawing.borrow_mut() = Drawing::new(pulse.me.clone());
        pulse
    }

    /// Whether there is anything on the page to be painted. While there is not, no frame is asked for; what
    /// happens meanwhile is shown when there is again.
    pub fn set_shown(&self, is_shown: bool) {
        if self.is_shown.replace(is_shown) != is_shown && is_shown {
            self.mark();
        }
    }

    /// What is called when the page has to follow.
    pub fn set_on_tick(&self, on_tick: Rc<dyn Fn()>) {
        *self.on_tick.borrow_mut() = on_tick;
    }

    /// Something is new in a record: paint it in its time, and let the page follow.
    pub fn mark(&self) {
        self.pace.happened();
        self.tick_due.set(true);
        self.repaint_in_time();
    }

    /// The pictures have to be painted again, when it is their time.
    pub fn repaint_in_time(&self) {
        self.is_dirty.set(true);
        self.request();
    }

    /// The pictures have to be painted again with the next frame: somebody waits for it.
    pub fn repaint(&self) {
        self.pace.forget();
        self.resting.borrow_mut().take();
        self.is_dirty.set(true);
        self.request_frame();
    }

    /// Whether the speed of the run is what it is about: then pictures take less of its time.
    pub fn set_measured(&self, is_measured: bool) {
        self.pace.set_measured(is_measured);
    }

    /// Whether a run is going, whose clock moves even if nothing happens. The page follows at
    /// once when this changes, in a hidden tab too, where there are no frames.
    pub fn set_running(&self, is_running: bool) {
        self.is_running.set(is_running);
        self.tick_due.set(true);
        self.repaint();
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
        self.repaint_in_time();
        PainterGuard {
            pulse: self.me.clone(),
            id,
        }
    }

    /// What records the stalls of a run. Callbacks of a frame have their turns in the order in which
    /// they were requested, so this one steps behind the watch: what it takes in a frame is not to
    /// be counted with the frame before.
    pub fn watcher(self: &Rc<Self>) -> Rc<dyn Fn(Rc<Recorder>)> {
        let pulse = self.clone();
        Rc::new(move |recorder| pulse.watch(recorder))
    }

    fn watch(&self, recorder: Rc<Recorder>) {
        stalls::watch(recorder);
        if let (Some(id), Some(window)) = (self.requested.take(), web_sys::window()) {
            // Fails only for what is no number.
            let _ = window.cancel_animation_frame(id);
            self.request_frame();
        }
    }

    fn request(&self) {
        let is_on_its_way = self.requested.get().is_some() || self.resting.borrow().is_some();
        // How long the frame takes decides when there is another.
        if is_on_its_way || self.is_drawing.get() || !self.is_shown.get() {
            return;
        }
        let wait = if self.is_running.get() {
            self.pace.wait(now())
        } else {
            0.0
        };
        if wait < 1.0 {
            return self.request_frame();
        }
        let me = self.me.clone();
        *self.resting.borrow_mut() = Some(Timeout::new(wait as u32, move || {
            if let Some(pulse) = me.upgrade() {
                pulse.resting.borrow_mut().take();
                pulse.request_frame();
            }
        }));
    }

    fn request_frame(&self) {
        if self.requested.get().is_some() || !self.is_shown.get() {
            return;
        }
        let frame = self.frame.borrow();
        if let (Some(window), Some(frame)) = (web_sys::window(), frame.as_ref()) {
            let callback = frame.as_ref().unchecked_ref();
            self.requested
                .set(window.request_animation_frame(callback).ok());
        }
    }

    fn beat(&self, now: f64) {
        self.requested.set(None);
        let is_timed = self.drawing.borrow().as_ref().is_some_and(Drawing::begins);
        self.is_drawing.set(is_timed);
        let followed = self.followed.replace(Followed::No);
        let is_due =
            (self.tick_due.get() || self.is_running.get()) && now - self.last_tick.get() >= TICK_MS;
        // Where every frame takes long, pictures and page take turns.
        if followed == Followed::No && is_due {
            self.last_tick.set(now);
            self.tick();
            self.followed.set(Followed::InFrame);
        } else if followed != Followed::Between {
            self.paint(now);
        }
        if !is_timed {
            self.go_on();
        }
    }

    /// The frame is drawn, and this is how long it took.
    fn drawn(&self, from: f64, to: f64) {
        self.is_drawing.set(false);
        self.pace.drawn(from, to);
        self.go_on();
    }

    fn go_on(&self) {
        if self.is_running.get() || self.tick_due.get() || self.is_dirty.get() {
            self.request();
        }
    }

    fn paint(&self, now: f64) {
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
    }

    fn tick(&self) {
        self.tick_due.set(false);
        self.followed.set(Followed::Between);
        let on_tick = self.on_tick.borrow().clone();
        on_tick();
    }
}

/// Finds out how long a frame takes with all that the browser does for it: a message that is posted in
/// a frame comes after it.
struct Drawing {
    channel: MessageChannel,
    begun: Rc<Cell<f64>>,
    _on_message: Closure<dyn FnMut()>,
}

impl Drawing {
    fn new(pulse: Weak<Pulse>) -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        let begun = Rc::<Cell<f64>>::default();
        let from = begun.clone();
        let on_message = Closure::new(move || {
            if let Some(pulse) = pulse.upgrade() {
                pulse.drawn(from.get(), now());
            }
        });
        let listener = on_message.as_ref().unchecked_ref();
        channel.port1().set_onmessage(Some(listener));
        Some(Drawing {
            channel,
            begun,
            _on_message: on_message,
        })
    }

    /// Whether the end of the frame that begins will be told.
    fn begins(&self) -> bool {
        self.begun.set(now());
        self.channel.port2().post_message(&JsValue::NULL).is_ok()
    }
}

fn now() -> f64 {
    BrowserRuntime.now().as_secs_f64() * 1000.0
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
