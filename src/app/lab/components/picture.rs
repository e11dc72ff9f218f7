//! The Mandelbrot set as it develops: the pixels, and over them who computes what.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use super::{on_show, words};
use crate::app::charts::Surface;
use crate::app::hooks::{places, use_page};
use crate::app::lab::charts::{Developed, TilesView, paint_tiles};
use crate::app::lab::use_lab::{LabView, job_ids};
use crate::app::lab::use_paced::use_paced_painter;
use crate::app::state::Stage;
use crate::kernels::mandelbrot::Tile;
use crate::kernels::{KernelOutput, KernelTask};
use crate::lab::tasks;
use crate::record::FutureId;

/// More tiles than this are too small for numbers.
const MOST_NUMBERS: usize = 400;
/// Before so many come, their outlines are shown.
const MOST_LINES: usize = 2500;

/// The picture.
#[derive(Clone, PartialEq, Properties)]
pub struct PictureProps {
    /// The run.
    pub view: LabView,
}

/// The picture.
#[component]
pub fn Picture(props: &PictureProps) -> Html {
    let page = use_page();
    let (state, words) = (page.state(), words(&page));
    let config = on_show(&page, &props.view);
    let side = config.work.size();
    let tiles = use_memo(config.clone(), |config| {
        let tile = |task: &KernelTask| match task {
            KernelTask::Mandelbrot { tile, .. } => Some(*tile),
            _ => None,
        };
        tasks(config)
            .unwrap_or_default()
            .iter()
            .filter_map(tile)
            .collect::<Vec<_>>()
    });
    let (pixels, over) = (use_node_ref(), use_node_ref());
    let painting = Painting {
        view: props.view.clone(),
        side,
        tiles: tiles.clone(),
        pixels: pixels.clone(),
        over: over.clone(),
        developed: use_mut_ref(Developed::default),
        is_over: state.stage == Stage::Over,
        selected: state.selected.map(|(_, id)| id),
    };
    use_paced_painter(&props.view, move || painting.paint());
    let done = props.view.far().done.min(tiles.len());
    html! {
        <section class="card picture" aria-label={words.picture}>
            <div class="tiles" role="img" aria-label={(words.picture_of)(done, tiles.len())}>
                <canvas ref={pixels}></canvas>
                <canvas ref={over}></canvas>
            </div>
        </section>
    }
}

/// All that a painting of the picture needs.
struct Painting {
    view: LabView,
    side: u32,
    tiles: Rc<Vec<Tile>>,
    pixels: NodeRef,
    over: NodeRef,
    developed: Rc<RefCell<Developed>>,
    is_over: bool,
    selected: Option<FutureId>,
}

impl Painting {
    fn paint(&self) {
        let Some(over) = self.over.cast::<HtmlCanvasElement>() else {
            return;
        };
        let Some(surface) = Surface::of(&over) else {
            return;
        };
        let newest = self.view.newest();
        let pixels = self.pixels.cast::<HtmlCanvasElement>();
        let (Some((index, run)), Some(pixels)) = (newest, pixels) else {
            if let Some(pixels) = self.pixels.cast::<HtmlCanvasElement>() {
                // Setting the width clears the picture of a run that is no more.
                pixels.set_width(1);
                *self.developed.borrow_mut() = Developed::default();
            }
            self.paint_over(&surface, &self.tiles, &[], &[], None);
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
        let mut developed = self.developed.borrow_mut();
        developed.develop(&pixels, &run.recorder, self.side, &with_tile);

        let (first, _) = job_ids(&run.recorder);
        let record = run.recorder.record();
        let tile = |id: FutureId| self.tiles.get(id.checked_sub(first)?).copied();
        let is_running = |id: &FutureId| {
            let lane = record.lanes().get(*id);
            lane.is_some_and(|lane| lane.started.is_some() && lane.finished.is_none())
        };
        let jobs = first..record.lanes().len();
        let running: Vec<_> = jobs
            .filter(is_running)
            .filter_map(|id| Some((tile(id)?, record.lanes().get(id)?.worker.unwrap_or(0))))
            .collect();
        let numbered = if self.is_over || self.tiles.len() > MOST_NUMBERS {
            Vec::new()
        } else {
            let places = places(&record).into_iter().enumerate();
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
        let came = (self.tiles.iter().enumerate()).filter(|(id, _)| !has_come(*id));
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
        let empty = if self.tiles.len() <= MOST_LINES {
            empty
        } else {
            &[]
        };
        let view = TilesView {
            side: self.side,
            empty,
            running,
            places,
            selected,
        };
        paint_tiles(surface, &view);
    }
}
