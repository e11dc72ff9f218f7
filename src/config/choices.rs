//! The choices a run is made of, each with the name it has in the URL and in exports.

use std::rc::Rc;

use serde::{Serialize, Serializer};

use super::addresses::List;
use crate::plain::plain;
use crate::plan::DelayRange;

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// All choices, in the order in which they are offered.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// The names of all choices, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($text,)+];

            /// The name in the URL and in exports.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// The choice of this name, in either case.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.name().eq_ignore_ascii_case(name))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}

choices! {
    /// What is tried: one screen each.
    Experiment {
        /// Fetches.
        #[default]
        Race = "race",
        /// CPU-bound jobs.
        Workers = "workers",
        /// Fetches and jobs in one `as_completed`.
        Both = "both",
        /// What passing data to a worker costs.
        Transfer = "transfer",
        /// The list of lessons.
        Lessons = "lessons",
        /// Runs from files.
        Open = "open",
        /// One number that several workers change at once.
        Shared = "shared",
    }
}

choices! {
    /// How the results of a race are waited for.
    Strategy {
        /// One after the other: the baseline.
        Sequential = "sequential",
        /// `max_workers` at once, results in the order of submission.
        Map = "map",
        /// `max_workers` at once, results in the order of completion.
        #[default]
        AsCompleted = "as_completed",
        /// The three above, one after the other on the same plan, shown side by side.
        Compare = "compare",
    }
}

choices! {
    /// Where CPU-bound jobs run.
    Where {
        /// On the main thread, all at once: the page freezes.
        Main = "main",
        /// On the main thread, with a turn for the page between jobs.
        Slices = "slices",
        /// In a pool of workers.
        #[default]
        Pool = "pool",
        /// In pools of 1, 2, … workers, to measure the speedup.
        Sweep = "sweep",
        /// In pools of one and of all workers, in JavaScript, in Wasm, and in Wasm with SIMD.
        Engines = "engines",
    }
}

impl Where {
    /// Whether the same jobs run many times there, to be measured against each other.
    #[must_use]
    pub fn is_comparison(self) -> bool {
        matches!(self, Where::Sweep | Where::Engines)
    }

    /// Whether a person's own function can run there: in workers of its own, one pool or a sweep of them.
    #[must_use]
    pub fn runs_own(self) -> bool {
        matches!(self, Where::Pool | Where::Sweep)
    }
}

choices! {
    /// A language of the page and of sentences.
    Lang {
        /// English.
        #[default]
        En = "en",
        /// Chinese, zh-CN.
        Zh = "zh",
    }
}

impl Lang {
    /// The language of a tag such as `zh-CN`, `zh_CN`, `zh-Hans` or `en-GB`, by its first part; `None`
    /// for a language that the page does not speak. `www/early.js` reads tags alike.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Lang::from_name(plain(tag).split(['-', '_']).next()?)
    }

    /// The first language that the page speaks among the person's own, in the order in which they are
    /// preferred; English where it is none.
    #[must_use]
    pub fn preferred<T: AsRef<str>>(tags: impl IntoIterator<Item = T>) -> Self {
        (tags.into_iter())
            .find_map(|tag| Lang::from_tag(tag.as_ref()))
            .unwrap_or_default()
    }
}

/// Who answers the fetches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Server {
    /// The project's server, at once.
    Local,
    /// The project's server, after a delay.
    Delay,
    /// The project's server, after a delay, with errors.
    Error,
    /// The service worker of the page, with no server at all.
    Sim,
    /// Another origin, by its base URL (`http` or `https`, no slash at the end).
    Base(String),
    /// Addresses of one's own, each asked as it is.
    List(Rc<List>),
}

impl Strategy {
    /// The three that a comparison runs one after the other.
    pub const RACED: [Strategy; 3] = [Strategy::Sequential, Strategy::Map, Strategy::AsCompleted];
}

impl Server {
    /// The names of the servers; anything else is a base URL, or a list with [`List::MARK`] before it.
    pub const NAMES: &'static [&'static str] = &["local", "delay", "error", "sim"];

    /// The name in the URL and in exports, or the base URL, or the list.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Server::Local => "local",
            Server::Delay => "delay",
            Server::Error => "error",
            Server::Sim => "sim",
            Server::Base(url) => url,
            Server::List(list) => list.value(),
        }
    }

    /// The delays of a run that does not say which it wants; `None`: this server is not asked to
    /// delay anything.
    #[must_use]
    pub fn usual_delay(&self) -> Option<DelayRange> {
        match self {
            Server::Delay | Server::Error | Server::Sim => Some(DelayRange::USUAL),
            Server::Local | Server::Base(_) | Server::List(_) => None,
        }
    }

    /// Whether it is none of the project's own, so that nothing is known of what it does.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        matches!(self, Server::Base(_) | Server::List(_))
    }

    /// The error rate of a run that does not say which it wants: 25 % for `error`, as in the book.
    #[must_use]
    pub fn usual_error_rate(&self) -> f64 {
        if *self == Server::Error { 0.25 } else { 0.0 }
    }
}

impl Serialize for Server {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
