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
/// another machine. `page` and `there` are schemes with their colon. Of a machine in the same network it is not said: some
/// browsers let a page ask there once the person allows it.
/// <https://www.w3.org/TR/mixed-content/>, <https://wicg.github.io/local-network-access/>
#[must_use]
pub fn is_mixed_content(page: &str, there: &str, host: &str) -> bool {
    let is_name = host == "localhost" || host.ends_with(".localhost");
    let is_this_machine = is_name || is_loopback(host) || host == "[::1]";
    page == "https:" && there == "http:" && !is_this_machine && !is_near(host)
}

/// Whether a name or an address is one of a network of one's own.
fn is_near(host: &str) -> bool {
    let is_of = |from: &str| host.starts_with(from);
    let second = host
        .strip_prefix("172.")
        .and_then(|rest| rest.split('.').next());
    let is_in_172 = second.is_some_and(|part| {
        matches!(
            part.as_bytes(),
            [b'1', b'6'..=b'9'] | [b'2', _] | [b'3', b'0' | b'1']
        )
    });
    let is_near = is_of("10.") || is_of("192.168.") || is_of("169.254.") || is_in_172;
    host.ends_with(".local") || is_near && is_address(host)
}

/// Whether an address that a browser has normalised is one of 127.0.0.0/8.
fn is_loopback(host: &str) -> bool {
    is_address(host) && host.starts_with("127.")
}

fn is_address(host: &str) -> bool {
    host.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}
