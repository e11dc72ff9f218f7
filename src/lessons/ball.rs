//! A message as a ball between page and worker: where it is at which moment, by what was measured.

use std::time::Duration;

use crate::lab::transfer::{Mode, Row};

/// How long the slowest trip takes to the eye.
pub const SHOWN: Duration = Duration::from_secs(3);

/// A trip there and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trip {
    /// How it travels.
    pub mode: Mode,
    /// How long sending holds the page.
    pub send: Duration,
    /// How long it is with the worker, or on the way, while the page is free.
    pub elsewhere: Duration,
    /// How long taking it back holds the page.
    pub back: Duration,
}

impl Trip {
    /// From sending to having it back.
    #[must_use]
    pub fn whole(&self) -> Duration {
        self.send + self.elsewhere + self.back
    }

    /// Where the ball is so long after its first start, 0 at the page, 1 at the worker. It goes again and again, and moves
    /// while the page is held by it: what is between is the worker's.
    #[must_use]
    pub fn at(&self, since: Duration) -> f64 {
        let whole = self.whole().as_secs_f64();
        if whole <= 0.0 {
            return 0.0;
        }
        let (send, back) = (self.send.as_secs_f64(), self.back.as_secs_f64());
        let now = since.as_secs_f64() % whole;
        let left = whole - now;
        match () {
            () if now < send => now / send,
            () if left < back => left / back,
            () => 1.0,
        }
    }
}

/// The trips of the largest size that was measured both ways, copied and handed over, and that size.
#[must_use]
pub fn trips(rows: &[Row]) -> Option<(u64, [Trip; 2])> {
    let of = |bytes: u64, mode: Mode| {
        let row = rows
            .iter()
            .find(|row| row.bytes == bytes && row.mode == mode)?;
        Some(Trip {
            mode,
            send: row.send,
            elsewhere: row.elsewhere(),
            back: row.back,
        })
    };
    let both = rows.iter().filter_map(|row| {
        let trips = [of(row.bytes, Mode::Clone)?, of(row.bytes, Mode::Transfer)?];
        Some((row.bytes, trips))
    });
    both.max_by_key(|(bytes, _)| *bytes)
}

/// How much slower they are shown than they were, both by the same factor: the slower one takes [`SHOWN`].
#[must_use]
pub fn slowed(trips: &[Trip; 2]) -> f64 {
    let slowest = trips.iter().map(Trip::whole).max().unwrap_or_default();
    match slowest.as_secs_f64() {
        slowest if slowest > 0.0 => SHOWN.as_secs_f64() / slowest,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::transfer::Times;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn row(bytes: u64, mode: Mode, [send, back, whole]: [u64; 3]) -> Row {
        Row {
            bytes,
            mode,
            send: ms(send),
            back: ms(back),
            whole: ms(whole),
            times: Times { held: 1, whole: 1 },
        }
    }

    #[test]
    fn the_ball_is_on_its_way_while_the_page_is_held_and_else_with_the_worker() {
        let rows = [
            row(1, Mode::Clone, [1, 1, 3]),
            row(64, Mode::Clone, [20, 10, 60]),
            row(64, Mode::Transfer, [0, 0, 30]),
            row(64, Mode::Main, [0, 0, 25]),
        ];
        let (bytes, [copied, handed]) = trips(&rows).unwrap();
        assert_eq!(
            (bytes, copied.whole(), handed.whole()),
            (64, ms(60), ms(30))
        );
        let percent = |at| (copied.at(ms(at)) * 100.0).round();
        let places = [1, 10, 20, 49, 55, 59].map(percent);
        assert_eq!(places, [5.0, 50.0, 100.0, 100.0, 50.0, 10.0]);
        assert_eq!(handed.at(ms(29)), 1.0);
        assert_eq!(slowed(&[copied, handed]).round(), 50.0);
        assert_eq!(trips(&rows[..2]), None);
    }
}
