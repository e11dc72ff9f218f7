//! Where workers come from: real ones in a browser, simulated ones in tests.

use super::attachments::Attachment;
use super::error::Failure;

/// Starts workers.
pub(crate) trait Host {
    /// Starts one, which tells of itself through `events` from a later turn on.
    ///
    /// # Errors
    /// What the browser said when it could not even try.
    fn start(&self, name: &str, events: Box<dyn Fn(Event)>) -> Result<Box<dyn Link>, String>;

    /// Anything from 0 to 1.
    fn chance(&self) -> f64;
}

/// The line to one worker. Dropping it without [`Link::end`] leaves the worker running.
pub(crate) trait Link {
    /// Sends a message, or nothing at all.
    ///
    /// # Errors
    /// What the browser said, as for an object that cannot be cloned.
    fn post(&self, bytes: &[u8], attachments: &[Attachment]) -> Result<(), String>;

    /// Ends the worker now, whatever it does. No event comes after that.
    fn end(&self);

    /// Zero of the page's clock, in ms since 1970, to compare with the worker's; the browser may be
    /// wrong about either.
    fn time_origin(&self) -> f64;
}

/// What a worker's line tells.
pub(crate) enum Event {
    /// A message came.
    Message(Vec<u8>, Vec<Attachment>),
    /// The worker is no more, or no more of use.
    Dead(Failure),
}
