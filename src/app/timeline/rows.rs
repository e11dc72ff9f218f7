//! One group of rows on the page: its heading, its scrolling rows, its keys.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::gestures::Hand;
use super::keys::Pressed;
use super::scene::Group;
use crate::app::browser::{focus, looked_at, reveal, window_height};
use crate::app::charts::palette;
use crate::app::components::aria;
use crate::app::hooks::Page;
use crate::app::inspector::PANEL;
use crate::app::state::Action;
use crate::record::FutureId;

/// A group of rows, its place in the page and its keys.
#[derive(Clone)]
pub struct RowsOnPage {
    pub page: Page,
    pub group: Rc<dyn Group>,
    /// Which of the groups it is.
    pub index: usize,
    pub hand: Hand,
}

impl RowsOnPage {
    /// The future that is looked at, if it is one of these.
    fn chosen(&self) -> Option<usize> {
        let chosen = self.page.state().show().selected;
        let (run, id) = chosen?;
        let is_here = run == self.group.frame().run && self.group.futures().contains(&id);
        is_here.then_some(id)
    }

    pub fn view(&self) -> Html {
        let frame = self.group.frame();
        let place = &self.hand.places.groups[self.index];
        let (chosen, among) = (self.chosen(), self.group.futures());
        // What is read first is the first lane; before there are lanes there is nothing to name.
        let id = chosen.unwrap_or(among.start);
        let described = self.group.describe(id);
        let option_id = format!("{}-option", frame.id);
        let active = described.is_some().then(|| option_id.clone());
        let option = described.map(|text| {
            html! {
                <div role="option" id={option_id} class="unseen" translate="no" aria-selected={aria(chosen.is_some())}
                    aria-posinset={(id + 1 - among.start).to_string()} aria-setsize={among.len().to_string()}>{ text }</div>
            }
        });
        let scrolled = {
            let (pulse, places) = (self.hand.pulse.clone(), self.hand.places.clone());
            // What the page itself scrolls it also paints.
            Callback::from(move |_: Event| {
                if !places.follows.get() {
                    pulse.repaint();
                }
            })
        };
        let dragged = {
            let places = self.hand.places.clone();
            Callback::from(move |_: TouchEvent| places.follows.set(false))
        };
        let (keyed, clicked, pointed) = (self.clone(), self.clone(), self.clone());
        html! {
            <section class="run" aria-label={frame.title.clone()}>
                { frame.head.clone() }
                <div ref={place.scroll.clone()} class={classes!("lanes", frame.class)} id={frame.id.clone()} role="listbox" tabindex="0"
                    aria-label={frame.name.clone()} aria-activedescendant={active}
                    onkeydown={move |event| keyed.key(&event)} onscroll={scrolled} ontouchmove={dragged}>
                    <div ref={place.room.clone()} class="room">
                        <canvas ref={place.canvas.clone()} onclick={move |event| clicked.click(&event)}
                            onmousemove={move |event| pointed.point(&event)}></canvas>
                        { option.unwrap_or_default() }
                    </div>
                </div>
            </section>
        }
    }

    fn select(&self, chosen: Option<usize>) {
        let run = self.group.frame().run;
        self.page
            .dispatch(Action::Select(chosen.map(|id| (run, id))));
        self.hand.pulse.repaint();
    }

    /// The future on which the mouse is.
    fn under(&self, event: &MouseEvent) -> Option<FutureId> {
        let (palette, (scale, _)) = (palette()?, self.hand.places.seen.get()?);
        let rows = self.group.rows(palette.em, window_height());
        let top = self.hand.places.groups[self.index].top();
        let row = rows.at(f64::from(event.offset_y()) + top)?;
        self.group.at(row, f64::from(event.offset_x()), &scale)
    }

    /// Says what the mouse is on, with its whole label, which may be cut in the picture.
    fn point(&self, event: &MouseEvent) {
        let canvas = self.hand.places.groups[self.index]
            .canvas
            .cast::<HtmlElement>();
        let told = self.under(event).and_then(|id| self.group.describe(id));
        if let Some(canvas) = canvas {
            canvas.set_title(&told.unwrap_or_default());
        }
    }

    fn click(&self, event: &MouseEvent) {
        // A drag ends with a click.
        if self.hand.has_moved() {
            return;
        }
        let found = self.under(event);
        looked_at(f64::from(event.client_y()));
        self.select(found.filter(|id| self.chosen() != Some(*id)));
    }

    fn key(&self, event: &KeyboardEvent) {
        // With these, keys are the browser's.
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let Some(pressed) = Pressed::of(&event.key(), event.shift_key()) else {
            return;
        };
        match pressed {
            Pressed::Inspect => return focus(PANEL),
            Pressed::None => self.choose(None),
            Pressed::Row(step) => {
                let chosen = step.from(self.chosen(), self.group.futures());
                if chosen.is_none() {
                    return;
                }
                self.choose(chosen);
            }
            Pressed::Zoom(factor) => self.hand.zoom(factor),
            Pressed::Pan(share) => self.hand.pan(share),
            Pressed::Fit => self.hand.fit(),
        }
        event.prevent_default();
    }

    /// Chooses a future, and scrolls to its row.
    fn choose(&self, chosen: Option<usize>) {
        let place = &self.hand.places.groups[self.index];
        self.hand.places.follows.set(false);
        let scroll = place.scroll.cast::<HtmlElement>();
        let row = chosen.and_then(|id| self.group.row_of(id));
        if let (Some(scroll), Some(row), Some(palette)) = (scroll, row, palette()) {
            let rows = self.group.rows(palette.em, window_height());
            reveal(&scroll, rows, row);
            let below = row as f64 * rows.height - place.top();
            looked_at(scroll.get_bounding_client_rect().top() + below);
        }
        self.select(chosen);
    }
}
