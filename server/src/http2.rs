//! One connection of HTTP/2: many requests at once, with the limits that a connection of HTTP/1 has.

use std::time::Duration;

use hyper::server::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

use crate::client::{Client, MAX_UNTAKEN};
use crate::connection::{MAX_HEAD, MAX_IDLE, Requests, stopped};
use crate::places::Place;

/// How many requests a client may have under way: as many as the page can ask for.
const MAX_AT_ONCE: u32 = 1000;

/// How often a client that is being answered is looked after.
const LOOK: Duration = Duration::from_secs(1);

/// What a client gets to close a connection that is over.
const GRACE: Duration = Duration::from_secs(1);

/// Serves `io`, which leads to `client`, to its end. A client that leaves, or that resets a stream, ends the request's future
/// or its body.
pub(crate) async fn serve<T: AsyncRead + AsyncWrite + Send + Unpin + 'static>(
    io: TokioIo<T>,
    client: &Client,
    requests: Requests,
    place: &Place,
    stopping: &mut watch::Receiver<bool>,
) {
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(MAX_AT_ONCE)
        .max_header_list_size(MAX_HEAD as u32)
        .serve_connection(io, requests);
    let mut connection = std::pin::pin!(connection);
    // Errors are the client's: it spoke something else, or left.
    tokio::select! {
        _ = &mut connection => {}
        () = place.is_needed() => {}
        () = is_stuck(place, client) => {
            connection.as_mut().graceful_shutdown();
            let _ = timeout(GRACE, connection).await;
        }
        () = stopped(stopping) => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// Resolves once a client has asked nothing for too long and takes nothing, or does not take what it asked for.
async fn is_stuck(place: &Place, client: &Client) {
    loop {
        let until = match (place.waits_since(), place.untaken_since()) {
            // What is left of an answer may still be on its way.
            (Some(since), _) => since.max(client.last_took()) + MAX_IDLE,
            (None, Some(since)) if since.elapsed() >= MAX_UNTAKEN => return,
            (None, _) => Instant::now() + LOOK,
        };
        if until <= Instant::now() {
            return;
        }
        sleep_until(until).await;
    }
}
