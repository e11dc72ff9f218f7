//! The page's heartbeat, and how often it was felt.

use std::rc::Rc;

use yew::prelude::*;

use super::Pulse;

/// What drives the page after the first drawing. Two are equal while nothing new is to be shown, so
/// that what is given one is drawn again only then.
#[derive(Clone)]
pub struct Heartbeat {
    pulse: Rc<Pulse>,
    version: u32,
}

impl PartialEq for Heartbeat {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version && Rc::ptr_eq(&self.pulse, &other.pulse)
    }
}

impl Heartbeat {
    /// What pictures are painted with.
    pub fn pulse(&self) -> &Rc<Pulse> {
        &self.pulse
    }
}

/// The heartbeat of an experiment, for the component that stands for it: that is drawn with every beat.
/// While the experiment is not shown, the heart rests.
#[hook]
pub fn use_heartbeat(is_shown: bool) -> Heartbeat {
    let version = use_state(|| 0u32);
    let count = use_mut_ref(|| 0u32);
    let pulse = use_memo((), |()| Pulse::new());
    let set_version = version.setter();
    pulse.set_on_tick(Rc::new(move || {
        let next = count.borrow().wrapping_add(1);
        *count.borrow_mut() = next;
        set_version.set(next);
    }));
    pulse.set_shown(is_shown);
    Heartbeat {
        pulse: (*pulse).clone(),
        version: *version,
    }
}
