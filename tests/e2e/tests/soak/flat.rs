//! Whether memory is flat: by the slope of its size over the rounds.

/// What is measured after each round.
const NAMES: [&str; 4] = ["page heap", "program", "Wasm memory", "objects"];

/// In a round they may grow by so much: bytes of the page's heap and of what the program holds, and
/// objects of JavaScript that it holds. A round is of hundreds of requests or thousands of jobs, so a
/// few bytes lost by each would show; what the pool has in hand differs by as much. Wasm memory never
/// shrinks, and grows when more is in hand than ever before.
const MOST: [f64; 4] = [40_000.0, 8_000.0, f64::INFINITY, 3.0];
/// So much may Wasm memory grow in all rounds.
const MOST_MEMORY: f64 = 4_194_304.0;

/// Sizes after each round.
#[derive(Default)]
pub struct Memory(Vec<[f64; 4]>);

impl Memory {
    pub fn add(&mut self, sizes: [f64; 4], what: &str) {
        println!("{what}: {}", said(&sizes));
        self.0.push(sizes);
    }

    /// The first rounds do not count: pools of memory, compiled code and caches fill up in them.
    ///
    /// # Panics
    /// If one grows.
    pub fn expect_flat(&self, what: &str, operations: u32) {
        let rounds = &self.0[self.0.len() / 3..];
        let slopes = [0, 1, 2, 3].map(|kind| {
            let sizes: Vec<f64> = rounds.iter().map(|sizes| sizes[kind]).collect();
            slope(&sizes)
        });
        println!(
            "{what}: growth in a round of {operations}: {}",
            said(&slopes)
        );
        for ((name, slope), most) in NAMES.iter().zip(slopes).zip(MOST) {
            assert!(
                slope <= most,
                "{what}: {name} grows by {slope} in a round of {operations}"
            );
        }
        let [first, .., last] = rounds else { return };
        let grown = last[2] - first[2];
        assert!(grown <= MOST_MEMORY, "{what}: Wasm memory grew by {grown}");
    }
}

fn said(sizes: &[f64; 4]) -> String {
    let sizes = NAMES.iter().zip(sizes);
    let sizes: Vec<String> = sizes
        .map(|(name, size)| format!("{name} {size:.0}"))
        .collect();
    sizes.join(", ")
}

/// The middle one of the slopes between any two: one round that is out of line does not bend it.
fn slope(sizes: &[f64]) -> f64 {
    let mut slopes = Vec::new();
    for (later, to) in sizes.iter().enumerate() {
        for (earlier, from) in sizes[..later].iter().enumerate() {
            slopes.push((to - from) / (later - earlier) as f64);
        }
    }
    slopes.sort_by(f64::total_cmp);
    slopes.get(slopes.len() / 2).copied().unwrap_or_default()
}

#[test]
fn the_slope_is_that_of_most_rounds() {
    assert_eq!(slope(&[5.0, 5.0, 5.0, 900.0, 5.0]), 0.0);
    assert_eq!(slope(&[1.0, 3.0, 5.0, 7.0]), 2.0);
    assert_eq!(slope(&[]), 0.0);
}
