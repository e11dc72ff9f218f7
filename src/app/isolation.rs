//! Whether the page can share memory, and how it comes to that.
//!
//! Memory is shared only in a page that is isolated from all others, which it becomes by two headers of its
//! navigation. No host has to send them: the service worker does, for addresses that [share memory](shares_memory), so that the
//! rest of the site is as it always is. An address that was opened without it is loaded anew, once.

use crate::config::{Experiment, RunConfig};

/// The number of the lesson about shared memory.
pub const LESSON: usize = 15;

/// How it stands with the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// It is isolated.
    There,
    /// It is loaded anew, or it is being found out whether that would help.
    Coming,
    /// It would become so, but what it holds would be lost.
    Asks,
    /// It stands in another page.
    Frame,
    /// There is no service worker.
    NoWorker,
    /// It was loaded anew, and is not isolated.
    Refused,
}

/// What is known of a page before it is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether it is isolated.
    pub is_isolated: bool,
    /// Whether it stands in another page.
    pub is_framed: bool,
    /// Whether a service worker of ours is in charge.
    pub has_worker: bool,
    /// Whether it was loaded anew for this before; `None` where that cannot be kept.
    pub was_tried: Option<bool>,
    /// Whether it was opened at this address, and so holds nothing yet.
    pub is_fresh: bool,
}

impl Isolation {
    /// What follows. [`Isolation::Coming`] means that the page is to be loaded anew now.
    #[must_use]
    pub fn of(facts: Facts) -> Self {
        match facts {
            Facts {
                is_isolated: true, ..
            } => Isolation::There,
            Facts {
                is_framed: true, ..
            } => Isolation::Frame,
            Facts {
                has_worker: false, ..
            } => Isolation::NoWorker,
            Facts {
                was_tried: Some(true),
                ..
            } => Isolation::Refused,
            Facts {
                was_tried: Some(false),
                is_fresh: true,
                ..
            } => Isolation::Coming,
            // Where nothing can be kept, nobody would know that it was tried: the person decides.
            _ => Isolation::Asks,
        }
    }
}

/// Whether the page of these settings shares memory. `www/sw.js` says the same of addresses.
#[must_use]
pub fn shares_memory(config: &RunConfig) -> bool {
    config.experiment == Experiment::Shared
        || (config.experiment == Experiment::Lessons && config.lesson == LESSON)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRESH: Facts = Facts {
        is_isolated: false,
        is_framed: false,
        has_worker: true,
        was_tried: Some(false),
        is_fresh: true,
    };

    #[test]
    fn a_page_is_loaded_anew_once_and_only_where_that_helps_and_loses_nothing() {
        let of = Isolation::of;
        assert_eq!(of(FRESH), Isolation::Coming);
        assert_eq!(
            of(Facts {
                is_isolated: true,
                ..FRESH
            }),
            Isolation::There
        );
        assert_eq!(
            of(Facts {
                was_tried: Some(true),
                ..FRESH
            }),
            Isolation::Refused
        );
        assert_eq!(
            of(Facts {
                was_tried: None,
                ..FRESH
            }),
            Isolation::Asks
        );
        assert_eq!(
            of(Facts {
                is_fresh: false,
                ..FRESH
            }),
            Isolation::Asks
        );
        assert_eq!(
            of(Facts {
                is_framed: true,
                ..FRESH
            }),
            Isolation::Frame
        );
        assert_eq!(
            of(Facts {
                has_worker: false,
                ..FRESH
            }),
            Isolation::NoWorker
        );
    }

    #[test]
    fn only_the_lesson_and_its_run_share_memory() {
        let shares = |query: &str| shares_memory(&RunConfig::from_query(query).0);
        assert!(shares("experiment=lessons&lesson=15") && shares("experiment=shared"));
        assert!(!shares("") && !shares("experiment=lessons&lesson=14") && !shares("lesson=15"));
    }
}
