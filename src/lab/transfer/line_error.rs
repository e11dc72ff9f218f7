//! What keeps messages from being measured.

/// Why nothing was measured.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The worker does not answer; a browser that ended it says nothing.
    #[error("the worker does not answer")]
    Silent,
    /// The script of the worker could not be loaded.
    #[error("the script of the worker could not be loaded")]
    NoScript,
    /// A message could not be read (the `messageerror` event).
    #[error("a message could not be read")]
    Unreadable,
    /// What the browser or the worker said: no memory, an error.
    #[error("{0}")]
    Said(String),
}

impl LineError {
    /// What `line.js` throws: a word of its own, or what somebody else threw.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "for browsers"))]
    pub(super) fn thrown(text: String) -> Self {
        match text.as_str() {
            "silent" => LineError::Silent,
            "no script" => LineError::NoScript,
            "unreadable" => LineError::Unreadable,
            _ => LineError::Said(text),
        }
    }
}
