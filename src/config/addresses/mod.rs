//! Addresses of one's own: a list of them, or one with a place for values.
//!
//! Pure text in, addresses or a sentence out. What is read here is only what a request can be made
//! of: `http` and `https`, a host, no name and no password in it, so nothing that a list says can
//! run in the page, and no secret comes into a link or an export.

mod list;
mod problem;
mod read;
mod template;

use std::fmt;

pub use list::List;
pub use problem::{AddressError, AddressProblem};

/// How many addresses a list may have: as many as requests may be under way at once.
pub const MAX_ADDRESSES: usize = 1000;
/// The longest address, in bytes; servers refuse longer ones sooner or later.
pub const MAX_ADDRESS: usize = 2000;
/// The longest list, in bytes as an address has them: with it the page's own address is still short enough
/// for hosts, most of which take 8,000.
pub const MAX_LIST: usize = 6000;
/// The longest label, in characters.
pub const MAX_LABEL: usize = 80;

/// Addresses to be asked, in their order, at least one. The same address may be there twice: then it
/// is asked twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses(Vec<Address>);

/// One address, as it will be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Absolute, with `http` or `https`, without a fragment: that is sent to no server.
    pub url: String,
    /// The label that was given to it, if one was.
    pub label: Option<String>,
}

impl Addresses {
    /// All of them, in their order.
    #[must_use]
    pub fn as_slice(&self) -> &[Address] {
        &self.0
    }

    /// A name for each, no two alike: its label, or else the address without its scheme, and without
    /// its host where all have the same. Of equal names the later ones are numbered.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let is_one_host = self.0.iter().all(|one| one.host() == self.0[0].host());
        let wanted = |address: &Address| match &address.label {
            Some(label) => label.clone(),
            None => shortened(address.in_short(is_one_host)),
        };
        let wanted: Vec<String> = self.0.iter().map(wanted).collect();
        let mut names: Vec<String> = Vec::with_capacity(wanted.len());
        for (index, one) in wanted.iter().enumerate() {
            let mut name = one.clone();
            if names.contains(&name) {
                // Equal ones before it have the numbers below, so a thousand of them are not counted anew each time.
                let equal = wanted[..index].iter().filter(|other| *other == one);
                let mut number = equal.count().max(1);
                while names.contains(&name) {
                    number += 1;
                    name = format!("{one} ({number})");
                }
            }
            names.push(name);
        }
        names
    }
}

impl Address {
    fn after_scheme(&self) -> &str {
        self.url
            .split_once("://")
            .map_or(&*self.url, |(_, rest)| rest)
    }

    /// Scheme and host.
    pub(super) fn origin(&self) -> &str {
        let scheme = self.url.len() - self.after_scheme().len();
        &self.url[..scheme + self.host().len()]
    }

    pub(super) fn host(&self) -> &str {
        let rest = self.after_scheme();
        rest.split(['/', '?']).next().unwrap_or(rest)
    }

    fn in_short(&self, without_host: bool) -> &str {
        let rest = self.after_scheme();
        let path = &rest[self.host().len()..];
        match without_host && path.len() > 1 {
            true => path,
            false => rest.trim_end_matches('/'),
        }
    }
}

/// As long as a label may be: what tells addresses apart is most often at their end.
fn shortened(name: &str) -> String {
    let length = name.chars().count();
    match length > MAX_LABEL {
        true => {
            let end = name.chars().skip(length - (MAX_LABEL - 1));
            std::iter::once('…').chain(end).collect()
        }
        false => name.to_owned(),
    }
}

/// The form that [`Addresses::read`] reads back to the same: an address a line, after a tab its label.
impl fmt::Display for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Address { url, label }) in self.0.iter().enumerate() {
            let newline = if index == 0 { "" } else { "\n" };
            write!(f, "{newline}{url}")?;
            if let Some(label) = label {
                write!(f, "\t{label}")?;
            }
        }
        Ok(())
    }
}
