//! Rounds of measurements, each in an order of its own.

/// All of `items` so many times over, the order of every round shuffled by `seed`: what one
/// measurement leaves behind, a warmer machine or memory to be freed, falls on another one each time.
pub(super) fn shuffled_rounds<T: Clone>(items: &[T], rounds: usize, seed: u64) -> Vec<T> {
    let mut random = seed;
    let mut order = Vec::with_capacity(items.len() * rounds);
    for _ in 0..rounds {
        let mut round = items.to_vec();
        // Fisher–Yates, with the multiplier and increment of Knuth's MMIX.
        for last in (1..round.len()).rev() {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let chosen = ((random >> 33) as usize) % (last + 1);
            round.swap(last, chosen);
        }
        order.extend(round);
    }
    order
}
