//! Pictures of the lab on canvases. Each function paints one picture from a record or from figures
//! that follow from it; none keeps anything.

mod curve;
mod engines;
mod passing;
mod ring;
mod split;
mod stalls;
mod swatch;
mod tiles;
mod workers;

pub use curve::{Curves, paint_efficiency, paint_speedup, paint_startup};
pub use engines::{EngineBar, paint_engines};
pub use passing::{SizeChart, paint_by_size, paint_chunks, size_at};
pub use ring::{Frames, paint_ring};
pub use split::paint_split;
pub use stalls::paint_stalls;
pub use swatch::{LabSwatch, paint_lab_swatch};
pub use tiles::{Developed, TilesView, paint_tiles};
pub use workers::{WorkersView, job_at, paint_workers};

use crate::app::charts::Surface;

/// Room for labels left of a time axis, in widths of the text size.
pub const LEFT_EM: f64 = 5.6;

/// Width of a text in CSS pixels.
fn width_of(surface: &Surface, text: &str) -> f64 {
    surface
        .context
        .measure_text(text)
        .map_or(0.0, |text| text.width())
}
