//! Moments in order.

use std::time::Duration;

/// A moment, and the number of what happened then.
pub(super) type Moment = (Duration, usize);

/// Puts moments in order; those of one time stay as they are. What comes from a few workers, each in order, is merged in
/// linear time. One function for all that is sorted here: each type of its own would bring a sort of its own to the page.
pub(super) fn in_time(moments: &mut [Moment]) {
    moments.sort_by_key(|(at, _)| *at);
}

/// Times, the shortest first.
pub(super) fn shortest_first(times: &mut [Duration]) {
    let mut order: Vec<Moment> = times.iter().map(|time| (*time, 0)).collect();
    in_time(&mut order);
    for (time, (sorted, _)) in times.iter_mut().zip(order) {
        *time = sorted;
    }
}
