//! Where the card is drawn: in an element of whichever module shows it. That module calls, this one draws there.

use std::cell::RefCell;

use web_sys::Element;
use yew::prelude::*;

use super::card::{Asked, Card};

thread_local! {
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

struct Place {
    host: Element,
    root: AppHandle<Card>,
}

/// Draws the card in `host`, or, where that is done already, tells it of other settings.
pub fn draw(host: Element, asked: Asked) {
    PLACE.with_borrow_mut(|place| match place {
        Some(place) if place.host == host => place.root.update(asked),
        _ => {
            if let Some(before) = place.take() {
                before.root.destroy();
            }
            let root = yew::Renderer::<Card>::with_root_and_props(host.clone(), asked).render();
            *place = Some(Place { host, root });
        }
    });
}

/// The element goes: what runs there ends.
pub fn leave(host: &Element) {
    PLACE.with_borrow_mut(|place| {
        if let Some(gone) = place.take_if(|place| place.host == *host) {
            gone.root.destroy();
        }
    });
}
