//! One timeline on the page: its heading and totals, its scrolling rows, its keys.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::{Places, strategies};
use crate::app::axis::Rows;
use crate::app::browser::{focus, looked_at};
use crate::app::charts::palette;
use crate::app::components::lane_table::lane_facts;
use crate::app::components::{aria, said};
use crate::app::format::seconds_in;
use crate::app::hooks::{Page, Run};
use crate::app::inspector::PANEL;
use crate::app::state::Action;
use crate::config::Strategy;
use crate::stats::first_result;

/// One timeline with its heading, its place in the page and its keys.
pub struct Lanes<'a> {
    pub page: &'a Page,
    pub run: &'a Run,
    pub index: usize,
    pub strategy: Strategy,
    pub count: usize,
    pub places: &'a Rc<Places>,
    pub follows: &'a Rc<Cell<bool>>,
}

impl Lanes<'_> {
    pub fn view(&self) -> Html {
        let (state, texts) = (self.page.state(), self.page.texts());
        let index = self.index;
        let name = (texts.strategy)(self.strategy);
        let selected = state.selected.filter(|(run, _)| *run == index);
        let described = {
            let id = selected.map_or(0, |(_, id)| id);
            let runs = self.run.runs();
            runs.get(index).and_then(|(_, recorder)| {
                let record = recorder.record();
                let facts = lane_facts(record.lanes().get(id)?, recorder.elapsed());
                Some(((texts.lane)(&facts), id))
            })
        };
        // What is read first is the first lane; before there are lanes there is nothing to name.
        let active = described.is_some().then(|| format!("lane-{index}"));
        let option = described.map(|(text, id)| {
            html! {
                <div role="option" id={format!("lane-{index}")} class="unseen" translate="no" aria-selected={aria(selected.is_some())}
                    aria-posinset={(id + 1).to_string()} aria-setsize={self.count.to_string()}>{ text }</div>
            }
        });
        let repaint = {
            let pulse = self.run.pulse().clone();
            Callback::from(move |_: Event| pulse.repaint())
        };
        html! {
            <section class="run" aria-label={name}>
                <header>
                    <h3><span translate="no">{ name }</span>{ " " }<small>{ said((texts.strategy_note)(self.strategy)) }</small></h3>
                    { self.totals() }
                </header>
                <div ref={self.places.lanes[index].clone()} class="lanes" id={format!("lanes-{index}")} role="listbox" tabindex="0"
                    aria-label={format!("{}: {name}", texts.timeline)} aria-activedescendant={active}
                    onkeydown={self.on_key()} onscroll={repaint} onwheel={self.on_touch()} ontouchmove={self.on_drag()}>
                    <div ref={self.places.rooms[index].clone()} class="room">
                        <canvas ref={self.places.canvases[index].clone()} onclick={self.on_click()}></canvas>
                        { for option }
                    </div>
                </div>
            </section>
        }
    }

    fn totals(&self) -> Html {
        let (texts, lang) = (self.page.texts(), self.page.state().lang);
        let runs = self.run.runs();
        let Some((_, recorder)) = runs.get(self.index) else {
            return Html::default();
        };
        let record = recorder.record();
        let first = first_result(&record).map(|first| seconds_in(lang, first));
        let all = record.ended().map(|end| seconds_in(lang, end));
        let dash = || "–".to_owned();
        html! {
            <p class="totals">
                <span>{ texts.first_result }{ " " }<b translate="no">{ first.unwrap_or_else(dash) }</b></span>
                { " " }
                <span>{ texts.all_results }{ " " }<b translate="no">{ all.unwrap_or_else(dash) }</b></span>
            </p>
        }
    }

    /// The person has scrolled: from now on the page leaves the place alone.
    fn on_touch(&self) -> Callback<WheelEvent> {
        let follows = self.follows.clone();
        Callback::from(move |_| follows.set(false))
    }

    fn on_drag(&self) -> Callback<TouchEvent> {
        let follows = self.follows.clone();
        Callback::from(move |_| follows.set(false))
    }

    fn on_click(&self) -> Callback<MouseEvent> {
        let (page, index, count) = (self.page.clone(), self.index, self.count);
        let (lanes, beside) = (self.places.lanes[index].clone(), self.beside());
        let pulse = self.run.pulse().clone();
        Callback::from(move |event: MouseEvent| {
            let (Some(lanes), Some(palette)) = (lanes.cast::<HtmlElement>(), palette()) else {
                return;
            };
            let rows = Rows::fitting(count, beside, palette.em);
            let y = f64::from(event.offset_y()) + f64::from(lanes.scroll_top());
            let chosen = rows.at(y).map(|id| (index, id));
            let again = page.state().selected == chosen;
            looked_at(f64::from(event.client_y()));
            page.dispatch(Action::Select(chosen.filter(|_| !again)));
            pulse.repaint();
        })
    }

    fn on_key(&self) -> Callback<KeyboardEvent> {
        let (page, index, count) = (self.page.clone(), self.index, self.count);
        let (lanes, beside) = (self.places.lanes[index].clone(), self.beside());
        let (pulse, follows) = (self.run.pulse().clone(), self.follows.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = count.saturating_sub(1);
            let now = page.state().selected.filter(|(run, _)| *run == index);
            let at = |by: isize| match now {
                Some((_, id)) => id.saturating_add_signed(by).min(last),
                None if by < 0 => last,
                None => 0,
            };
            let chosen = match event.key().as_str() {
                "ArrowDown" => Some(at(1)),
                "ArrowUp" => Some(at(-1)),
                "PageDown" => Some(at(10)),
                "PageUp" => Some(at(-10)),
                "Home" => Some(0),
                "End" => Some(last),
                "Escape" => None,
                "Enter" => return focus(PANEL),
                _ => return,
            };
            event.prevent_default();
            follows.set(false);
            page.dispatch(Action::Select(chosen.map(|id| (index, id))));
            if let (Some(id), Some(lanes), Some(palette)) =
                (chosen, lanes.cast::<HtmlElement>(), palette())
            {
                let rows = Rows::fitting(count, beside, palette.em);
                reveal(&lanes, rows, id);
                let row = id as f64 * rows.height - f64::from(lanes.scroll_top());
                looked_at(lanes.get_bounding_client_rect().top() + row);
            }
            pulse.repaint();
        })
    }

    fn beside(&self) -> usize {
        strategies(&self.page.state().on_show()).len()
    }
}

/// Scrolls just as far as needed to show a row.
fn reveal(lanes: &HtmlElement, rows: Rows, id: usize) {
    let (top, height) = (lanes.scroll_top(), lanes.client_height());
    let (from, to) = (
        (id as f64 * rows.height) as i32,
        ((id + 1) as f64 * rows.height).ceil() as i32,
    );
    if from < top {
        lanes.set_scroll_top(from);
    } else if to > top + height {
        lanes.set_scroll_top(to - height);
    }
}
