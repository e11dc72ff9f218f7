//! A run's description as the query of a URL.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::RunConfig;
use super::field::{Field, FieldError};

/// What must not stand as it is in a value. Commas, slashes and colons may, and are easier to read:
/// the query state of the URL standard (<https://url.spec.whatwg.org/#query-percent-encode-set>),
/// and what has a meaning in `application/x-www-form-urlencoded`.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\'')
    .add(b'&')
    .add(b'+')
    .add(b'%');

impl RunConfig {
    /// Reads the query of a URL, with or without its question mark.
    ///
    /// A value that cannot be read is reported and ignored: the field keeps its default. Of several
    /// values for one field the last good one counts. Names that are no field are somebody else's.
    #[must_use]
    pub fn from_query(query: &str) -> (Self, Vec<FieldError>) {
        let mut config = RunConfig::default();
        let mut errors = Vec::new();
        let query = query.strip_prefix('?').unwrap_or(query);
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if let Some(field) = Field::from_name(&name)
                && let Err(error) = config.set(field, &value)
            {
                errors.push(error);
            }
        }
        (config, errors)
    }

    /// Writes the query that [`RunConfig::from_query`] reads back to the same description, without
    /// a question mark: only what differs from the default, always in the same order, so that equal
    /// runs have equal links. Empty for the default.
    #[must_use]
    pub fn to_query(&self) -> String {
        let default = RunConfig::default();
        let pairs = Field::ALL.iter().filter_map(|field| {
            let text = self.text(*field);
            (text != default.text(*field))
                .then(|| format!("{}={}", field.name(), utf8_percent_encode(&text, RESERVED)))
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}
