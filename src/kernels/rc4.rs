//! RC4 with a mixing loop that can be repeated, which is what makes it CipherSaber-2.
//!
//! Written out here because RustCrypto's `rc4` mixes the key in once only. RC4 is broken as a cipher: it is here because
//! nothing in it can be done in parallel, and every language needs about the same few instructions for it.

use super::random::SeededBytes;
use super::stepper::{Step, Stepper, fraction};

/// How often the book mixes the key in.
pub const KEY_MIXING_LOOPS: u32 = 20;

/// The key of every job. What it is does not matter, only that everyone has the same.
const KEY: &[u8] = b"first past the post";

/// Bytes encrypted and decrypted again per unit of work: a multiple of 4.
const CHUNK: usize = 4096;

/// An RC4 key stream, at some place in it.
#[derive(Clone, Debug)]
pub struct Rc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Rc4 {
    /// The key stream of `key`, from its start, with the key mixed in `loops` times: once is plain RC4.
    ///
    /// Only the first 256 bytes of the key count; an empty key is as good as one of a single zero byte.
    pub fn new(key: &[u8], loops: u32) -> Self {
        let key = if key.is_empty() { &[0] } else { key };
        let mut state: [u8; 256] = std::array::from_fn(|i| i as u8);
        let mut j = 0_u8;
        for _ in 0..loops {
            for i in 0..256 {
                j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len()]);
                state.swap(i, usize::from(j));
            }
        }
        Self { state, i: 0, j: 0 }
    }

    /// Encrypts `bytes` in place with what comes next of the key stream, or decrypts them: it is the same.
    pub fn apply(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.i = self.i.wrapping_add(1);
            let a = self.state[usize::from(self.i)];
            self.j = self.j.wrapping_add(a);
            let b = self.state[usize::from(self.j)];
            self.state[usize::from(self.i)] = b;
            self.state[usize::from(self.j)] = a;
            *byte ^= self.state[usize::from(a.wrapping_add(b))];
        }
    }
}

/// What came of an [`Rc4Job`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rc4Output {
    /// FNV-1a (32 bits) of the encrypted bytes.
    pub checksum: u32,
    /// Whether decryption gave back what was encrypted.
    pub recovered: bool,
}

/// Encrypts the first bytes of a seeded sequence, decrypts them and compares, as the book does.
///
/// Chunk by chunk: memory does not grow with the job.
#[derive(Clone, Debug)]
pub struct Rc4Job {
    encryption: Rc4,
    decryption: Rc4,
    input: SeededBytes,
    output: Rc4Output,
    len: u32,
    left: u32,
}

impl Rc4Job {
    /// A job over `len` bytes of the sequence of `seed`.
    pub fn new(seed: u32, len: u32) -> Self {
        let cipher = Rc4::new(KEY, KEY_MIXING_LOOPS);
        Self {
            encryption: cipher.clone(),
            decryption: cipher,
            input: SeededBytes::new(seed),
            output: Rc4Output {
                checksum: 0x811c_9dc5,
                recovered: true,
            },
            len,
            left: len,
        }
    }
}

impl Stepper for Rc4Job {
    type Output = Rc4Output;

    fn step(&mut self, units: u64) -> Step<Rc4Output> {
        let (mut plain, mut text) = ([0; CHUNK], [0; CHUNK]);
        for _ in 0..units {
            let size = CHUNK.min(self.left as usize);
            let (plain, text) = (&mut plain[..size], &mut text[..size]);
            self.input.fill(plain);
            text.copy_from_slice(plain);
            self.encryption.apply(text);
            for byte in text.iter() {
                let mixed = self.output.checksum ^ u32::from(*byte);
                self.output.checksum = mixed.wrapping_mul(0x0100_0193);
            }
            self.decryption.apply(text);
            self.output.recovered &= text == plain;
            self.left -= size as u32;
            if self.left == 0 {
                return Step::Done(self.output);
            }
        }
        Step::More
    }

    fn progress(&self) -> f64 {
        fraction(f64::from(self.len - self.left), f64::from(self.len))
    }
}
