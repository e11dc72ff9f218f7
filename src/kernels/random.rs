//! The bytes that kernels work on: random to the eye, the same for the same seed everywhere.
//!
//! SplitMix32: a counter, and a mix of its bits. It needs nothing but 32-bit arithmetic, so that JavaScript keeps up, and no
//! word depends on the one before, so that SIMD does several at once. Not for secrets.

/// An endless sequence of bytes that follows from a seed.
#[derive(Clone, Debug)]
pub struct SeededBytes {
    counter: u32,
}

impl SeededBytes {
    /// The sequence of `seed`, from its start.
    pub fn new(seed: u32) -> Self {
        Self { counter: seed }
    }

    /// Fills `out` with what comes next.
    ///
    /// The sequence is made of words of four bytes. Each call starts with a new word; what is left over of the last one is
    /// dropped. So pieces add up to the whole as long as all but the last are multiples of four bytes.
    pub fn fill(&mut self, out: &mut [u8]) {
        let (words, rest) = out.as_chunks_mut::<4>();
        for word in words {
            *word = self.next_word();
        }
        if !rest.is_empty() {
            let word = self.next_word();
            rest.copy_from_slice(&word[..rest.len()]);
        }
    }

    /// The first `len` bytes of the sequence of `seed`.
    pub fn take(seed: u32, len: usize) -> Vec<u8> {
        let mut bytes = vec![0; len];
        Self::new(seed).fill(&mut bytes);
        bytes
    }

    fn next_word(&mut self) -> [u8; 4] {
        // The step is the golden ratio, as in SplitMix64; the constants of the mix are from Chris Wellons's hash-prospector.
        self.counter = self.counter.wrapping_add(0x9e37_79b9);
        let mut z = self.counter;
        z = (z ^ (z >> 16)).wrapping_mul(0x21f0_aaad);
        z = (z ^ (z >> 15)).wrapping_mul(0x735a_2d97);
        (z ^ (z >> 15)).to_le_bytes()
    }
}
