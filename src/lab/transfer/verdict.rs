//! What the rows say: at which sizes passing takes less time than the work it takes off the page.
//! Charts, table and sentences all follow from it.

use std::time::Duration;

use super::{Mode, Row};

/// What is compared. Each has a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// How long the page can do nothing else: [`Row::held`].
    Held,
    /// How long it takes until the result is there: [`Row::whole`].
    Whole,
}

impl Quantity {
    /// Its value in a row.
    #[must_use]
    pub fn of(self, row: &Row) -> Duration {
        match self {
            Quantity::Held => row.held(),
            Quantity::Whole => row.whole,
        }
    }
}

/// Measured sizes without a gap between them, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The smallest, in bytes.
    pub from: u64,
    /// The largest.
    pub to: u64,
}

/// One size by all three ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The size in bytes.
    pub bytes: u64,
    /// Computed on the page.
    pub here: Duration,
    /// Copied there and back.
    pub copied: Duration,
    /// Handed over there and back.
    pub handed_over: Duration,
}

impl Compared {
    fn passed(&self, mode: Mode) -> Duration {
        match mode {
            Mode::Main => self.here,
            Mode::Clone => self.copied,
            Mode::Transfer => self.handed_over,
        }
    }
}

/// Where one way of passing is the shorter one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pays {
    /// The way: of the two the one that is so at more sizes.
    pub mode: Mode,
    /// At which sizes; at least one span.
    pub spans: Vec<Span>,
}

/// What was found in one quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The quantity.
    pub quantity: Quantity,
    /// The smallest and the largest size that were measured by all three ways.
    pub measured: Span,
    /// Where passing takes less time than computing on the page; `None`: at no size measured.
    pub pays: Option<Pays>,
    /// The figures of the smallest size at which it does, or else of the largest that was measured.
    pub at: Compared,
}

/// The sizes that were measured by all three ways.
#[must_use]
pub fn compared(rows: &[Row], quantity: Quantity) -> Vec<Compared> {
    let here = rows.iter().filter(|row| row.mode == Mode::Main);
    let compared = here.filter_map(|here| {
        let by = |mode| {
            let row = (rows.iter()).find(|row| (row.bytes, row.mode) == (here.bytes, mode))?;
            Some(quantity.of(row))
        };
        Some(Compared {
            bytes: here.bytes,
            here: quantity.of(here),
            copied: by(Mode::Clone)?,
            handed_over: by(Mode::Transfer)?,
        })
    });
    compared.collect()
}

/// What the rows say of a quantity; `None` before any size is measured by all three ways.
#[must_use]
pub fn verdict(rows: &[Row], quantity: Quantity) -> Option<Verdict> {
    let sizes = compared(rows, quantity);
    let (first, last) = (sizes.first()?, sizes.last()?);
    let by_way = [Mode::Clone, Mode::Transfer].map(|mode| {
        let shorter = |size: &&Compared| size.passed(mode) < size.here;
        (sizes.iter().filter(shorter).count(), mode)
    });
    // Of ways that are so equally often the last one: what need not be copied.
    let best = by_way.into_iter().max_by_key(|(count, _)| *count);
    let pays = best.filter(|(count, _)| *count > 0).map(|(_, mode)| Pays {
        mode,
        spans: spans(&sizes, mode),
    });
    let begin = pays.as_ref().and_then(|pays| pays.spans.first());
    let at = begin.and_then(|span| sizes.iter().find(|size| size.bytes == span.from));
    Some(Verdict {
        quantity,
        measured: Span {
            from: first.bytes,
            to: last.bytes,
        },
        at: *at.unwrap_or(last),
        pays,
    })
}

fn spans(sizes: &[Compared], mode: Mode) -> Vec<Span> {
    sizes
        .chunk_by(|one, next| (one.passed(mode) < one.here) == (next.passed(mode) < next.here))
        .filter(|chunk| chunk.iter().all(|size| size.passed(mode) < size.here))
        .filter_map(|chunk| {
            let (from, to) = (chunk.first()?.bytes, chunk.last()?.bytes);
            Some(Span { from, to })
        })
        .collect()
}
