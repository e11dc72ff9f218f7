//! What can be wrong with a list of addresses.

/// What is wrong, and where. It does not hold the line itself: that may have a password in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressError {
    /// The line, counted from 1 as an editor counts.
    pub line: u32,
    /// What is wrong with it.
    pub problem: AddressProblem,
    /// How many lines below it are wrong as well.
    pub more: u32,
}

impl AddressError {
    /// What is wrong with a line, and with no other.
    #[must_use]
    pub fn new(line: usize, problem: AddressProblem) -> Self {
        AddressError {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            problem,
            more: 0,
        }
    }
}

/// What is wrong with an address, a label, a template or its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// There is no address at all.
    Nothing,
    /// More than [`MAX_ADDRESSES`](super::MAX_ADDRESSES).
    TooMany,
    /// All together longer than [`MAX_LIST`](super::MAX_LIST).
    ListTooLong,
    /// Longer than [`MAX_ADDRESS`](super::MAX_ADDRESS).
    TooLong,
    /// A label, or a value, longer than [`MAX_LABEL`](super::MAX_LABEL).
    LabelTooLong,
    /// The address of a host, without `http://` or `https://` before it.
    NoScheme {
        /// What may be meant.
        meant: String,
    },
    /// A scheme that asks no web server, such as `javascript` or `ftp`.
    OtherScheme {
        /// Which, in lower case.
        scheme: String,
    },
    /// A name or a password before the host.
    Credentials,
    /// Two addresses or more in one line.
    Several,
    /// Something else, with the first character that is refused where it is one.
    NotAnAddress(Option<char>),
    /// A template without `{}`.
    NoPlace,
    /// `{}`, and nothing to put there.
    NoValues,
    /// The first number of a range is above the second.
    RangeReversed,
}
