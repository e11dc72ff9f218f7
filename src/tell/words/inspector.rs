//! The words of the inspector.

use std::time::Duration;

use crate::app::inspector::Turn;
use crate::record::Attempt;

/// The words of one language.
pub struct InspectorTexts {
    /// Name of the panel.
    pub title: &'static str,
    /// Closes it.
    pub close: &'static str,
    /// Opens it: for the future of this name.
    pub open: fn(&str) -> String,
    /// Cancels the future.
    pub cancel: &'static str,
    /// Aborts it.
    pub abort: &'static str,
    /// What the last cancel or abort answered: what was asked, the answer.
    pub answered: fn(&str, bool) -> String,
    /// Name of the history.
    pub history: &'static str,
    /// A turn.
    pub turn: fn(&Turn) -> String,
    /// How often it was polled and woken.
    pub polls: fn(usize, usize) -> String,
    /// HTTP status and size of a result.
    pub result: &'static str,
    /// The error.
    pub error: &'static str,
    /// A phase of a request by its name in the record.
    pub phase: fn(&str) -> &'static str,
    /// Of the waiting, what the server says it took.
    pub server: &'static str,
    /// Of the waiting, the rest.
    pub way: &'static str,
    /// Name of the phases where the browser does not tell them.
    pub phases: &'static str,
    /// Why not: another origin.
    pub hidden_elsewhere: &'static str,
    /// Why not: a redirect.
    pub hidden_redirected: &'static str,
    /// Name of the list of requests, where there was more than one.
    pub requests: &'static str,
    /// One of them.
    pub request: fn(&Attempt) -> String,
    /// How long it took.
    pub span: fn(Duration) -> String,
}

super::in_each_language!(inspector: InspectorTexts);
