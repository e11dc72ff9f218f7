//! Pictures on canvases. Each function paints one picture from a record; none keeps anything.

mod axis;
mod bars;
mod marks;
mod palette;
mod steps;
mod surface;

pub use axis::{paint_axis, paint_grid};
pub use bars::paint_latencies;
pub use marks::{Row, Swatch, paint_swatch, stall};
pub use palette::{Palette, forget_palette, palette};
pub use steps::{InFlight, paint_in_flight};
pub use surface::Surface;

/// Room for labels left of a time axis, in widths of the text size.
pub const LABELS_EM: f64 = 3.4;
/// The same for labels that are longer than codes of countries: names of one's own, jobs, arguments of a program.
pub const NAMES_EM: f64 = 5.6;
/// Room for place numbers right of it.
pub const PLACES_EM: f64 = 4.2;
