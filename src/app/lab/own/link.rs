//! A function in an address: behind its `#`, so that no server gets to see it.

use crate::python::link;

/// What the part of an address behind its query begins with, where it has a function.
pub const SIGN: &str = "#own=";

/// The part of an address that carries a function; `None` where it would be too long.
#[must_use]
pub fn fragment(text: &str) -> Option<String> {
    link::behind(SIGN, text)
}

/// The function that this part of an address carries, if it does.
#[must_use]
pub fn carried(fragment: &str) -> Option<String> {
    link::carried_by(SIGN, fragment)
}
