//! What an experiment shows on the timeline.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use super::table::Grid;
use super::window::Extent;
use crate::app::axis::{Rows, TimeScale};
use crate::app::charts::Surface;
use crate::record::FutureId;

/// The rows that belong together, as they stand on the page.
pub struct Frame {
    /// Id of the element in which they scroll.
    pub id: String,
    /// Its class, beside `lanes`.
    pub class: &'static str,
    /// What the part of the page is called in which they are, where it has a name of its own.
    pub title: Option<AttrValue>,
    /// What they are called.
    pub name: String,
    /// What stands above them.
    pub head: Html,
    /// The number of the run whose futures they show.
    pub run: usize,
}

/// Where a group is painted.
pub struct Canvas<'a> {
    /// The canvas.
    pub surface: &'a Surface,
    /// The time axis.
    pub scale: TimeScale,
    /// The rows.
    pub rows: Rows,
    /// How far they are scrolled.
    pub top: f64,
}

/// A group of rows.
pub trait Group {
    /// How it stands on the page.
    fn frame(&self) -> &Frame;

    /// The futures that can be chosen in it.
    fn futures(&self) -> Range<FutureId>;

    /// Its rows, in text of the size `em` and a window `screen` CSS pixels high.
    fn rows(&self, em: f64, screen: f64) -> Rows;

    /// Paints the rows that show.
    fn paint(&self, on: &Canvas<'_>);

    /// The future at a place of a row.
    fn at(&self, row: usize, x: f64, scale: &TimeScale) -> Option<FutureId>;

    /// The row of a future.
    fn row_of(&self, id: FutureId) -> Option<usize>;

    /// The row in which something happens, while a run goes.
    fn newest_row(&self) -> Option<usize> {
        None
    }

    /// A future in words.
    fn describe(&self, id: FutureId) -> Option<String>;
}

/// What an experiment shows on the timeline.
pub struct Scene {
    /// What it shows: one page may have several.
    pub title: &'static str,
    /// Its rows, from top to bottom.
    pub groups: Vec<Rc<dyn Group>>,
    /// Whether the groups are runs that are set against each other.
    pub is_several: bool,
    /// The signs and their words.
    pub legend: Html,
    /// Room left and right of the axis, for a canvas of this width, both in widths of the text.
    pub edges: Rc<dyn Fn(f64) -> (f64, f64)>,
    /// What there is to be seen; told the right end of the axis as it was.
    pub extent: Rc<dyn Fn(f64) -> Extent>,
    /// The run whose stalls are shown.
    pub stalls: usize,
    /// How to move through the rows.
    pub help: &'static str,
    /// Tools of its own.
    pub tools: Html,
    /// The table behind it; without one there is nothing to save either.
    pub table: Option<Grid>,
}
