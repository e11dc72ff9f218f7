//! Reading a list as people paste it: one address a line, beside it perhaps a label.

use super::{Address, AddressError, AddressProblem, Addresses};
use super::{MAX_ADDRESS, MAX_ADDRESSES, MAX_LABEL};
use crate::config::Problem;
use crate::config::parse::{no_scheme, plain_to_path, stranger};

/// Schemes without slashes, of which somebody may paste one: none of them asks a server.
const NO_SERVER: &[&str] = &[
    "about",
    "blob",
    "data",
    "file",
    "javascript",
    "mailto",
    "view-source",
];

impl Addresses {
    /// Reads a list: an address a line, before or after it a label, apart by white space, a comma or
    /// a tab, as a table of a spreadsheet has it. Empty lines, and those that begin with `#`, are passed over.
    ///
    /// # Errors
    /// What is wrong with the first line that is no such thing, and how many more are not.
    pub fn read(text: &str) -> Result<Self, AddressError> {
        let mut addresses = Vec::new();
        let mut wrong: Option<AddressError> = None;
        for (index, line) in text.lines().enumerate() {
            let line: String = line.chars().filter(|c| !is_unseen(*c)).collect();
            let line = line.trim_matches(is_blank);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let at = |problem| AddressError::new(index + 1, problem);
            if addresses.len() == MAX_ADDRESSES {
                wrong.get_or_insert_with(|| at(AddressProblem::TooMany));
                break;
            }
            match (one(line), &mut wrong) {
                (Ok(address), _) => addresses.push(address),
                (Err(_), Some(first)) => first.more += 1,
                (Err(problem), None) => wrong = Some(at(problem)),
            }
        }
        match wrong {
            Some(wrong) => Err(wrong),
            None if addresses.is_empty() => Err(AddressError::new(1, AddressProblem::Nothing)),
            None => Ok(Addresses(addresses)),
        }
    }
}

/// What parts words.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Marks without a shape that a copy brings along; those that turn the direction of writing could make a
/// label read as another. Joiners stay: letters and signs are made with them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn one(line: &str) -> Result<Address, AddressProblem> {
    let words: Vec<&str> = line
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    let is_address = |word: &&str| plain_to_path(word).contains("://");
    let mut found = words
        .iter()
        .enumerate()
        .filter(|(_, word)| is_address(word));
    let Some((place, word)) = found.next() else {
        return Err(none_in(&words));
    };
    if found.next().is_some() {
        return Err(AddressProblem::Several);
    }
    let (before, after) = (&words[..place], &words[place + 1..]);
    // A comma before a label parts the two, but after a tab an address may end as it likes.
    let is_parted = !after.is_empty() && !line.contains('\t');
    let word = match is_parted {
        true => word.trim_end_matches([',', ';', '，', '；']),
        false => word,
    };
    Ok(Address {
        url: address(word)?,
        label: label(&[before, after].concat())?,
    })
}

/// Why there is no address in a line: the first word that comes near to one says it.
fn none_in(words: &[&str]) -> AddressProblem {
    let near = words.iter().find_map(|word| {
        let word = plain_to_path(word);
        let scheme = word.split(':').next().unwrap_or_default();
        let scheme = scheme.to_ascii_lowercase();
        if word.contains(':') && NO_SERVER.contains(&&*scheme) {
            return Some(AddressProblem::OtherScheme { scheme });
        }
        match no_scheme(&word) {
            Problem::NoScheme { meant } => Some(AddressProblem::NoScheme { meant }),
            _ => None,
        }
    });
    near.unwrap_or(AddressProblem::NotAnAddress(None))
}

/// An absolute address of `http` or `https`.
pub(super) fn address(word: &str) -> Result<String, AddressProblem> {
    let word = plain_to_path(word);
    let (scheme, rest) = word.split_once(':').unwrap_or((&*word, ""));
    let refused = stranger(scheme, |c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let scheme = scheme.to_ascii_lowercase();
    if refused.is_some() || scheme.is_empty() {
        return Err(AddressProblem::NotAnAddress(refused));
    }
    if !["http", "https"].contains(&&*scheme) {
        return Err(AddressProblem::OtherScheme { scheme });
    }
    let Some(rest) = rest.strip_prefix("//") else {
        return Err(AddressProblem::NotAnAddress(None));
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let host = rest.split(['/', '?', '\\']).next().unwrap_or_default();
    if host.contains('@') {
        return Err(AddressProblem::Credentials);
    }
    if rest.contains("{}") {
        return Err(AddressProblem::NoValues);
    }
    let refused = stranger(rest, |c| !is_blank(c) && !"\\\"<>".contains(c))
        .or_else(|| stranger(host, |c| c.is_alphanumeric() || ".-_:[]".contains(c)));
    if refused.is_some() || !is_host(host) {
        return Err(AddressProblem::NotAnAddress(refused));
    }
    let url = format!("{scheme}://{rest}");
    match url.len() > MAX_ADDRESS {
        true => Err(AddressProblem::TooLong),
        false => Ok(url),
    }
}

/// Whether this is the name or the number of a host, and a port if there is a colon. Whether there is
/// such a host, the browser finds out.
fn is_host(host: &str) -> bool {
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    // Of version 6: its colons are its own.
    if let Some(rest) = host.strip_prefix('[') {
        let Some((number, port)) = rest.split_once(']') else {
            return false;
        };
        let has_port = port.strip_prefix(':').is_some_and(is_port);
        let is_number = |c: char| c.is_ascii_hexdigit() || ":.".contains(c);
        let is_number = number.contains(':') && number.chars().all(is_number);
        return is_number && (port.is_empty() || has_port);
    }
    let (name, port) = match host.split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (host, None),
    };
    !name.is_empty() && !name.contains(['[', ']']) && port.is_none_or(is_port)
}

/// What stands beside the address: without the signs that part it from the address, or make a list of
/// the lines.
fn label(words: &[&str]) -> Result<Option<String>, AddressProblem> {
    const SIGNS: &[char] = &[
        ',', ';', ':', '=', '|', '-', '*', '•', '，', '；', '：', ' ',
    ];
    let is_sign = |word: &str| word.chars().all(|c| SIGNS.contains(&c));
    let mut words = words;
    while let [first, rest @ ..] = words
        && is_sign(first)
    {
        words = rest;
    }
    let label = words.join(" ");
    // With these a label may begin: "=SUM(A1)", "-2".
    let is_part = |c: char| matches!(c, '=' | '-');
    let label = label.trim_end_matches(SIGNS);
    let label = label.trim_start_matches(|c| SIGNS.contains(&c) && !is_part(c));
    if label.chars().count() > MAX_LABEL {
        return Err(AddressProblem::LabelTooLong);
    }
    Ok((!label.is_empty()).then(|| label.to_owned()))
}
