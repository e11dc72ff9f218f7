//! The kernels in plain JavaScript do what the Rust ones do: else comparing their speed would mean nothing.
#![cfg(target_arch = "wasm32")]

use photofinish::kernels::mandelbrot::{Tile, View};
use photofinish::kernels::primes::{MAX_NUMBER, NUMBERS};
use photofinish::kernels::random::SeededBytes;
use photofinish::kernels::rc4::{KEY_MIXING_LOOPS, Rc4};
use photofinish::kernels::sha256::{digest, hex};
use photofinish::kernels::{KernelOutput, KernelTask, Stepper};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/www/kernels.js")]
extern "C" {
    #[wasm_bindgen(js_name = seededBytes)]
    fn seeded_bytes(seed: u32, length: u32) -> Vec<u8>;
    #[wasm_bindgen(js_name = sha256Digest)]
    fn sha256_digest(bytes: &[u8]) -> String;
    fn sha256(seed: u32, length: u32) -> String;
    fn arcfour(key: &[u8], bytes: &[u8], loops: u32) -> Vec<u8>;
    fn rc4(seed: u32, length: u32) -> u32;
    #[wasm_bindgen(js_name = smallestDivisor, catch)]
    fn smallest_divisor(number: u64) -> Result<Option<u64>, JsValue>;
    #[wasm_bindgen(js_name = isPrime, catch)]
    fn is_prime(number: u64) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_name = isPrime, catch)]
    fn is_prime_number(number: f64) -> Result<bool, JsValue>;
    fn mandelbrot(
        left: f64,
        top: f64,
        pixel: f64,
        x: u32,
        y: u32,
        width: u32,
        height: u32,
        max_iterations: u32,
    ) -> Vec<u8>;
}

const SEEDS: [u32; 5] = [0, 1, 7, 0x8000_0000, u32::MAX];

/// Around the sizes of words, of blocks with and without room for the length, and of chunks.
const LENGTHS: [u32; 17] = [
    0, 1, 3, 4, 5, 55, 56, 57, 63, 64, 65, 119, 120, 4095, 4096, 4097, 70_001,
];

fn run(task: KernelTask) -> KernelOutput {
    task.start().unwrap().run_to_end()
}

#[wasm_bindgen_test]
fn the_same_seed_gives_the_same_bytes() {
    for seed in SEEDS {
        for length in LENGTHS {
            assert_eq!(
                seeded_bytes(seed, length),
                SeededBytes::take(seed, length as usize)
            );
        }
    }
}

#[wasm_bindgen_test]
fn sha256_agrees_for_every_length_of_the_last_block() {
    let bytes = SeededBytes::take(3, 300);
    for length in 0..=bytes.len() {
        assert_eq!(
            sha256_digest(&bytes[..length]),
            hex(&digest(&bytes[..length]))
        );
    }
    for seed in SEEDS {
        for len in LENGTHS {
            let digest = sha256(seed, len);
            assert_eq!(
                KernelOutput::Sha256 { digest },
                run(KernelTask::Sha256 { seed, len })
            );
        }
    }
}

#[wasm_bindgen_test]
fn rc4_agrees_for_keys_of_every_length_and_any_mixing() {
    let text = SeededBytes::take(11, 100);
    for length in 1..=256 {
        let key = SeededBytes::take(length as u32, length);
        for loops in [1, 2, KEY_MIXING_LOOPS] {
            let mut encrypted = text.clone();
            Rc4::new(&key, loops).apply(&mut encrypted);
            assert_eq!(arcfour(&key, &text, loops), encrypted);
        }
    }
    for seed in SEEDS {
        for len in LENGTHS {
            let checksum = rc4(seed, len);
            assert_eq!(
                KernelOutput::Rc4 {
                    checksum,
                    recovered: true
                },
                run(KernelTask::Rc4 { seed, len })
            );
        }
    }
}

fn assert_primality_agrees(number: u64) {
    let KernelOutput::Prime(primality) = run(KernelTask::Prime { number }) else {
        panic!("not the output of a prime");
    };
    assert_eq!(
        smallest_divisor(number).unwrap(),
        primality.smallest_divisor,
        "{number}"
    );
    assert_eq!(is_prime(number).unwrap(), primality.is_prime, "{number}");
}

#[wasm_bindgen_test]
fn primes_agree_from_0_on_and_around_powers_of_2_and_10() {
    (0..3_000).for_each(assert_primality_agrees);
    let powers = (12..40).map(|exponent| 1 << exponent);
    let powers = powers.chain((4..=12).map(|exponent| 10_u64.pow(exponent)));
    powers
        .flat_map(|power| power - 5..power + 5)
        .for_each(assert_primality_agrees);
}

#[wasm_bindgen_test]
fn primes_agree_above_2_to_the_53_where_a_number_of_javascript_is_not_exact() {
    // The 20 numbers whose answer is in the table; Rust's own is in the native tests.
    for (number, expected) in NUMBERS {
        assert_eq!(is_prime(number).unwrap(), expected, "{number}");
    }
    for number in [99_999_989 * 99_999_989, 99_999_971 * 99_999_989, MAX_NUMBER] {
        assert_primality_agrees(number);
    }
    assert!(is_prime(MAX_NUMBER + 1).is_err());
    assert!(is_prime_number(9_999_999_999_999_999.0).is_err());
    assert!(is_prime_number(4.5).is_err());
    assert_eq!(is_prime_number(97.0), Ok(true));
}

#[wasm_bindgen_test]
fn mandelbrot_agrees_pixel_by_pixel() {
    let whole = View::whole(96);
    // Where the set's edge is finest, and where c itself is outside the circle of radius 2.
    let seahorses = View {
        left: -0.7485,
        top: 0.1,
        pixel: 1e-5,
    };
    let far = View {
        left: -6.0,
        top: -6.0,
        pixel: 0.125,
    };
    for (view, max_iterations) in [
        (whole, 1000),
        (whole, 1),
        (whole, 300),
        (seahorses, 2000),
        (far, 50),
    ] {
        for (x, y, width, height) in [(0, 0, 96, 96), (5, 7, 33, 3), (95, 0, 1, 9), (0, 0, 0, 0)] {
            let tile = Tile {
                x,
                y,
                width,
                height,
            };
            let pixels = mandelbrot(
                view.left,
                view.top,
                view.pixel,
                x,
                y,
                width,
                height,
                max_iterations,
            );
            let task = KernelTask::Mandelbrot {
                view,
                tile,
                max_iterations,
            };
            assert_eq!(KernelOutput::Mandelbrot { tile, pixels }, run(task));
        }
    }
}
