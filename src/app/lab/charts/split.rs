//! What the time of one size is spent on, by way: sending, elsewhere, taking back, end to end; or
//! computing on the page.

use std::time::Duration;

use super::swatch::{LabSwatch, fill_part};
use super::width_of;
use crate::app::charts::Surface;
use crate::lab::transfer::{Mode, Row};

/// Paints a bar per way, all on one scale; `name` says what a way is called, `text` how a time reads.
pub fn paint_split(
    surface: &Surface,
    rows: &[Row],
    name: fn(Mode) -> &'static str,
    text: impl Fn(Duration) -> String,
) {
    let (palette, em) = (&surface.palette, surface.palette.em);
    let longest = rows
        .iter()
        .map(|row| row.whole.max(row.held()).as_secs_f64())
        .fold(0.0, f64::max);
    let room = surface.width - em * 5.5;
    let step = surface.height / Mode::ALL.len() as f64;
    for (index, mode) in Mode::ALL.into_iter().enumerate() {
        let top = index as f64 * step;
        surface.text(&palette.muted, "left", name(mode), 0.0, top + em * 0.8);
        let Some(row) = rows
            .iter()
            .find(|row| row.mode == mode)
            .filter(|_| longest > 0.0)
        else {
            continue;
        };
        let (y, height) = (top + em * 1.7, em * 1.4);
        let mut x = 0.0;
        let parts: &[_] = match mode {
            Mode::Main => &[(LabSwatch::Computing, row.whole)],
            Mode::Clone | Mode::Transfer => &[
                (LabSwatch::Sent, row.send),
                (LabSwatch::Elsewhere, row.elsewhere()),
                (LabSwatch::Returning, row.back),
            ],
        };
        for &(swatch, time) in parts {
            let width = room * time.as_secs_f64() / longest;
            if width >= 0.5 {
                fill_part(surface, swatch, x, y, width, height);
            }
            x += width;
        }
        let text = text(row.whole);
        let x = (x + em * 0.5).min(surface.width - width_of(surface, &text));
        surface.text(&palette.ink, "left", &text, x, y + height / 2.0);
    }
}
