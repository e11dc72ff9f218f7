//! Every word, one folder for each language: a topic (`page`, `lab`, …) is a type whose fields are named for what they
//! say, and each folder has one value of it. So what a language lacks is an error of the compiler, which names it.
//!
//! A third language is one variant of [`Lang`](crate::config::Lang), one folder, and one arm in [`in_each_language`],
//! the only place that goes from a language to its words. Each topic is looked up by itself: a module of the page then
//! holds the words that it uses, and no others.

mod en;
mod zh;

pub mod code;
pub mod commands;
pub mod inspector;
pub mod kept;
pub mod lab;
pub mod lessons;
pub mod open;
pub mod out;
pub mod own;
pub mod page;
pub mod passing;
pub mod python;
pub mod replay;
pub mod shared;

/// Gives a topic the function `of`, by which its words are found in each language.
macro_rules! in_each_language {
    ($topic:ident: $words:ty) => {
        /// The words of a language.
        #[must_use]
        pub fn of(lang: crate::config::Lang) -> &'static $words {
            match lang {
                crate::config::Lang::En => &super::en::$topic::WORDS,
                crate::config::Lang::Zh => &super::zh::$topic::WORDS,
            }
        }
    };
}
use in_each_language;
