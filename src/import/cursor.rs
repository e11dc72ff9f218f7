//! A value together with the way to it, so that whatever is wrong can be told with its place.

use std::fmt::Write as _;
use std::rc::Rc;
use std::time::Duration;

use super::error::{Expected, Found, ReadError};
use super::tree::Tree;
use super::{MAX_PARTS, MAX_TEXT};

/// A year, in milliseconds: nothing here takes longer, and sums of times stay far from overflow.
const MAX_MS: f64 = 366.0 * 86_400_000.0;
/// So much of a wrong value is shown.
const SHOWN: usize = 40;

/// The way to a value: the names and places that lead there, the last first.
#[derive(Clone, Copy)]
enum Way<'a> {
    Root,
    Name(&'a Way<'a>, &'a str),
    Place(&'a Way<'a>, usize),
}

impl Way<'_> {
    fn write(&self, path: &mut String) {
        match self {
            Way::Root => {}
            Way::Name(from, name) => {
                from.write(path);
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Way::Place(from, index) => {
                from.write(path);
                let _ = write!(path, "[{index}]");
            }
        }
    }
}

/// A value of a file. A name that is not there is read as `null`.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    way: Way<'a>,
    value: &'a Tree,
    is_missing: bool,
}

impl<'a> Cursor<'a> {
    /// The whole file.
    pub fn root(value: &'a Tree) -> Self {
        Cursor {
            way: Way::Root,
            value,
            is_missing: false,
        }
    }

    /// That something else should be here.
    pub fn error(&self, expected: Expected) -> ReadError {
        let mut path = String::new();
        self.way.write(&mut path);
        let found = match &expected {
            Expected::AtMost(_) | Expected::Run => None,
            _ if self.is_missing => Some(Found::Nothing),
            _ => Some(Found::Value(shown(self.value))),
        };
        ReadError {
            path,
            expected,
            found,
        }
    }

    /// The value of this name.
    pub fn get(&'a self, name: &'a str) -> Result<Cursor<'a>, ReadError> {
        match self.value {
            Tree::Object(_) => {
                let value = self.value.get(name);
                Ok(Cursor {
                    way: Way::Name(&self.way, name),
                    value: value.unwrap_or(&Tree::Null),
                    is_missing: value.is_none(),
                })
            }
            _ => Err(self.error(Expected::Object)),
        }
    }

    /// Whether there is nothing here.
    pub fn is_null(&self) -> bool {
        *self.value == Tree::Null
    }

    /// What is here, if there is something.
    pub fn maybe<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, ReadError>,
    ) -> Result<Option<T>, ReadError> {
        if self.is_null() {
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// Each entry of a list of at most `most`, as `read` reads it.
    pub fn each<T>(
        &self,
        most: usize,
        mut read: impl FnMut(&Cursor<'_>) -> Result<T, ReadError>,
    ) -> Result<Vec<T>, ReadError> {
        let Tree::List(items) = self.value else {
            return Err(self.error(Expected::List));
        };
        if items.len() > most {
            return Err(self.error(Expected::AtMost(most)));
        }
        let entries = items.iter().enumerate();
        entries
            .map(|(index, value)| {
                read(&Cursor {
                    way: Way::Place(&self.way, index),
                    value,
                    is_missing: false,
                })
            })
            .collect()
    }

    /// The same of a short list that need not be there.
    pub fn parts<T>(
        &self,
        read: impl FnMut(&Cursor<'_>) -> Result<T, ReadError>,
    ) -> Result<Vec<T>, ReadError> {
        if self.is_null() {
            return Ok(Vec::new());
        }
        self.each(MAX_PARTS, read)
    }

    /// A text.
    pub fn text(&self) -> Result<Rc<str>, ReadError> {
        match self.value {
            Tree::Text(text) if text.len() <= MAX_TEXT => Ok(text.as_str().into()),
            _ => Err(self.error(Expected::Text)),
        }
    }

    /// The place of a text among `names`.
    pub fn one_of(&self, names: &'static [&'static str]) -> Result<usize, ReadError> {
        let place = match self.value {
            Tree::Text(text) => names.iter().position(|name| name == text),
            _ => None,
        };
        place.ok_or_else(|| self.error(Expected::OneOf(names)))
    }

    /// `true` or `false`.
    pub fn bool(&self) -> Result<bool, ReadError> {
        match self.value {
            Tree::Bool(value) => Ok(*value),
            _ => Err(self.error(Expected::Bool)),
        }
    }

    /// A whole number.
    pub fn whole(&self, min: u64, max: u64) -> Result<u64, ReadError> {
        match self.value {
            Tree::Number(number)
                if number.fract() == 0.0 && *number >= min as f64 && *number <= max as f64 =>
            {
                Ok(*number as u64)
            }
            _ => Err(self.error(Expected::Whole { min, max })),
        }
    }

    /// A time in milliseconds, to the microsecond.
    pub fn time(&self) -> Result<Duration, ReadError> {
        match self.value {
            Tree::Number(ms) if (0.0..=MAX_MS).contains(ms) => {
                Ok(Duration::from_micros((ms * 1000.0).round() as u64))
            }
            _ => Err(self.error(Expected::Time)),
        }
    }

    /// A time that is not before `other`, whose name is `name`.
    pub fn not_before(
        &self,
        other: Option<Duration>,
        name: &'static str,
    ) -> Result<Duration, ReadError> {
        let time = self.time()?;
        match other {
            Some(other) if time < other => Err(self.error(Expected::NotBefore(name))),
            _ => Ok(time),
        }
    }

    /// The value as it would be typed: texts, numbers, `1` and `0` for switches; `None` of anything else.
    pub fn as_typed(&self) -> Option<String> {
        match self.value {
            Tree::Text(text) => Some(text.clone()),
            Tree::Number(number) => Some(number.to_string()),
            Tree::Bool(value) => Some(u8::from(*value).to_string()),
            Tree::Null | Tree::List(_) | Tree::Object(_) => None,
        }
    }
}

/// A value in short, for people.
fn shown(value: &Tree) -> String {
    match value {
        Tree::Null => "null".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Number(number) => {
            let whole = number.to_string();
            if whole.len() <= SHOWN {
                whole
            } else {
                format!("{number:e}")
            }
        }
        Tree::Text(text) => {
            let mut short: String = text.chars().take(SHOWN).collect();
            if short.len() < text.len() {
                short.push('…');
            }
            format!("{short:?}")
        }
        Tree::List(_) => "[…]".to_owned(),
        Tree::Object(_) => "{…}".to_owned(),
    }
}
