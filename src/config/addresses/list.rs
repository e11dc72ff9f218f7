//! What is typed to ask one's own addresses: a list, or a template and its values.

use super::{Address, AddressError, AddressProblem, Addresses, MAX_LIST};

/// Addresses, with the text they were read from: it is shown as it was typed, comments included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    value: String,
    addresses: Addresses,
    names: Vec<String>,
}

impl List {
    /// The first line of the value of `server` that is a list; what was typed follows.
    pub const MARK: &str = "list\n";

    /// Reads what was typed: one address with `{}` and below it the values that go there, or else an
    /// address a line.
    ///
    /// # Errors
    /// What is wrong with the first line that is no such thing.
    pub fn read(typed: &str) -> Result<Self, AddressError> {
        let text = typed.replace("\r\n", "\n");
        fits(&text)?;
        let says_nothing = |line: &&str| line.trim().is_empty() || line.starts_with('#');
        let before = text.lines().take_while(says_nothing).count();
        let mut lines = text.lines().skip(before);
        let first = lines.next().unwrap_or_default();
        let addresses = match first.contains("{}") {
            true => {
                let values: Vec<&str> = lines.collect();
                let in_text = |error: AddressError| AddressError {
                    line: error
                        .line
                        .saturating_add(u32::try_from(before).unwrap_or(u32::MAX)),
                    ..error
                };
                Addresses::of_template(first, &values.join("\n")).map_err(in_text)?
            }
            false => Addresses::read(&text)?,
        };
        Ok(List {
            value: format!("{}{text}", Self::MARK),
            names: addresses.names(),
            addresses,
        })
    }

    /// The value of `server` that is read back to the same list.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What each request is called, in the order of the list.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The first address.
    #[must_use]
    pub fn first(&self) -> &str {
        &self.addresses.as_slice()[0].url
    }

    /// Whether all of them are on one host.
    #[must_use]
    pub fn is_of_one_host(&self) -> bool {
        let addresses = self.addresses.as_slice();
        addresses
            .iter()
            .all(|one| one.host() == addresses[0].host())
    }

    /// The address of the request of this name.
    #[must_use]
    pub fn url(&self, name: &str) -> Option<&str> {
        Some(&self.named(name)?.url)
    }

    /// Scheme and host of the address of the request of this name.
    #[must_use]
    pub fn origin(&self, name: &str) -> Option<&str> {
        Some(self.named(name)?.origin())
    }

    fn named(&self, name: &str) -> Option<&Address> {
        let place = self.names.iter().position(|one| one == name)?;
        self.addresses.as_slice().get(place)
    }
}

/// Whether an address of the page can hold it; else where it becomes too long.
fn fits(text: &str) -> Result<(), AddressError> {
    let (mut line, mut bytes) = (1, 0);
    for byte in text.bytes() {
        line += usize::from(byte == b'\n');
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~/:?=,;{}".contains(&byte);
        bytes += if is_plain { 1 } else { 3 };
        if bytes > MAX_LIST {
            return Err(AddressError::new(line, AddressProblem::ListTooLong));
        }
    }
    Ok(())
}
