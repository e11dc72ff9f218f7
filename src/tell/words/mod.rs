//! Every word, one folder for each language: a topic (`page`, `lab`, …) is a type whose fields are named for what they
//! say, and each folder has one value of it. So what a language lacks is an error of the compiler, which names it.
//!
//! A third language is one variant of [`Lang`](crate::config::Lang), one folder, and one arm in `in_language`,
//! the only place that goes from a language to its words. Each topic is looked up by itself: a module of the page then
//! holds the words that it uses, and no others.

mod en;
mod zh;

pub mod addresses;
pub mod code;
pub mod commands;
pub mod difference;
pub mod errors;
pub mod figures;
pub mod findings;
pub mod import;
pub mod inspector;
pub mod kept;
pub mod lab;
pub mod lessons;
pub mod open;
pub mod out;
pub mod own;
pub mod page;
pub mod passing;
pub mod picture;
pub mod python;
pub mod replay;
pub mod report;
pub mod shared;
pub mod units;
pub mod workers;

/// Says the same in whichever language it is: the last part, an expression, with the topic's file of that language's
/// folder in the place of `$said`.
macro_rules! in_language {
    ($lang:expr, $topic:ident as $said:ident: $expression:expr) => {
        match $lang {
            crate::config::Lang::En => {
                use super::en::$topic as $said;
                $expression
            }
            crate::config::Lang::Zh => {
                use super::zh::$topic as $said;
                $expression
            }
        }
    };
}
use in_language;

/// Gives a topic the function `of`, by which its words are found in each language.
macro_rules! in_each_language {
    ($topic:ident: $words:ty) => {
        /// The words of a language.
        #[must_use]
        pub fn of(lang: crate::config::Lang) -> &'static $words {
            super::in_language!(lang, $topic as said: &said::WORDS)
        }
    };
}
use in_each_language;
