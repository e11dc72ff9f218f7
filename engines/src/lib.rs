//! The kernels alone, for the "faster engine or more workers?" lesson.
//!
//! Built twice from this one source, once plain and once with `-C target-feature=+simd128`, and loaded beside
//! `www/kernels.js`, which exports the same functions: whoever runs a kernel takes one of the three and calls it the same
//! way. A browser without SIMD cannot load the second; the others are not harmed by it.

use photofinish_kernels::mandelbrot::{MandelbrotJob, Tile, View};
use photofinish_kernels::primes::{Primality, PrimalityJob};
use photofinish_kernels::rc4::{Rc4Job, Rc4Output};
use photofinish_kernels::sha256::{Sha256Job, digest, hex};
use photofinish_kernels::{Stepper, TaskError};
use wasm_bindgen::prelude::*;

/// The SHA-256 digest, in hexadecimal digits, of the first `len` bytes of the sequence of `seed`.
#[wasm_bindgen]
pub fn sha256(seed: u32, len: u32) -> String {
    hex(&Sha256Job::new(seed, len).run_to_end())
}

/// The SHA-256 digest of `bytes`, in hexadecimal digits.
#[wasm_bindgen(js_name = sha256Digest)]
pub fn sha256_digest(bytes: &[u8]) -> String {
    hex(&digest(bytes))
}

/// The checksum of the bytes of [`sha256`] encrypted with RC4, once they are decrypted again and compared.
///
/// # Errors
/// When decryption did not give back the input.
#[wasm_bindgen]
pub fn rc4(seed: u32, len: u32) -> Result<u32, JsError> {
    let Rc4Output {
        checksum,
        recovered,
    } = Rc4Job::new(seed, len).run_to_end();
    if recovered {
        Ok(checksum)
    } else {
        Err(JsError::new("decryption did not give back the input"))
    }
}

/// The smallest divisor of `number` above 1 and below itself; `undefined` for a prime, and for 0 and 1. A `BigInt` in JavaScript.
///
/// # Errors
/// When the number is above the largest that can be checked.
#[wasm_bindgen(js_name = smallestDivisor)]
pub fn smallest_divisor(number: u64) -> Result<Option<u64>, JsError> {
    primality(number).map(|primality| primality.smallest_divisor)
}

/// Whether `number`, a `BigInt` in JavaScript, is prime.
///
/// # Errors
/// When the number is above the largest that can be checked.
#[wasm_bindgen(js_name = isPrime)]
pub fn is_prime(number: u64) -> Result<bool, JsError> {
    primality(number).map(|primality| primality.is_prime)
}

fn primality(number: u64) -> Result<Primality, JsError> {
    let job = PrimalityJob::new(number);
    let mut job = job.ok_or(TaskError::NumberTooLarge { number })?;
    Ok(job.run_to_end())
}

/// A tile of the Mandelbrot set, a byte per pixel, row by row: 0 inside, else 1 to 255 by how soon the point left.
///
/// `left`, `top` and `pixel` place the whole picture in the complex plane, `x`, `y`, `width` and `height` the tile in it.
///
/// # Errors
/// When the tile has too many pixels.
#[wasm_bindgen]
#[allow(
    clippy::too_many_arguments,
    reason = "an object of JavaScript costs more to take apart than eight numbers"
)]
pub fn mandelbrot(
    left: f64,
    top: f64,
    pixel: f64,
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    max_iterations: u32,
) -> Result<Vec<u8>, JsError> {
    let tile = Tile {
        x,
        y,
        width,
        height,
    };
    let job = MandelbrotJob::new(View { left, top, pixel }, tile, max_iterations);
    let mut job = job.ok_or(TaskError::TileTooLarge { width, height })?;
    Ok(job.run_to_end())
}
