//! A program in an address: behind its `#`, so that no server gets to see it.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What the part of an address behind its query begins with, where it has a program.
pub const SIGN: &str = "#python=";
/// What would be longer is better sent as a file.
pub const MOST: usize = 8_000;

/// The part of an address that carries a program; `None` where it would be too long.
#[must_use]
pub fn fragment(program: &str) -> Option<String> {
    behind(SIGN, program)
}

/// The program that this part of an address carries, if it does.
#[must_use]
pub fn carried(fragment: &str) -> Option<String> {
    carried_by(SIGN, fragment)
}

/// A text of somebody behind a sign of its own; `None` where it would be too long.
#[must_use]
pub fn behind(sign: &str, text: &str) -> Option<String> {
    let text = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    (text.len() <= MOST).then(|| format!("{sign}{text}"))
}

/// The text that this part of an address carries behind a sign, if it does.
#[must_use]
pub fn carried_by(sign: &str, fragment: &str) -> Option<String> {
    let text = fragment.strip_prefix(sign)?;
    let text = percent_decode_str(text).decode_utf8().ok()?;
    (!text.is_empty()).then(|| text.into_owned())
}
