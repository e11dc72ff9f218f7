//! By which names the server may be called. A page of another site can have its own name point here, and would then read
//! every answer as its own (DNS rebinding): so a name that is not ours is not answered.

use std::net::{IpAddr, Ipv6Addr};

use hyper::header::{self, HeaderMap};
use hyper::{Request, Uri};

/// The names that options allow, beside those that can only mean this machine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hosts(Vec<String>);

/// What a request calls the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Called<'request> {
    /// A name or an address, the latter of IPv6 in brackets.
    pub(crate) name: &'request str,
    /// None where it is the usual one of the scheme.
    pub(crate) port: Option<u16>,
}

impl Hosts {
    pub(crate) fn new(allowed: Vec<String>) -> Self {
        Self(allowed)
    }

    /// Whether a request that came to the address `at` may be answered. Who names no host is no browser.
    pub(crate) fn allow<B>(&self, request: &Request<B>, at: Option<IpAddr>) -> bool {
        if request.headers().get_all(header::HOST).iter().count() > 1 {
            return false;
        }
        match host(request.uri(), request.headers()) {
            None => true,
            Some(host) => Called::parse(host).is_some_and(|called| self.knows(called.name, at)),
        }
    }

    fn knows(&self, name: &str, at: Option<IpAddr>) -> bool {
        let name = name.to_ascii_lowercase();
        let is_ours = match address(&name) {
            Some(address) => address.is_loopback() || at == Some(address),
            None => name == "localhost" || name.ends_with(".localhost"),
        };
        is_ours || self.0.iter().any(|allowed| covers(allowed, &name))
    }
}

impl<'request> Called<'request> {
    /// What the request's target says, or else its `Host`.
    pub(crate) fn of<B>(request: &'request Request<B>) -> Option<Self> {
        Self::parse(host(request.uri(), request.headers())?)
    }

    /// `None` for what is no host and port.
    fn parse(host: &'request str) -> Option<Self> {
        let (name, port) = match host.rsplit_once(':') {
            // A colon within brackets is part of the address.
            Some((name, port)) if !port.ends_with(']') => (name, Some(port.parse().ok()?)),
            _ => (host, None),
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]_".contains(&byte);
        (!name.is_empty() && name.bytes().all(plain)).then_some(Self { name, port })
    }

    /// Whether it is an address, of which it can be told whether it is this one.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        address(self.name)
    }
}

fn host<'request>(uri: &'request Uri, headers: &'request HeaderMap) -> Option<&'request str> {
    let told = || {
        headers
            .get(header::HOST)
            .map(|host| host.to_str().unwrap_or("?"))
    };
    uri.authority()
        .map(|authority| authority.as_str())
        .or_else(told)
}

fn address(name: &str) -> Option<IpAddr> {
    let in_brackets = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    match in_brackets {
        Some(name) => name
            .parse::<Ipv6Addr>()
            .ok()
            .map(|address| IpAddr::V6(address).to_canonical()),
        None => name.parse().ok(),
    }
}

/// A name that begins with a dot allows all names that end so.
fn covers(allowed: &str, name: &str) -> bool {
    let allowed = allowed.to_ascii_lowercase();
    if allowed.starts_with('.') {
        name.len() > allowed.len() && name.ends_with(&allowed)
    } else {
        name == allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(host: &str) -> Option<(&str, Option<u16>)> {
        Called::parse(host).map(|Called { name, port }| (name, port))
    }

    #[test]
    fn a_host_is_a_name_and_a_port_unless_it_is_strange() {
        assert_eq!(called("localhost:8000"), Some(("localhost", Some(8000))));
        assert_eq!(called("127.0.0.1"), Some(("127.0.0.1", None)));
        assert_eq!(called("[::1]:8000"), Some(("[::1]", Some(8000))));
        assert_eq!(called("[::1]"), Some(("[::1]", None)));
        for strange in [
            "",
            ":80",
            "a\"b",
            "a b",
            "localhost:",
            "localhost:x",
            "localhost:99999",
            "?",
        ] {
            assert_eq!(called(strange), None, "{strange}");
        }
    }

    #[test]
    fn names_of_this_machine_and_allowed_ones_are_known() {
        let hosts = Hosts::new(vec!["Box.example".to_owned(), ".app.example".to_owned()]);
        let at: IpAddr = "192.0.2.5".parse().unwrap();
        for name in [
            "localhost",
            "LOCALHOST",
            "flags.localhost",
            "127.0.0.1",
            "127.8.8.8",
            "[::1]",
            "192.0.2.5",
            "box.example",
            "BOX.example",
            "a.app.example",
            "a.b.app.example",
        ] {
            assert!(hosts.knows(name, Some(at)), "{name}");
        }
        for name in [
            "evil.example",
            "localhost.evil.example",
            "evillocalhost",
            "127.0.0.1.evil.example",
            "192.0.2.6",
            "0.0.0.0",
            "[::2]",
            "app.example",
            ".app.example",
            "evilapp.example",
            "box.example.evil",
        ] {
            assert!(!hosts.knows(name, Some(at)), "{name}");
        }
    }
}
