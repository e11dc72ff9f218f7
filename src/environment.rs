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
    /// What a request after a run without any answer showed. `None`: there was an answer, or it
    /// showed nothing.
    pub reach: Option<Reach>,
    /// The same of each host from which no answer came, where a list has several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<HostReach>,
}

/// What a request to one of several hosts showed, after a run in which none of its requests brought an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HostReach {
    /// Scheme and host.
    pub host: String,
    /// What it showed.
    pub reach: Reach,
}

impl Environment {
    /// Whether it ran in a browser, as all of them say of themselves; else it was recorded by a Python.
    #[must_use]
    pub fn is_a_browser(&self) -> bool {
        let name = self.user_agent.as_deref();
        name.is_none_or(|name| name.starts_with("Mozilla/"))
    }
}

/// What the page found out after a run in which no request brought an answer that it may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// A request that needs no permission was answered, and one that needs it was not.
    Unreadable,
    /// Not even a request that needs no permission brought an answer.
    Silent,
    /// The same, and the browser says that it is offline.
    Offline,
    /// The page came by https and was to ask by http: browsers do not let it.
    MixedContent,
    /// A request brought an answer now.
    Back,
}

/// Whether browsers keep a page from asking there: it came encrypted and would ask unencrypted,
/// another machine. `page` and `there` are schemes with their colon.
/// <https://www.w3.org/TR/mixed-content/>
#[must_use]
pub fn is_mixed_content(page: &str, there: &str, host: &str) -> bool {
    let is_name = host == "localhost" || host.ends_with(".localhost");
    let is_this_machine = is_name || is_loopback(host) || host == "[::1]";
    page == "https:" && there == "http:" && !is_this_machine
}

/// Whether an address that a browser has normalised is one of 127.0.0.0/8.
fn is_loopback(host: &str) -> bool {
    let is_address = host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    is_address && host.starts_with("127.")
}
