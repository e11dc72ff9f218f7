//! What is wrong with a file, in words.

use std::fmt;

use super::words;
use crate::config::{FieldError, Lang};
use crate::import::{Expected, ReadError};

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En, &|error| error.to_string()))
    }
}

impl ReadError {
    /// Where it is and what should be there, without a full stop. `value` says what is wrong with a
    /// setting; what the reader of JSON says stays in English.
    #[must_use]
    pub fn sentence(&self, lang: Lang, value: &dyn Fn(&FieldError) -> String) -> String {
        let words = words::import::of(lang);
        let expected = match &self.expected {
            // The page says it as a sentence of its own, and here it goes on.
            Expected::Value(error) => value(error).trim_end_matches(words.stop).to_owned(),
            expected => (words.expected)(expected),
        };
        let instead =
            (self.found.as_ref()).map_or_else(String::new, |found| (words.instead)(found));
        match self.path.is_empty() {
            true => format!("{expected}{instead}"),
            false => format!("{}{}{expected}{instead}", self.path, words.colon),
        }
    }
}
