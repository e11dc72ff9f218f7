//! The Mandelbrot set, tile by tile, with no short cuts: it is the work that is wanted.

use serde::{Deserialize, Serialize};

use super::stepper::{Step, Stepper, fraction};

/// Points computed side by side. While one waits for a product another is worked on, which is worth nearly a factor of two even
/// without SIMD; with it, four points are two registers, and it is worth nearly four. (Measured with 1, 2, 4 and 8.)
const LANES: usize = 4;

/// Iterations between two looks at whether any lane is still inside.
const BATCH: u32 = 8;

/// The most pixels of a tile.
pub const MAX_PIXELS: u32 = 1 << 26;

/// The part of the complex plane that a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Real part of the left edge.
    pub left: f64,
    /// Imaginary part of the top edge; it grows downwards, as rows do.
    pub top: f64,
    /// Width and height of a pixel.
    pub pixel: f64,
}

impl View {
    /// The whole set in a square picture of `side` pixels.
    pub fn whole(side: u32) -> Self {
        Self {
            left: -2.05,
            top: -1.3,
            pixel: 2.6 / f64::from(side),
        }
    }
}

/// A rectangle of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tile {
    /// Pixels left of it.
    pub x: u32,
    /// Pixels above it.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// How long `c` = `cx` + i `cy` stays within 2 of the origin under z -> z² + c, from z = 0, at most `max`; for several `cx` at once.
///
/// A lane that has left goes on, off to infinity and then to NaN, and never comes back: counting only while it is inside gives
/// what a loop for this point alone would give, without a branch, which is what lets the compiler use SIMD.
fn iterations(cx: [f64; LANES], cy: f64, max: u32) -> [f64; LANES] {
    let (mut zx, mut zy, mut count) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
    let mut left = max;
    while left > 0 {
        let batch = left.min(BATCH);
        left -= batch;
        let mut inside = [0.0; LANES];
        for _ in 0..batch {
            for lane in 0..LANES {
                let (xx, yy) = (zx[lane] * zx[lane], zy[lane] * zy[lane]);
                inside[lane] = if xx + yy <= 4.0 { 1.0 } else { 0.0 };
                count[lane] += inside[lane];
                zy[lane] = 2.0 * zx[lane] * zy[lane] + cy;
                zx[lane] = xx - yy + cx[lane];
            }
        }
        if inside == [0.0; LANES] {
            break;
        }
    }
    count
}

/// One tile, computed row by row. Its output is a byte per pixel: 0 inside the set (as far as was looked), else the number of
/// iterations before the point left, wrapped into 1 to 255.
#[derive(Clone, Debug)]
pub struct MandelbrotJob {
    view: View,
    tile: Tile,
    max_iterations: u32,
    pixels: Vec<u8>,
    rows_done: u32,
}

impl MandelbrotJob {
    /// The job of `tile`, or `None` if it has more than [`MAX_PIXELS`].
    pub fn new(view: View, tile: Tile, max_iterations: u32) -> Option<Self> {
        let pixels = tile.width.checked_mul(tile.height)?;
        (pixels <= MAX_PIXELS).then(|| Self {
            view,
            tile,
            max_iterations,
            pixels: Vec::with_capacity(pixels as usize),
            rows_done: 0,
        })
    }

    fn compute_row(&mut self) {
        let View { left, top, pixel } = self.view;
        let Tile { x, y, width, .. } = self.tile;
        let row = f64::from(y) + f64::from(self.rows_done) + 0.5;
        let cy = top + row * pixel;
        for first in (0..width).step_by(LANES) {
            let column = f64::from(x) + f64::from(first) + 0.5;
            let cx = std::array::from_fn(|lane| left + (column + lane as f64) * pixel);
            let counts = iterations(cx, cy, self.max_iterations);
            let wanted = LANES.min((width - first) as usize);
            for count in &counts[..wanted] {
                self.pixels.push(shade(*count as u32, self.max_iterations));
            }
        }
        self.rows_done += 1;
    }
}

/// The byte of a point that stayed for `count` of at most `max` iterations.
fn shade(count: u32, max: u32) -> u8 {
    if count >= max {
        0
    } else {
        // z = 0 counts, so a point that leaves has a count of at least 1.
        1 + (count.saturating_sub(1) % 255) as u8
    }
}

impl Stepper for MandelbrotJob {
    type Output = Vec<u8>;

    fn step(&mut self, units: u64) -> Step<Vec<u8>> {
        for _ in 0..units {
            if self.rows_done < self.tile.height {
                self.compute_row();
            }
            if self.rows_done >= self.tile.height {
                return Step::Done(std::mem::take(&mut self.pixels));
            }
        }
        Step::More
    }

    fn progress(&self) -> f64 {
        fraction(f64::from(self.rows_done), f64::from(self.tile.height))
    }
}
