//! What a run ran on, as far as the page can tell: part of the export, and known to the diagnosis.

use serde::Serialize;

/// What a run ran on. `None` where the platform does not say.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Environment {
    /// `navigator.userAgent`.
    pub user_agent: Option<String>,
    /// `navigator.hardwareConcurrency`: cores, as far as the browser admits them.
    pub cores: Option<usize>,
    /// ALPN name of the protocol the answers came by, such as `http/1.1` or `h2`: `nextHopProtocol`
    /// of the Resource Timing API.
    pub protocol: Option<String>,
    /// Address of the folder the flags came from.
    pub origin: Option<String>,
}
