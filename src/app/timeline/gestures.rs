//! Wheel, drag, pinch and keys along the time axis. A plain wheel still scrolls the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};
use yew::prelude::*;

use super::painting::Places;
use super::window::{Aim, Extent, Window};
use crate::app::axis::TimeScale;
use crate::app::hooks::Pulse;

/// CSS pixels that a pointer may move and still have clicked.
const STILL: f64 = 4.0;
/// CSS pixels that a wheel turns for twice as close.
const TWICE: f64 = 240.0;
/// CSS pixels of a line, where a wheel counts those.
const LINE: f64 = 16.0;

/// The person's hand on the axis of one timeline.
#[derive(Clone)]
pub struct Hand {
    pub places: Rc<Places>,
    pub pulse: Rc<Pulse>,
    /// Called when another part is chosen, or none any more.
    pub changed: Callback<()>,
    touch: Rc<Touch>,
}

/// The pointers that are down: their numbers, and where they are.
#[derive(Default)]
pub struct Touch {
    down: RefCell<Vec<(i32, f64)>>,
    began: Cell<f64>,
    has_moved: Cell<bool>,
}

impl Hand {
    pub fn new(
        places: &Rc<Places>,
        touch: &Rc<Touch>,
        pulse: &Rc<Pulse>,
        changed: Callback<()>,
    ) -> Self {
        Hand {
            places: places.clone(),
            pulse: pulse.clone(),
            changed,
            touch: touch.clone(),
        }
    }

    /// Another part is wanted: what `turn` makes of the one that is shown.
    fn turn(&self, turn: impl FnOnce(Window, &TimeScale, &Extent) -> Window) {
        let Some((scale, extent)) = self.places.seen.get() else {
            return;
        };
        let before = self.places.aim.get();
        let aim = Aim::at(turn(before.window(&extent), &scale, &extent), &extent);
        self.aim(before, aim);
    }

    fn aim(&self, before: Aim, aim: Aim) {
        self.places.aim.set(aim);
        if before != aim {
            self.changed.emit(());
            self.pulse.repaint();
        }
    }

    /// So many times as close.
    pub fn zoom(&self, factor: f64) {
        let aim = self.places.aim.get();
        self.turn(|window, _, extent| {
            window.zoomed(aim.anchor(&window, extent), factor, extent.whole)
        });
    }

    /// Along the axis, by a share of what is shown.
    pub fn pan(&self, share: f64) {
        self.turn(|window, _, extent| window.moved(window.span() * share, extent.whole));
    }

    /// All that fits.
    pub fn fit(&self) {
        self.aim(self.places.aim.get(), Aim::default());
    }

    /// The part that was chosen, if one was.
    pub fn shown(&self) -> Option<Window> {
        let aim = self.places.aim.get();
        let (_, extent) = self.places.seen.get().filter(|_| aim.is_zoomed())?;
        Some(aim.window(&extent))
    }

    /// Whether the pointer that came up has moved, so that it did not click.
    pub fn has_moved(&self) -> bool {
        self.touch.has_moved.get()
    }

    /// A place on the overview was pointed at: what is there comes to the middle.
    pub fn show(&self, x: f64) {
        self.turn(|window, scale, extent| {
            let whole = TimeScale {
                from: 0.0,
                end: extent.whole,
                ..*scale
            };
            let middle = (window.from + window.to) / 2.0;
            window.moved(whole.at(x) - middle, extent.whole)
        });
    }

    fn x(&self, client_x: i32) -> f64 {
        let tracks = self.places.tracks.cast::<Element>();
        f64::from(client_x) - tracks.map_or(0.0, |tracks| tracks.get_bounding_client_rect().left())
    }

    fn wheel(&self, event: &WheelEvent) {
        self.places.follows.set(false);
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_PIXEL => 1.0,
            _ => LINE,
        };
        let (mut along, across) = (event.delta_x() * unit, event.delta_y() * unit);
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            let x = self.x(event.client_x());
            return self.turn(|window, scale, extent| {
                window.zoomed(scale.at(x), (-across / TWICE).exp2(), extent.whole)
            });
        }
        if event.shift_key() && along == 0.0 {
            along = across;
        } else if along.abs() <= across.abs() {
            return;
        }
        if self.places.aim.get().is_zoomed() {
            event.prevent_default();
            self.turn(|window, scale, extent| {
                window.moved(window.span() * along / scale.width, extent.whole)
            });
        }
    }

    fn down(&self, event: &PointerEvent) {
        let mut down = self.touch.down.borrow_mut();
        if event.button() != 0 || down.len() == 2 {
            return;
        }
        let x = self.x(event.client_x());
        if down.is_empty() {
            self.touch.began.set(x);
            self.touch.has_moved.set(false);
        }
        down.push((event.pointer_id(), x));
    }

    fn moved(&self, event: &PointerEvent) {
        let (id, x) = (event.pointer_id(), self.x(event.client_x()));
        let before: Vec<(i32, f64)> = self.touch.down.borrow().clone();
        let Some(index) = before.iter().position(|(of, _)| *of == id) else {
            return;
        };
        let has_moved = self.touch.has_moved.get();
        if !has_moved && before.len() == 1 && (x - self.touch.began.get()).abs() < STILL {
            return;
        }
        if !self.touch.has_moved.replace(true)
            && let Some(tracks) = self.places.tracks.cast::<Element>()
        {
            // Fails only for a pointer that has gone meanwhile.
            let _ = tracks.set_pointer_capture(id);
        }
        if let Some(one) = self.touch.down.borrow_mut().get_mut(index) {
            one.1 = x;
        }
        let was = |index: usize| before.get(index).map_or(x, |(_, x)| *x);
        if before.len() == 2 {
            let other = was(1 - index);
            self.turn(|window, scale, extent| {
                let share = |x: f64| (x - scale.left) / scale.width;
                let (fixed, from, to) = (share(other), share(was(index)), share(x));
                window.pinched([fixed, from], [fixed, to], extent.whole)
            });
        } else if self.places.aim.get().is_zoomed() {
            self.turn(|window, scale, extent| {
                window.moved(window.span() * (was(0) - x) / scale.width, extent.whole)
            });
        }
    }

    fn up(&self, event: &PointerEvent) {
        let mut down = self.touch.down.borrow_mut();
        down.retain(|(id, _)| *id != event.pointer_id());
    }

    /// Listens to wheel and pointers: to a wheel in a way in which it can be kept from the page.
    fn listen(&self) -> Vec<EventListener> {
        let Some(tracks) = self.places.tracks.cast::<Element>() else {
            return Vec::new();
        };
        let on = |name: &'static str, hear: fn(&Hand, &Event)| {
            let hand = self.clone();
            let options = EventListenerOptions::enable_prevent_default();
            let hear = move |event: &Event| hear(&hand, event);
            EventListener::new_with_options(&tracks, name, options, hear)
        };
        fn pointer(hear: fn(&Hand, &PointerEvent), hand: &Hand, event: &Event) {
            if let Some(event) = event.dyn_ref() {
                hear(hand, event);
            }
        }
        vec![
            on("wheel", |hand, event| {
                if let Some(event) = event.dyn_ref() {
                    hand.wheel(event);
                }
            }),
            on("pointerdown", |hand, event| {
                pointer(Hand::down, hand, event)
            }),
            on("pointermove", |hand, event| {
                pointer(Hand::moved, hand, event)
            }),
            on("pointerup", |hand, event| pointer(Hand::up, hand, event)),
            on("pointercancel", |hand, event| {
                pointer(Hand::up, hand, event)
            }),
        ]
    }
}

/// The hand on the axis of this timeline.
#[hook]
pub fn use_hand(places: &Rc<Places>, pulse: &Rc<Pulse>) -> Hand {
    let again = use_force_update();
    let touch = use_memo((), |()| Touch::default());
    let changed = Callback::from(move |()| again.force_update());
    let hand = Hand::new(places, &touch, pulse, changed);
    let listening = hand.clone();
    use_effect_with((), move |()| {
        let listeners = listening.listen();
        move || drop(listeners)
    });
    hand
}
