//! `/servers.json`: where the three origins serve flags, for a page that knows only its own.

use std::net::SocketAddr;

use hyper::header::{self, HeaderMap};

use crate::config::Origin;

/// The addresses as JSON, at the host name this request used: a page at `localhost` stays there.
pub(crate) fn json(addresses: &[SocketAddr; 3], headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .and_then(host_name);
    let entry = |(origin, address): (&Origin, &SocketAddr)| {
        let host = host.map_or_else(|| host_of(*address), ToOwned::to_owned);
        format!(
            "\"{}\":\"http://{host}:{}/flags\"",
            origin.name(),
            address.port()
        )
    };
    let entries: Vec<_> = Origin::ALL.iter().zip(addresses).map(entry).collect();
    format!("{{{}}}\n", entries.join(","))
}

/// The address as the host of a URL.
pub(crate) fn host_of(address: SocketAddr) -> String {
    match address {
        SocketAddr::V4(address) => address.ip().to_string(),
        SocketAddr::V6(address) => format!("[{}]", address.ip()),
    }
}

/// The host of a `Host` header without its port, if it consists of what host names and addresses consist of.
fn host_name(host: &str) -> Option<&str> {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]_".contains(&byte);
    (!name.is_empty() && name.bytes().all(plain)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_header_gives_its_name_unless_it_is_strange() {
        assert_eq!(host_name("localhost:8000"), Some("localhost"));
        assert_eq!(host_name("127.0.0.1"), Some("127.0.0.1"));
        assert_eq!(host_name("[::1]:8000"), Some("[::1]"));
        assert_eq!(host_name("[::1]"), Some("[::1]"));
        assert_eq!(host_name("a\"b"), None);
        assert_eq!(host_name(":80"), None);
    }
}
