//! One address with `{}` in it, and what goes there.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::read::address;
use super::{Address, AddressError, AddressProblem, Addresses, MAX_ADDRESSES, MAX_LABEL};
use crate::plain::plain;

/// What a value may not bring into an address as it is: all but the marks that mean nothing there, so that
/// no value changes which host is asked, or adds a parameter.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

impl Addresses {
    /// The addresses that `template` becomes with each of `values` where it has `{}`, each with its value
    /// as its label. Values are apart by commas, semicolons or white space; `1..20` are the numbers from 1
    /// to 20, both included, and `01..20` the same with two digits each.
    ///
    /// # Errors
    /// What is wrong with the template, which is line 1, or with a value, which is on line 2 and below.
    pub fn of_template(template: &str, values: &str) -> Result<Self, AddressError> {
        let in_template = |problem| AddressError::new(1, problem);
        let template = template.trim();
        if !template.contains("{}") {
            return Err(in_template(AddressProblem::NoPlace));
        }
        // Checked by itself, so that what is wrong with it is not said of the first value.
        address(&template.replace("{}", "1")).map_err(in_template)?;
        let mut addresses = Vec::new();
        for (index, line) in values.lines().enumerate() {
            let at = |problem| AddressError::new(index + 2, problem);
            let line = plain(line);
            let words = line.split(|c: char| matches!(c, ',' | ';') || c.is_whitespace());
            for word in words.filter(|word| !word.is_empty()) {
                let room = MAX_ADDRESSES - addresses.len();
                for value in each(word, room).map_err(at)? {
                    addresses.push(filled(template, value).map_err(at)?);
                }
            }
        }
        match addresses.is_empty() {
            true => Err(in_template(AddressProblem::NoValues)),
            false => Ok(Addresses(addresses)),
        }
    }
}

fn filled(template: &str, value: String) -> Result<Address, AddressProblem> {
    if value.chars().count() > MAX_LABEL {
        return Err(AddressProblem::LabelTooLong);
    }
    // `.` and `..` are steps in a path, also where they are encoded.
    if matches!(&*value, "." | "..") {
        return Err(AddressProblem::NotAnAddress(Some('.')));
    }
    let encoded = utf8_percent_encode(&value, VALUE).to_string();
    Ok(Address {
        url: address(&template.replace("{}", &encoded))?,
        label: Some(value),
    })
}

/// The values that a word stands for: itself, or the numbers of a range. At most `room` of them are made,
/// however large the range.
fn each(word: &str, room: usize) -> Result<Vec<String>, AddressProblem> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let range = (word.split_once("..")).filter(|(from, to)| is_digits(from) && is_digits(to));
    let Some((from, to)) = range else {
        return match room {
            0 => Err(AddressProblem::TooMany),
            _ => Ok(vec![word.to_owned()]),
        };
    };
    let width = if from.starts_with('0') { from.len() } else { 0 };
    let number = |text: &str| text.parse::<u64>().map_err(|_| AddressProblem::TooMany);
    let (from, to) = (number(from)?, number(to)?);
    if from > to {
        return Err(AddressProblem::RangeReversed);
    }
    // The difference and not the length, which may not fit.
    if to - from >= room as u64 || width > MAX_LABEL {
        return Err(AddressProblem::TooMany);
    }
    let written = |number: u64| format!("{number:0width$}");
    Ok((from..=to).map(written).collect())
}
