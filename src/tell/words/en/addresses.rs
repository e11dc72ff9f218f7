//! What can be wrong with a list of addresses: English.

use crate::config::addresses::{
    AddressError, AddressProblem, MAX_ADDRESS, MAX_ADDRESSES, MAX_LABEL, MAX_LIST,
};
use crate::tell::words::addresses::shown;

/// What is wrong, and in which line.
pub fn at(error: &AddressError) -> String {
    let more = match error.more {
        0 => String::new(),
        1 => " Another line is wrong too.".to_owned(),
        more => format!(" {more} more lines are wrong too."),
    };
    let said = wrong(&error.problem);
    if error.problem == AddressProblem::Nothing {
        // That is of no line.
        return said;
    }
    format!("Line {}: {said}{more}", error.line)
}

fn wrong(problem: &AddressProblem) -> String {
    match problem {
        AddressProblem::Nothing => "There is no address yet: write one a line, and Start will ask it.".to_owned(),
        AddressProblem::TooMany => format!("a run asks at most {MAX_ADDRESSES} addresses."),
        AddressProblem::ListTooLong => format!("up to here there are more than {MAX_LIST} bytes, which no link can hold; a template with {{}} is shorter."),
        AddressProblem::TooLong => format!("an address may have at most {MAX_ADDRESS} bytes."),
        AddressProblem::LabelTooLong => {
            format!("a label or value may have at most {MAX_LABEL} characters.")
        }
        AddressProblem::NoScheme { meant } => {
            format!("an address begins with http:// or https://: write {meant}.")
        }
        AddressProblem::OtherScheme { scheme } => {
            format!("{scheme}: asks no web server; an address begins with http:// or https://.")
        }
        AddressProblem::Credentials => "an address may not have a user name or password in it: they would stand in links and files of the run."
            .to_owned(),
        AddressProblem::Several => "there is more than one address; write one a line.".to_owned(),
        AddressProblem::NotAnAddress(Some(refused)) => format!(
            "this is not an address: “{}” cannot stand there.",
            shown(*refused)
        ),
        AddressProblem::NotAnAddress(None) => {
            "this is not an address; one looks like https://example.org/data.".to_owned()
        }
        AddressProblem::NoPlace => "{} is missing: it marks where the values go.".to_owned(),
        AddressProblem::NoValues => "{} stands for values, and there are none.".to_owned(),
        AddressProblem::RangeReversed => "in a range the first number may not be above the second.".to_owned(),
    }
}
