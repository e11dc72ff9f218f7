//! Starting all three origins, and stopping them.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;
use crate::chance::Chance;
use crate::config::{Config, Origin, StartError};
use crate::flags::Flags;
use crate::hosts::Hosts;
use crate::listener::{accept, listen};
use crate::servers::{Scheme, host_of};
use crate::site::Site;
use crate::stats::Stats;
use crate::tls::Identity;

/// A server that runs. Dropping it ends it at once; [`Running::stop`] lets requests under way finish.
#[derive(Debug)]
#[must_use = "dropping it stops the server"]
pub struct Running {
    addresses: [SocketAddr; 3],
    scheme: Scheme,
    http_1: Option<SocketAddr>,
    certificate: Option<Vec<u8>>,
    stopping: watch::Sender<bool>,
    listeners: JoinSet<()>,
}

/// Starts the three origins on the current tokio runtime; once this returns, all of them take connections.
///
/// # Errors
/// A port that is in use or cannot be had, or flags that cannot be read; see [`StartError`].
pub async fn start(config: Config) -> Result<Running, StartError> {
    let Config {
        host,
        port,
        app,
        flags,
        delay,
        error_rate,
        allowed_hosts,
        public,
        tls,
        max_connections,
        seed,
        verbose,
    } = config;
    let needed = if tls { 4 } else { 3 };
    if port > u16::MAX - (needed - 1) {
        return Err(StartError::PortTooHigh { port, needed });
    }
    let identity = match tls {
        true => Some(Identity::new(host, &allowed_hosts)?),
        false => None,
    };
    let tls_of = |offers_http_2| {
        let identity = identity.as_ref();
        identity
            .map(|identity| identity.tls(offers_http_2))
            .transpose()
    };
    let (tls, tls_1) = (tls_of(true)?, tls_of(false)?);
    let scheme = match tls {
        Some(_) => Scheme::Https,
        None => Scheme::Http,
    };
    let flags = Arc::new(Flags::read(&flags)?);
    let port_of = |index| if port == 0 { 0 } else { port + index };
    let sockets = [
        listen(host, port_of(0))?,
        listen(host, port_of(1))?,
        listen(host, port_of(2))?,
    ];
    let mut addresses = [SocketAddr::new(host, port); 3];
    for (address, socket) in addresses.iter_mut().zip(&sockets) {
        *address = address_of(socket, host, port)?;
    }
    let socket_1 = match tls {
        Some(_) => Some(listen(host, port_of(3))?),
        None => None,
    };
    let http_1 = match &socket_1 {
        Some(socket) => Some(address_of(socket, host, port)?),
        None => None,
    };

    let outside = public.iter().flatten().map(|public| public.host.clone());
    let hosts = Hosts::new(allowed_hosts.into_iter().chain(outside).collect());
    let public = public.map(|public| public.map(|public| public.url));
    let seed = seed.unwrap_or_else(|| fastrand::u64(..));
    let (stopping, _) = watch::channel(false);
    let mut listeners = JoinSet::new();
    let site = |origin, address: SocketAddr| Site {
        scheme,
        addresses,
        public: public.clone(),
        hosts: hosts.clone(),
        port: address.port(),
        app: (origin == Some(Origin::Local)).then(|| App::new(app.clone())),
        flags: Arc::clone(&flags),
        chance: match origin {
            None | Some(Origin::Local) => None,
            Some(Origin::Delay) => Some(Chance::new(seed, delay, None)),
            Some(Origin::Error) => Some(Chance::new(seed, delay, Some(error_rate))),
        },
        stats: Stats::default(),
        verbose,
    };
    let origins = Origin::ALL.into_iter().zip(sockets).zip(addresses);
    let all = (origins
        .map(|((origin, socket), address)| (socket, site(Some(origin), address), tls.clone())))
    .chain((socket_1.zip(http_1)).map(|(socket, address)| (socket, site(None, address), tls_1)));
    for (socket, site, tls) in all {
        let (site, stopping) = (Arc::new(site), stopping.subscribe());
        listeners.spawn(accept(socket, site, tls, max_connections, stopping));
    }
    Ok(Running {
        addresses,
        scheme,
        http_1,
        certificate: identity.map(|identity| identity.certificate().to_vec()),
        stopping,
        listeners,
    })
}

fn address_of(socket: &TcpListener, host: IpAddr, port: u16) -> Result<SocketAddr, StartError> {
    let address = socket.local_addr();
    address.map_err(|source| StartError::Listen { host, port, source })
}

impl Running {
    /// Where `origin` listens.
    #[must_use]
    pub const fn address(&self, origin: Origin) -> SocketAddr {
        self.addresses[origin as usize]
    }

    /// The URL of `origin` without a path, such as `http://127.0.0.1:8001`. Listening on every address of this
    /// machine, it names the loopback one.
    #[must_use]
    pub fn url(&self, origin: Origin) -> String {
        self.url_at(self.address(origin))
    }

    /// The URL of the port that serves flags over HTTP/1.1 alone; none without [`Config::tls`].
    #[must_use]
    pub fn http_1_url(&self) -> Option<String> {
        self.http_1.map(|address| self.url_at(address))
    }

    /// The certificate by which clients know this server, in DER; none without [`Config::tls`].
    #[must_use]
    pub fn certificate(&self) -> Option<&[u8]> {
        self.certificate.as_deref()
    }

    fn url_at(&self, mut address: SocketAddr) -> String {
        if address.ip().is_unspecified() {
            address.set_ip(if address.is_ipv4() {
                std::net::Ipv4Addr::LOCALHOST.into()
            } else {
                std::net::Ipv6Addr::LOCALHOST.into()
            });
        }
        let (scheme, host, port) = (self.scheme.name(), host_of(address), address.port());
        format!("{scheme}://{host}:{port}")
    }

    /// Takes no more connections, gives requests under way a second to finish, closes what is left.
    pub async fn stop(mut self) {
        self.stopping.send_replace(true);
        while self.listeners.join_next().await.is_some() {}
    }
}
