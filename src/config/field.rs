//! The fields of a run's description, and what can be wrong with the value of one.

use super::addresses::{AddressError, AddressProblem, List};

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $name:literal,)+) => {
        /// A field of a [`RunConfig`](super::RunConfig): a parameter of the URL, a control of the
        /// page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field { $($(#[$doc])* $field,)+ }

        impl Field {
            /// All fields, in the order in which they stand in a URL.
            pub const ALL: &'static [Field] = &[$(Field::$field,)+];

            /// The name in the URL and in exports.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Field::$field => $name,)+ }
            }
        }
    };
}

fields! {
    /// What is tried.
    Experiment = "experiment",
    /// Which flags: codes, first letters, `pop20`, `all` or `every`.
    Codes = "codes",
    /// At most so many codes.
    Limit = "limit",
    /// How results are waited for.
    Strategy = "strategy",
    /// At most so many tasks at once.
    MaxWorkers = "max_workers",
    /// Who answers.
    Server = "server",
    /// Delays, in milliseconds: `MIN-MAX`.
    Delay = "delay",
    /// Errors per request, 0 to 1.
    ErrorRate = "error_rate",
    /// Time allowed for a request, in milliseconds; where it is given, for a job too.
    Timeout = "timeout",
    /// Further attempts after an error.
    Retries = "retries",
    /// What the plan grows from.
    Seed = "seed",
    /// The work of a job.
    Kernel = "kernel",
    /// Number of jobs.
    Jobs = "jobs",
    /// Size of a job, in the kernel's own measure.
    Size = "size",
    /// Where jobs run.
    Where = "where",
    /// Workers of the pool.
    Workers = "workers",
    /// Smallest and largest message of Passing data, in bytes: `MIN-MAX`.
    Sizes = "sizes",
    /// Jobs per message of Passing data.
    Chunk = "chunk",
    /// Which lesson.
    Lesson = "lesson",
    /// A log line per event.
    Verbose = "verbose",
    /// Language.
    Lang = "lang",
    /// Only the experiment, without the page around it.
    Embed = "embed",
    /// Start without a click.
    Autorun = "autorun",
}

impl Field {
    /// The field of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }
}

/// What is wrong with a value, with the first character that is refused where it is one.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Not a whole number in decimal digits.
    NotAWholeNumber(Option<char>),
    /// Below the least allowed.
    BelowMin(u64),
    /// Above the most allowed.
    AboveMax(u64),
    /// Not a number from 0 to 1.
    NotAShare(Option<char>),
    /// None of the names allowed.
    NotOneOf(&'static [&'static str]),
    /// An argument that is neither A to Z nor AA to ZZ.
    NotACode {
        /// The first such argument.
        argument: String,
    },
    /// Neither a number nor `MIN-MAX`.
    NotARange(Option<char>),
    /// The first number of `MIN-MAX` is above the second.
    RangeReversed,
    /// The address of a host, without `http://` or `https://` before it.
    NoScheme {
        /// What may be meant.
        meant: String,
    },
    /// Neither the name of a server nor a base URL of `http` or `https`.
    NotAServer,
    /// Meant as an address, and no base URL of `http` or `https`.
    NotABase(Option<char>),
    /// No list of addresses.
    Addresses(AddressError),
}

impl Problem {
    /// The first character that is refused; `None` where the trouble is another.
    #[must_use]
    pub fn refused(&self) -> Option<char> {
        match self {
            Problem::NotAWholeNumber(refused)
            | Problem::NotAShare(refused)
            | Problem::NotARange(refused)
            | Problem::NotABase(refused) => *refused,
            // The argument is named as a whole.
            Problem::NotACode { .. } => None,
            // Nothing in it is.
            Problem::NoScheme { .. } | Problem::Addresses(_) => None,
            Problem::BelowMin(_)
            | Problem::AboveMax(_)
            | Problem::NotOneOf(_)
            | Problem::NotAServer
            | Problem::RangeReversed => None,
        }
    }
}

/// A value that was not taken: the field keeps what it had.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// The field.
    pub field: Field,
    /// The value as it was given.
    pub value: String,
    /// What is wrong with it.
    pub problem: Problem,
}

impl FieldError {
    /// Whether nothing was written yet where something has to be: whoever has not begun did nothing wrong.
    #[must_use]
    pub fn is_of_nothing(&self) -> bool {
        let written = self.value.strip_prefix(List::MARK).unwrap_or(&self.value);
        matches!(&self.problem, Problem::Addresses(error) if error.problem == AddressProblem::Nothing)
            && written.trim().is_empty()
    }
}

impl std::error::Error for FieldError {}
