//! `/servers.json`: where the three origins serve flags, for a page that knows only its own.

use std::net::{IpAddr, SocketAddr};

use hyper::Request;

use crate::config::Origin;
use crate::hosts::Called;

/// How the ports of ours are spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Http,
    Https,
}

impl Scheme {
    /// As in a URL.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    const fn usual_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// What a proxy or a tunnel adds to the requests it passes on.
const FORWARDED: [&str; 5] = [
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
];

/// The origins as JSON, those that can be reached from where the request came.
///
/// Who came straight to a port of ours at the address `at` reaches all three, at the name this request used: a page at
/// `localhost` stays there. Behind a proxy, a tunnel or a forwarded port nothing is known of the other two but what
/// `public` says, and LOCAL is where the page itself is.
pub(crate) fn json<B>(
    request: &Request<B>,
    at: Option<IpAddr>,
    scheme: Scheme,
    addresses: &[SocketAddr; 3],
    public: &[Option<String>; 3],
) -> String {
    let called = Called::of(request);
    let is_forwarded = FORWARDED
        .iter()
        .any(|name| request.headers().contains_key(*name));
    let is_straight = called.is_none_or(|called| {
        let is_here = called.address().is_none_or(|address| at == Some(address));
        let is_port = addresses
            .iter()
            .any(|address| address.port() == called.port.unwrap_or(scheme.usual_port()));
        is_port && is_here
    });
    let reached = Origin::ALL.into_iter().filter_map(|origin| {
        let base = if is_straight && !is_forwarded {
            let address = addresses[origin as usize];
            let host = called.map_or_else(|| host_of(address), |called| called.name.to_owned());
            format!("{}://{host}:{}/flags", scheme.name(), address.port())
        } else {
            match (&public[origin as usize], origin) {
                (Some(url), _) => format!("{url}/flags"),
                (None, Origin::Local) => "flags".to_owned(),
                (None, _) => return None,
            }
        };
        Some(format!("\"{}\":\"{base}\"", origin.name()))
    });
    let entries: Vec<_> = reached.collect();
    format!("{{{}}}\n", entries.join(","))
}

/// The address as the host of a URL.
pub(crate) fn host_of(address: SocketAddr) -> String {
    match address {
        SocketAddr::V4(address) => address.ip().to_string(),
        SocketAddr::V6(address) => format!("[{}]", address.ip()),
    }
}
