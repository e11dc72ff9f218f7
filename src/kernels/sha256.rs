//! SHA-256 (FIPS 180-4), by the RustCrypto crate `sha2`: it has its own code for Wasm SIMD.

use sha2::{Digest, Sha256};

use super::random::SeededBytes;
use super::stepper::{Step, Stepper, fraction};

/// Bytes made and hashed per unit of work: a multiple of the 64 of a SHA-256 block.
const CHUNK: usize = 4096;

/// The digest of `bytes`.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// `bytes` as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The digest of the first bytes of a seeded sequence, made as they are needed: memory does not grow with the job.
#[derive(Clone, Debug)]
pub struct Sha256Job {
    hasher: Sha256,
    input: SeededBytes,
    len: u32,
    left: u32,
}

impl Sha256Job {
    /// A job over `len` bytes of the sequence of `seed`.
    pub fn new(seed: u32, len: u32) -> Self {
        Self {
            hasher: Sha256::new(),
            input: SeededBytes::new(seed),
            len,
            left: len,
        }
    }
}

impl Stepper for Sha256Job {
    type Output = [u8; 32];

    fn step(&mut self, units: u64) -> Step<[u8; 32]> {
        let mut chunk = [0; CHUNK];
        for _ in 0..units {
            let size = CHUNK.min(self.left as usize);
            let chunk = &mut chunk[..size];
            self.input.fill(chunk);
            self.hasher.update(chunk);
            self.left -= size as u32;
            if self.left == 0 {
                return Step::Done(self.hasher.finalize_reset().into());
            }
        }
        Step::More
    }

    fn progress(&self) -> f64 {
        fraction(f64::from(self.len - self.left), f64::from(self.len))
    }
}
