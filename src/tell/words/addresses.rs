//! What can be wrong with a list of addresses.

use crate::config::Lang;
use crate::config::addresses::AddressError;

impl AddressError {
    /// A sentence that says where it is, what is wrong, and what helps.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        super::in_language!(lang, addresses as said: said::at(self))
    }
}

/// A character, or the number of one that nobody sees.
pub(super) fn shown(refused: char) -> String {
    match refused.is_control() || refused.is_whitespace() {
        true => format!("U+{:04X}", refused as u32),
        false => refused.to_string(),
    }
}
