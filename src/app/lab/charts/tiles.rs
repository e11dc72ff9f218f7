//! The Mandelbrot set as it develops, tile by tile, in the order in which tiles are delivered.

use std::rc::Rc;

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::app::charts::Surface;
use crate::app::lab::ramp;
use crate::kernels::mandelbrot::Tile;
use crate::recorder::Recorder;

/// A larger picture is shown with every second, third, … pixel: no screen has more.
const MOST_PIXELS: u32 = 1536;

/// How far a canvas has been filled, and from which record.
#[derive(Default)]
pub struct Developed {
    of: Option<(Rc<Recorder>, u32)>,
    delivered: usize,
}

/// Looks up the tile and the pixels of a future, and hands them over.
type WithTile<'a> = dyn Fn(usize, &mut dyn FnMut(&Tile, &[u8])) + 'a;

impl Developed {
    /// Empties a canvas for a picture of so many pixels on each side. A canvas gets its memory with
    /// its first paintings, which takes some milliseconds each: to paint nothing a few times before a
    /// run keeps that out of its first moments.
    pub fn clear(&mut self, canvas: &HtmlCanvasElement, side: u32) {
        *self = Developed::default();
        empty(canvas, size_of(side));
    }

    /// Puts onto the canvas what was delivered since the last time; clears it first if it is
    /// another record's. `tile` looks up the tile and the pixels of a future.
    pub fn develop(
        &mut self,
        canvas: &HtmlCanvasElement,
        recorder: &Rc<Recorder>,
        side: u32,
        with_tile: &WithTile<'_>,
    ) {
        let (every, size) = (every_of(side), size_of(side));
        let is_same = self
            .of
            .as_ref()
            .is_some_and(|(of, on)| Rc::ptr_eq(of, recorder) && *on == size);
        if !is_same || canvas.width() != size {
            empty(canvas, size);
            *self = Developed {
                of: Some((recorder.clone(), size)),
                delivered: 0,
            };
        }
        let Some(context) = context(canvas) else {
            return;
        };
        let colours = ramp::colours();
        let record = recorder.record();
        let fresh = record.delivered().get(self.delivered..).unwrap_or_default();
        for id in fresh {
            with_tile(*id, &mut |tile, pixels| {
                put(&context, &colours, every, tile, pixels)
            });
        }
        self.delivered = record.delivered().len();
    }
}

/// Which pixels are shown of a picture with so many on each side: every first, second, …
fn every_of(side: u32) -> u32 {
    side.div_ceil(MOST_PIXELS).max(1)
}

/// How many pixels are shown on each side.
fn size_of(side: u32) -> u32 {
    side.div_ceil(every_of(side))
}

fn empty(canvas: &HtmlCanvasElement, size: u32) {
    if canvas.width() != size || canvas.height() != size {
        canvas.set_width(size);
        canvas.set_height(size);
    }
    if let Some(context) = context(canvas) {
        context.clear_rect(0.0, 0.0, f64::from(size), f64::from(size));
    }
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn put(
    context: &CanvasRenderingContext2d,
    colours: &[[u8; 4]; 256],
    every: u32,
    tile: &Tile,
    pixels: &[u8],
) {
    let first = |from: u32| from.div_ceil(every);
    let (left, top) = (first(tile.x), first(tile.y));
    let (width, height) = (
        first(tile.x + tile.width) - left,
        first(tile.y + tile.height) - top,
    );
    if width == 0 || height == 0 {
        return;
    }
    let mut rgba = vec![0; (width * height * 4) as usize];
    for (row, line) in rgba.chunks_exact_mut((width * 4) as usize).enumerate() {
        let from = ((top + row as u32) * every - tile.y) * tile.width + left * every - tile.x;
        let bytes = pixels.get(from as usize..).unwrap_or_default();
        let shown = bytes.iter().step_by(every as usize);
        for (pixel, byte) in line.chunks_exact_mut(4).zip(shown) {
            pixel.copy_from_slice(&colours[usize::from(*byte)]);
        }
    }
    if let Ok(image) = ImageData::new_with_u8_clamped_array(Clamped(&rgba), width) {
        // Fails only for an image that is detached.
        let _ = context.put_image_data(&image, f64::from(left), f64::from(top));
    }
}

/// What lies over the picture.
pub struct TilesView<'a> {
    /// Width of the picture in its own pixels.
    pub side: u32,
    /// Tiles that have not come.
    pub empty: &'a [Tile],
    /// Tiles that are computed now, with the number of their worker, from 0.
    pub running: &'a [(Tile, usize)],
    /// Tiles with their place in the finish order; only while it is filled.
    pub places: &'a [(Tile, usize)],
    /// The tile that is looked at.
    pub selected: Option<Tile>,
}

/// Paints what lies over the picture: who computes what, and in which order tiles came.
pub fn paint_tiles(surface: &Surface, view: &TilesView<'_>) {
    let (palette, context) = (&surface.palette, &surface.context);
    let unit = surface.width / f64::from(view.side.max(1));
    let place = |tile: &Tile| {
        let [x, y, width, height] =
            [tile.x, tile.y, tile.width, tile.height].map(|n| f64::from(n) * unit);
        (x, y, width, height)
    };
    context.set_stroke_style_str(&palette.queued);
    context.set_line_width(1.0);
    context.set_global_alpha(0.35);
    for tile in view.empty {
        let (x, y, width, height) = place(tile);
        context.stroke_rect(
            x.round() + 0.5,
            y.round() + 0.5,
            width.round(),
            height.round(),
        );
    }
    context.set_global_alpha(1.0);
    for (tile, worker) in view.running {
        let (x, y, width, height) = place(tile);
        match &palette.queued_hatch {
            Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
            None => context.set_fill_style_str(&palette.queued),
        }
        context.fill_rect(x, y, width, height);
        context.set_stroke_style_str(&palette.run);
        context.set_line_width(2.0);
        context.stroke_rect(x + 1.0, y + 1.0, width - 2.0, height - 2.0);
        badge(
            surface,
            (worker + 1).to_string(),
            x + width / 2.0,
            y + height / 2.0,
            width,
        );
    }
    for (tile, number) in view.places {
        let (x, y, width, height) = place(tile);
        if width > palette.em * 2.0 && height > palette.em * 1.6 {
            context.set_global_alpha(0.85);
            surface.text(
                "#ffffff",
                "left",
                &number.to_string(),
                x + palette.em * 0.35,
                y + palette.em * 0.75,
            );
            context.set_global_alpha(1.0);
        }
    }
    if let Some(tile) = &view.selected {
        let (x, y, width, height) = place(tile);
        for (colour, thickness) in [("#000000", 4.0), ("#ffffff", 2.0)] {
            context.set_stroke_style_str(colour);
            context.set_line_width(thickness);
            context.stroke_rect(x + 1.0, y + 1.0, width - 2.0, height - 2.0);
        }
    }
}

fn badge(surface: &Surface, text: String, x: f64, y: f64, room: f64) {
    let (palette, context) = (&surface.palette, &surface.context);
    let radius = palette.em * 0.85;
    if room < radius * 2.2 {
        return;
    }
    context.set_fill_style_str(&palette.run);
    context.begin_path();
    // Fails only for a negative radius.
    let _ = context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
    context.fill();
    surface.text(&palette.card, "center", &text, x, y + 0.5);
}
