//! What is wrong with the value of a field, as tools and exports say it.

use std::fmt;

use crate::config::{FieldError, Lang, Problem, Server};

/// A sentence in English that says what is allowed, in the words of the book where it has them.
impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.field.name();
        match &self.problem {
            Problem::NotAWholeNumber(_) => write!(f, "{name} must be a whole number"),
            Problem::BelowMin(min) => write!(f, "{name} must be >= {min}"),
            Problem::AboveMax(max) => write!(f, "{name} must be <= {max}"),
            Problem::NotAShare(_) => write!(f, "{name} must be a number from 0 to 1"),
            Problem::NotOneOf(names) => write!(f, "{name} must be one of {}", names.join(", ")),
            Problem::NotACode { .. } => f.write_str("each CC argument must be A to Z or AA to ZZ."),
            Problem::NotARange(_) => write!(f, "{name} must be MIN-MAX in whole numbers"),
            Problem::RangeReversed => write!(f, "{name} must be MIN-MAX, MIN not above MAX"),
            Problem::NoScheme { meant } => {
                write!(
                    f,
                    "an address begins with http:// or https://, as in {meant}"
                )
            }
            Problem::Addresses(error) => f.write_str(&error.sentence(Lang::En)),
            Problem::NotABase(_) => write!(
                f,
                "{name} must be a base URL with http:// or https://, without user name, password, query and fragment"
            ),
            Problem::NotAServer => write!(
                f,
                "{name} must be one of {}, or a base URL with http:// or https://",
                Server::NAMES.join(", ")
            ),
        }
    }
}
