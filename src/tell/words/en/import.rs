//! What is wrong with a file: English.

use crate::import::{Expected, Found};
use crate::tell::format::grouped;
use crate::tell::words::import::Words;

/// The words.
pub static WORDS: Words = Words {
    expected,
    instead: |found| match found {
        Found::Value(value) => format!(", not {value}"),
        Found::Nothing => ", and it is missing".to_owned(),
    },
    stop: '.',
    colon: ": ",
};

fn expected(expected: &Expected) -> String {
    match expected {
        Expected::Json(detail) => format!("this is not JSON ({detail})"),
        Expected::AtMostBytes(most) => format!("a file of at most {} MiB is expected", most >> 20),
        Expected::AtMostDeep(most) => {
            format!("at most {most} levels of arrays and objects are expected")
        }
        Expected::AtMost(most) => format!("at most {} entries are expected", grouped(*most as u64)),
        Expected::Schema => "photofinish.run/1 or photofinish.runs/1 is expected".to_owned(),
        Expected::Object => "an object is expected".to_owned(),
        Expected::List => "an array is expected".to_owned(),
        Expected::Run => "at least one run is expected".to_owned(),
        Expected::Text => "a text of at most 10,000 bytes is expected".to_owned(),
        Expected::Bool => "true or false is expected".to_owned(),
        Expected::Time => "a number of milliseconds is expected, 0 or more".to_owned(),
        Expected::Whole { min, max } if min == max => format!("{min} is expected"),
        Expected::Whole { min, max } => {
            format!("a whole number from {min} to {max} is expected")
        }
        Expected::OneOf(names) => format!("one of {} is expected", names.join(", ")),
        Expected::Number(number) => {
            format!("{number} is expected, as the rest of the file adds up to")
        }
        Expected::NotBefore(other) => format!("a time not before {other} is expected"),
        Expected::Together(other) => {
            format!("a value is expected where {other} has one, and null where it has none")
        }
        Expected::Value(error) => error.to_string(),
    }
}
