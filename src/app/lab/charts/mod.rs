//! Pictures of the lab on canvases. Each function paints one picture from a record or from figures
//! that follow from it; none keeps anything.

mod curve;
mod engines;
mod passing;
mod ring;
mod split;
mod swatch;
mod tiles;

pub use curve::{Curves, paint_efficiency, paint_speedup, paint_startup};
pub use engines::{EngineBar, paint_engines};
pub use passing::{SizeChart, paint_by_size, paint_chunks, size_at};
pub use ring::{Frames, paint_ring};
pub use split::paint_split;
pub use swatch::{LabSwatch, paint_lab_swatch, way_colour, way_mark};
pub use tiles::{Developed, TilesView, paint_tiles};

use crate::app::charts::Surface;

/// Width of a text in CSS pixels.
fn width_of(surface: &Surface, text: &str) -> f64 {
    surface
        .context
        .measure_text(text)
        .map_or(0.0, |text| text.width())
}
