//! The Mandelbrot set as it develops: the pixels, and over them who computes what.

use std::rc::Rc;

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use super::words;
use crate::app::charts::Surface;
use crate::app::components::painter::{Painter, surface};
use crate::app::hooks::Page;
use crate::app::lab::charts::{TilesView, paint_tiles};
use crate::app::lab::settings::Sound;
use crate::app::lab::view::{LabView, job_ids};
use crate::app::state::Stage;
use crate::kernels::KernelOutput;
use crate::kernels::mandelbrot::Tile;
use crate::record::FutureId;

/// More tiles than this are too small for numbers.
const MOST_NUMBERS: usize = 400;
/// Before so many come, their outlines are shown.
const MOST_LINES: usize = 2500;

/// The picture.
pub fn picture(page: &Page, view: &LabView) -> Html {
    let (state, words) = (page.state(), words(page));
    let sound = view.sound(&state.on_show());
    let (pixels, over) = (NodeRef::default(), NodeRef::default());
    let (done, tiles) = (view.far().done.min(sound.tiles.len()), sound.tiles.len());
    let painting = Painting {
        view: view.clone(),
        sound,
        pixels: pixels.clone(),
        over: over.clone(),
        is_over: state.show().stage == Stage::Over,
        selected: state.show().selected.map(|(_, id)| id),
    };
    let paint: Rc<dyn Fn()> = Rc::new(move || painting.paint());
    html! {
        <section class="card picture" aria-label={words.picture}>
            <div class="tiles" role="img" aria-label={(words.picture_of)(done, tiles)}>
                <canvas ref={pixels}></canvas>
                <canvas ref={over}></canvas>
            </div>
            <Painter run={(**view).clone()} {paint} />
        </section>
    }
}

/// All that a painting of the picture needs.
struct Painting {
    view: LabView,
    sound: Rc<Sound>,
    pixels: NodeRef,
    over: NodeRef,
    is_over: bool,
    selected: Option<FutureId>,
}

impl Painting {
    fn side(&self) -> u32 {
        self.sound.config.work.size()
    }

    fn paint(&self) {
        let Some(surface) = surface(&self.over) else {
            return;
        };
        let newest = self.view.newest();
        let pixels = self.pixels.cast::<HtmlCanvasElement>();
        let (Some((index, run)), Some(pixels)) = (newest, pixels) else {
            if let Some(pixels) = self.pixels.cast::<HtmlCanvasElement>() {
                let mut developed = self.view.shown().developed.borrow_mut();
                developed.clear(&pixels, self.side());
            }
            self.paint_over(&surface, &self.sound.tiles, &[], &[], None);
            return;
        };
        let with_tile = |id: FutureId, take: &mut dyn FnMut(&Tile, &[u8])| {
            self.view.with_kernel(index, id, |output| {
                if let KernelOutput::Mandelbrot { tile, pixels } = output {
                    take(tile, pixels);
                }
                Some(())
            });
        };
        let mut developed = self.view.shown().developed.borrow_mut();
        developed.develop(&pixels, &run.recorder, self.side(), &with_tile);

        let (first, _) = job_ids(&run.recorder);
        let record = run.recorder.record();
        let tile = |id: FutureId| self.sound.tiles.get(id.checked_sub(first)?).copied();
        let is_running = |id: &FutureId| {
            let lane = record.lanes().get(*id);
            lane.is_some_and(|lane| lane.started.is_some() && lane.finished.is_none())
        };
        let jobs = first..record.lanes().len();
        let running: Vec<_> = jobs
            .filter(is_running)
            .filter_map(|id| Some((tile(id)?, record.lanes().get(id)?.worker.unwrap_or(0))))
            .collect();
        let numbered = if self.is_over || self.sound.tiles.len() > MOST_NUMBERS {
            Vec::new()
        } else {
            let places = self.view.places(&run.recorder);
            let places = places.iter().copied().enumerate();
            let came = places.filter(|(_, place)| *place > 0);
            came.filter_map(|(id, place)| Some((tile(id)?, place)))
                .collect()
        };
        let has_come = |id: usize| {
            record
                .lanes()
                .get(first + id)
                .is_some_and(|l| l.delivered.is_some())
        };
        let came = (self.sound.tiles.iter().enumerate()).filter(|(id, _)| !has_come(*id));
        let empty: Vec<Tile> = came.map(|(_, tile)| *tile).collect();
        self.paint_over(
            &surface,
            &empty,
            &running,
            &numbered,
            self.selected.and_then(tile),
        );
    }

    fn paint_over(
        &self,
        surface: &Surface,
        empty: &[Tile],
        running: &[(Tile, usize)],
        places: &[(Tile, usize)],
        selected: Option<Tile>,
    ) {
        // The lines of a great many tiles would be all there is to see.
        let empty = if self.sound.tiles.len() <= MOST_LINES {
            empty
        } else {
            &[]
        };
        let view = TilesView {
            side: self.side(),
            empty,
            running,
            places,
            selected,
        };
        paint_tiles(surface, &view);
    }
}
