//! Starting all three origins, and stopping them.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;
use crate::chance::Chance;
use crate::config::{Config, Origin, StartError};
use crate::flags::Flags;
use crate::hosts::Hosts;
use crate::listener::{accept, listen};
use crate::servers::host_of;
use crate::site::Site;
use crate::stats::Stats;

/// A server that runs. Dropping it ends it at once; [`Running::stop`] lets requests under way finish.
#[derive(Debug)]
#[must_use = "dropping it stops the server"]
pub struct Running {
    addresses: [SocketAddr; 3],
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
        max_connections,
        seed,
        verbose,
    } = config;
    if port > u16::MAX - 2 {
        return Err(StartError::PortTooHigh(port));
    }
    let flags = Arc::new(Flags::read(&flags)?);
    let port_of = |index| if port == 0 { 0 } else { port + index };
    let sockets = [
        listen(host, port_of(0))?,
        listen(host, port_of(1))?,
        listen(host, port_of(2))?,
    ];
    let mut addresses = [SocketAddr::new(host, port); 3];
    for (address, socket) in addresses.iter_mut().zip(&sockets) {
        *address =
            socket
                .local_addr()
                .map_err(|source| StartError::Listen { host, port, source })?;
    }

    let outside = public.iter().flatten().map(|public| public.host.clone());
    let hosts = Hosts::new(allowed_hosts.into_iter().chain(outside).collect());
    let public = public.map(|public| public.map(|public| public.url));
    let seed = seed.unwrap_or_else(|| fastrand::u64(..));
    let (stopping, _) = watch::channel(false);
    let mut listeners = JoinSet::new();
    for ((origin, socket), address) in Origin::ALL.into_iter().zip(sockets).zip(addresses) {
        let site = Site {
            addresses,
            public: public.clone(),
            hosts: hosts.clone(),
            port: address.port(),
            app: (origin == Origin::Local).then(|| App::new(app.clone())),
            flags: Arc::clone(&flags),
            chance: match origin {
                Origin::Local => None,
                Origin::Delay => Some(Chance::new(seed, delay, None)),
                Origin::Error => Some(Chance::new(seed, delay, Some(error_rate))),
            },
            stats: Stats::default(),
            verbose,
        };
        listeners.spawn(accept(
            socket,
            Arc::new(site),
            max_connections,
            stopping.subscribe(),
        ));
    }
    Ok(Running {
        addresses,
        stopping,
        listeners,
    })
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
        let mut address = self.address(origin);
        if address.ip().is_unspecified() {
            address.set_ip(if address.is_ipv4() {
                std::net::Ipv4Addr::LOCALHOST.into()
            } else {
                std::net::Ipv6Addr::LOCALHOST.into()
            });
        }
        format!("http://{}:{}", host_of(address), address.port())
    }

    /// Takes no more connections, gives requests under way a second to finish, closes what is left.
    pub async fn stop(mut self) {
        self.stopping.send_replace(true);
        while self.listeners.join_next().await.is_some() {}
    }
}
