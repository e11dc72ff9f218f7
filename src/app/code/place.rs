//! Where the card is drawn: in an element of whichever module shows it. That module calls, this one draws there.

use std::cell::RefCell;

use web_sys::Element;
use yew::prelude::*;

use super::card::{Asked, Card, CardProps};
use crate::record::Turns;

thread_local! {
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

struct Place {
    host: Element,
    root: AppHandle<Card>,
}

/// Draws the card in `host`, or, where that is done already, tells it of other settings. The lines of the turns of this number
/// are lit.
pub fn draw(host: Element, asked: Asked, lit: u8) {
    let props = CardProps {
        asked,
        lit: Turns::from_bits(lit),
        host: host.clone(),
    };
    PLACE.with_borrow_mut(|place| match place {
        Some(place) if place.host == host => place.root.update(props),
        _ => {
            if let Some(before) = place.take() {
                before.root.destroy();
            }
            let root = yew::Renderer::<Card>::with_root_and_props(host.clone(), props).render();
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
