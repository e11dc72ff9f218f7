//! The colours of the Mandelbrot set: a ramp whose steps look equally far apart, on light paper
//! and on dark.

/// Colours from the fastest to leave to the slowest, as `0xRRGGBB`: Okabe and Ito's blues and
/// oranges, their lightness rising evenly in OKLab and falling again near the border of the set.
const STOPS: [u32; 9] = [
    0x17_2a_4a, 0x1b_4f_83, 0x1f_7d_b5, 0x57_b0_dc, 0xb5_dc_e6, 0xf6_ee_cf, 0xf2_bf_54, 0xdd_7a_1d,
    0x8a_34_1c,
];

/// Inside the set.
const INSIDE: [u8; 4] = [0x0c, 0x10, 0x18, 0xff];

/// RGBA of the byte of a pixel: 0 inside the set, else 1 to 255 by how late the point left.
#[must_use]
pub fn colours() -> [[u8; 4]; 256] {
    let mut colours = [INSIDE; 256];
    for (byte, colour) in colours.iter_mut().enumerate().skip(1) {
        *colour = colour_at(place(byte as u32));
    }
    colours
}

/// Place on the ramp, 0 to 1: each doubling of the iterations is as long a way, for nearly all
/// points leave early.
fn place(byte: u32) -> f64 {
    let (mut power, mut rest) = (0u32, byte);
    while rest > 1 {
        rest >>= 1;
        power += 1;
    }
    // Between two powers of two the way is straight: no logarithm is needed, nor its code.
    let part = f64::from(byte - (1 << power)) / f64::from(1u32 << power);
    (f64::from(power) + part) / 8.0
}

fn colour_at(place: f64) -> [u8; 4] {
    let along = place.clamp(0.0, 1.0) * (STOPS.len() - 1) as f64;
    let index = (along as usize).min(STOPS.len() - 2);
    let part = along - index as f64;
    let [from, to] = [STOPS[index], STOPS[index + 1]];
    let channel = |shift: u32| {
        let [from, to] = [from, to].map(|stop| f64::from(stop >> shift & 0xff));
        (from + (to - from) * part).round() as u8
    };
    [channel(16), channel(8), channel(0), 0xff]
}
