//! Listening: a socket with room for many connections at once, and the loop that takes them.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::config::StartError;
use crate::connection;
use crate::places::Places;
use crate::site::Site;
use crate::tls::Tls;

/// Connections the system keeps for us until they are taken. With the usual handful, hundreds of clients starting
/// at the same moment see refusals and time-outs that have nothing to do with the fates they were given.
const BACKLOG: u32 = 1024;

/// What requests under way get to finish once the server stops.
const GRACE: Duration = Duration::from_secs(1);

/// The pause after a failed accept, typically for want of file descriptors: they come back as connections end.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);

/// Starts to listen.
pub(crate) fn listen(host: IpAddr, port: u16) -> Result<TcpListener, StartError> {
    let open = || {
        let address = SocketAddr::new(host, port);
        let socket = if host.is_ipv4() {
            TcpSocket::new_v4()
        } else {
            TcpSocket::new_v6()
        }?;
        // Elsewhere than on Windows this lets a restarted server have its port back at once, and no more.
        if cfg!(not(windows)) {
            socket.set_reuseaddr(true)?;
        }
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    open().map_err(|source: io::Error| match source.kind() {
        io::ErrorKind::AddrInUse => StartError::PortInUse { host, port },
        _ => StartError::Listen { host, port, source },
    })
}

/// Serves connections until `stopping` turns true; then lets the requests under way finish, but not for long.
/// Dropping this future closes everything at once.
pub(crate) async fn accept(
    listener: TcpListener,
    site: Arc<Site>,
    tls: Option<Tls>,
    max_connections: usize,
    mut stopping: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    let mut places = Places::default();
    loop {
        // One more is taken before room is made for it: who waits longest is closed for somebody, never for nothing.
        let is_crowded = connections.len() > max_connections;
        tokio::select! {
            accepted = listener.accept(), if !is_crowded => match accepted {
                Ok((stream, _)) => {
                    let place = places.take();
                    let (site, tls) = (Arc::clone(&site), tls.clone());
                    connections.spawn(connection::serve(stream, site, tls, place, stopping.clone()));
                }
                Err(_) => {
                    // Whether or not there is anybody to close.
                    let _ = timeout(ACCEPT_PAUSE, places.make_room()).await;
                    sleep(ACCEPT_PAUSE).await;
                }
            },
            Some(_) = connections.join_next() => {}
            // As many as are too many: who has been asked to leave is still there until it is seen to be gone.
            () = places.make_room(), if places.kept() > max_connections => {}
            () = connection::stopped(&mut stopping) => break,
        }
    }
    drop(listener);
    let _ = timeout(GRACE, async {
        while connections.join_next().await.is_some() {}
    })
    .await;
}
