//! Country codes, and which of them a run asks for.
//!
//! The rules are those of the flags scripts of "Fluent Python" (chapter 20, `flags2_common.py`):
//! an argument is a two-letter code or a first letter, `all` are the codes of known flags, `every`
//! are AA to ZZ, no argument means the 20 most populous countries; the result is sorted, without
//! duplicates, and cut to the limit. `every` wins over `all`, which wins over anything else.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::plain::plain;

/// The codes that have a flag in `www/flags`, in upper case, sorted, separated by spaces.
const KNOWN: &str = "\
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS \
    BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DZ \
    EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR \
    HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA \
    LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV \
    MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA \
    RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG \
    TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA \
    ZM ZW";

/// The 20 most populous countries as the book lists them, separated by spaces.
const POP20: &str = "CN IN US ID BR PK NG BD RU JP MX PH VN ET EG DE IR TR CD FR";

/// All codes with a flag, in upper case, sorted.
pub fn known_codes() -> impl Iterator<Item = &'static str> {
    KNOWN.split_ascii_whitespace()
}

/// Whether there is a flag for this code; the code is in upper case.
#[must_use]
pub fn is_known(code: &str) -> bool {
    known_codes().any(|known| known == code)
}

/// Which flags a run asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// The 20 most populous countries.
    #[default]
    Pop20,
    /// Every code that has a flag.
    All,
    /// AA to ZZ, so 482 of 676 are not there.
    Every,
    /// Codes and first letters, at least one.
    Listed(Vec<Argument>),
}

/// One argument of a listed selection, in upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A first letter: stands for 26 codes, `B` for BA to BZ.
    Letter(char),
    /// A code of two letters.
    Code(char, char),
}

/// An argument that is neither a letter nor two.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("each CC argument must be A to Z or AA to ZZ.")]
pub struct NotACode {
    /// The first such argument, in plain characters.
    pub argument: String,
}

impl Selection {
    /// Reads arguments separated by commas, semicolons or white space, in either case and width; none
    /// at all means [`Selection::Pop20`], and so does the word `pop20` alone.
    ///
    /// # Errors
    /// The first argument that is not A to Z, AA to ZZ, `all` or `every`.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let text = plain(text);
        let words: Vec<&str> = text
            .split(|c: char| matches!(c, ',' | ';') || c.is_whitespace())
            .filter(|word| !word.is_empty())
            .collect();
        let any = |name: &str| words.iter().any(|word| word.eq_ignore_ascii_case(name));
        if any("every") {
            return Ok(Selection::Every);
        }
        if any("all") {
            return Ok(Selection::All);
        }
        match words.as_slice() {
            [] => Ok(Selection::Pop20),
            [word] if word.eq_ignore_ascii_case("pop20") => Ok(Selection::Pop20),
            words => words
                .iter()
                .copied()
                .map(Argument::parse)
                .collect::<Result<_, _>>()
                .map(Selection::Listed),
        }
    }

    /// The codes in upper case, sorted, without duplicates, at most `limit` of them.
    #[must_use]
    pub fn codes(&self, limit: Option<usize>) -> Vec<String> {
        // Not collected: of a set that is built from many at once the page would carry a sort of texts.
        let mut codes = BTreeSet::<String>::new();
        match self {
            Selection::Pop20 => codes.extend(POP20.split_ascii_whitespace().map(String::from)),
            Selection::All => codes.extend(known_codes().map(String::from)),
            Selection::Every => codes.extend(('A'..='Z').flat_map(codes_of_letter)),
            Selection::Listed(arguments) => {
                codes.extend(arguments.iter().flat_map(Argument::codes));
            }
        }
        codes
            .into_iter()
            .take(limit.unwrap_or(usize::MAX))
            .collect()
    }
}

impl Argument {
    fn parse(word: &str) -> Result<Self, NotACode> {
        let letters: Vec<char> = word.chars().map(|c| c.to_ascii_uppercase()).collect();
        match letters.as_slice() {
            [a] if a.is_ascii_uppercase() => Ok(Argument::Letter(*a)),
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => {
                Ok(Argument::Code(*a, *b))
            }
            _ => Err(NotACode {
                argument: word.to_owned(),
            }),
        }
    }

    fn codes(&self) -> Vec<String> {
        match *self {
            Argument::Letter(letter) => codes_of_letter(letter).collect(),
            Argument::Code(..) => vec![self.to_string()],
        }
    }
}

fn codes_of_letter(first: char) -> impl Iterator<Item = String> {
    ('A'..='Z').map(move |second| format!("{first}{second}"))
}

/// The form that [`Selection::parse`] reads: `pop20`, `all`, `every`, or `B,CN,US`.
impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Selection::Pop20 => f.write_str("pop20"),
            Selection::All => f.write_str("all"),
            Selection::Every => f.write_str("every"),
            Selection::Listed(arguments) => {
                for (index, argument) in arguments.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{argument}")?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Argument::Letter(letter) => write!(f, "{letter}"),
            Argument::Code(first, second) => write!(f, "{first}{second}"),
        }
    }
}

impl Serialize for Selection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
