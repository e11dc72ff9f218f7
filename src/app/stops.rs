//! The numbers that a slider stops at: each press of an arrow key is one step that makes sense.

/// For the number of tasks at once: every power of ten has about the same room.
pub const WORKERS: &[usize] = &[
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250,
    300, 400, 500, 600, 800, 1000,
];

/// For jobs per message: every doubling.
pub const CHUNKS: &[usize] = &[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/// The place of the last stop that is not above `now`.
#[must_use]
pub fn place(stops: &[usize], now: usize) -> usize {
    stops.partition_point(|stop| *stop <= now).saturating_sub(1)
}

/// The number for the place to which the slider was moved from `now`. From between two stops the
/// nearer one on the way is next, and none is left out.
#[must_use]
pub fn moved(stops: &[usize], now: usize, to: usize) -> usize {
    let from = place(stops, now);
    let is_between = stops.get(from).is_some_and(|stop| *stop < now);
    let to = if is_between && to + 1 == from {
        from
    } else {
        to
    };
    let last = stops.last().copied().unwrap_or(now);
    stops.get(to).copied().unwrap_or(last)
}
