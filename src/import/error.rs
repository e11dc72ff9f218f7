//! What is wrong with a file, and where.

/// What a file should have at some place.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// JSON, with what its reader says, in English.
    Json(String),
    /// At most so many bytes.
    AtMostBytes(usize),
    /// At most so many levels of arrays and objects.
    AtMostDeep(usize),
    /// At most so many entries.
    AtMost(usize),
    /// One of these schemas, by name.
    Schema,
    /// An object.
    Object,
    /// An array.
    List,
    /// A run, in an array that has none.
    Run,
    /// A text, or a text that is not so long.
    Text,
    /// `true` or `false`.
    Bool,
    /// Milliseconds, from 0 to a year.
    Time,
    /// A whole number within these bounds.
    Whole {
        /// The least.
        min: u64,
        /// The most.
        max: u64,
    },
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// This number, since that is what the rest of the file adds up to.
    Number(u64),
    /// A time that is not before another one, which is named.
    NotBefore(&'static str),
    /// A value that goes with another one, which is named: both are there, or neither.
    Together(&'static str),
    /// A value as it may stand in an address, with what is wrong with it.
    Value(crate::config::FieldError),
}

/// The first thing in a file that is not as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadError {
    /// Where, as `futures[3].started_ms`; empty for the file as a whole.
    pub path: String,
    /// What should be there.
    pub expected: Expected,
    /// What is there instead; `None` where that says nothing more.
    pub found: Option<Found>,
}

/// What is there instead of what should be.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// This value, shortened.
    Value(String),
    /// The name is not there.
    Nothing,
}

impl ReadError {
    pub(super) fn at_root(expected: Expected) -> Self {
        ReadError {
            path: String::new(),
            expected,
            found: None,
        }
    }

    pub(super) fn not_json(detail: String) -> Self {
        Self::at_root(Expected::Json(detail))
    }
}

impl std::error::Error for ReadError {}
