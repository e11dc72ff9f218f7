//! The order of the rows of a table, and which of them are on a page.

use std::cmp::Ordering;
use std::ops::Range;

/// Rows on one page of a table: what a browser lays out many times a second without being noticed.
pub const PAGE: usize = 200;

/// What a cell is sorted by.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// A figure.
    Number(f64),
    /// Words.
    Text(String),
    /// Nothing is known: last in either direction.
    Nothing,
}

/// By which column, and in which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: usize,
    /// Whether the greatest come first.
    pub is_falling: bool,
}

impl Sort {
    /// After a click on the head of a column: rising, falling, as they came.
    #[must_use]
    pub fn clicked(now: Option<Self>, column: usize) -> Option<Self> {
        match now.filter(|now| now.column == column) {
            None => Some(Sort {
                column,
                is_falling: false,
            }),
            Some(now) => (!now.is_falling).then_some(Sort {
                column,
                is_falling: true,
            }),
        }
    }

    /// As `aria-sort` says it.
    #[must_use]
    pub fn aria(now: Option<Self>, column: usize) -> &'static str {
        match now.filter(|now| now.column == column) {
            None => "none",
            Some(now) if now.is_falling => "descending",
            Some(_) => "ascending",
        }
    }

    /// The numbers of the rows in order; equal ones stay as they came.
    #[must_use]
    pub fn order(&self, keys: &[Key]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by(|one, other| match (keys.get(*one), keys.get(*other)) {
            (Some(one), Some(other)) => compared(one, other, self.is_falling),
            _ => Ordering::Equal,
        });
        order
    }
}

fn compared(one: &Key, other: &Key, is_falling: bool) -> Ordering {
    let rising = match (one, other) {
        (Key::Nothing, Key::Nothing) => return Ordering::Equal,
        (Key::Nothing, _) => return Ordering::Greater,
        (_, Key::Nothing) => return Ordering::Less,
        (Key::Number(one), Key::Number(other)) => one.total_cmp(other),
        (Key::Text(one), Key::Text(other)) => one.cmp(other),
        (Key::Number(_), Key::Text(_)) => Ordering::Less,
        (Key::Text(_), Key::Number(_)) => Ordering::Greater,
    };
    if is_falling { rising.reverse() } else { rising }
}

/// The rows on a page, which is the last one where there are not so many.
#[must_use]
pub fn on_page(page: usize, rows: usize) -> Range<usize> {
    let last = rows.saturating_sub(1) / PAGE;
    let from = page.min(last) * PAGE;
    from..rows.min(from + PAGE)
}
