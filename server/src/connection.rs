//! One connection: HTTP/1, or what a TLS handshake chooses, until the client leaves, the server stops, its place is needed, or a fate breaks it.

use std::error::Error;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper::{Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::answer::{Answer, text};
use crate::client::{Client, ClientIo};
use crate::places::Place;
use crate::site::{Reset, Site};
use crate::tls::Tls;

/// How long a client may take to send the head of its next request, idle time included.
pub(crate) const MAX_IDLE: Duration = Duration::from_secs(30);

/// How many bytes of a head are read before it is refused, give or take one reading.
pub(crate) const MAX_HEAD: usize = 64 * 1024;

/// How many fields a head may have: as many as are read of one of HTTP/1.
const MAX_FIELDS: usize = 100;

/// Serves `stream` to its end. Once `stopping` turns true the request under way is the last.
///
/// The request's future, or the body being sent, is dropped as soon as the client is seen to be gone: that is how the
/// watchers inside learn of it.
pub(crate) async fn serve(
    stream: TcpStream,
    site: Arc<Site>,
    tls: Option<Tls>,
    place: Arc<Place>,
    mut stopping: watch::Receiver<bool>,
) {
    // Nagle's algorithm would hold back the second half of a split answer; without it a connection still works.
    let _ = stream.set_nodelay(true);
    let at = stream.local_addr().map(|address| address.ip()).ok();
    let client = Client::new(stream);
    let requests = Requests {
        site,
        at,
        watched: tls.is_none().then(|| client.clone()),
        place: Arc::clone(&place),
    };
    match tls {
        Some(tls) => tls.serve(client, requests, &place, &mut stopping).await,
        None => {
            let io = TokioIo::new(ClientIo::new(client.clone()));
            http_1(io, &client, requests, true, &place, &mut stopping).await;
        }
    }
}

/// The same for `io`, which leads to `client`. One that sends no more may still listen, if it `may_half_close`: who listens
/// no more is then seen by [`Client`].
pub(crate) async fn http_1<T: AsyncRead + AsyncWrite + Send + Unpin + 'static>(
    io: TokioIo<T>,
    client: &Client,
    requests: Requests,
    may_half_close: bool,
    place: &Place,
    stopping: &mut watch::Receiver<bool>,
) {
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(MAX_IDLE)
        .max_buf_size(MAX_HEAD)
        .half_close(may_half_close)
        .serve_connection(io, requests);

    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = place.is_needed() => return,
        () = stopped(stopping) => {
            Pin::new(&mut connection).graceful_shutdown();
            (&mut connection).await
        }
    };
    // Other errors are the client's: it sent something else than HTTP, or left, and has no answer to be told in.
    let is_reset = |error: &hyper::Error| {
        let broken = error.source().and_then(|source| source.downcast_ref());
        matches!(broken, Some(Broken::Reset(_)))
    };
    if ended.is_err_and(|error| is_reset(&error)) {
        // Closing with a linger time of zero sends RST. Should that fail, the connection closes without an answer.
        let _ = client.stream().set_zero_linger();
    }
}

/// Resolves once the server stops, which includes that nobody is left to stop it.
pub(crate) async fn stopped(stopping: &mut watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

/// Why a connection ends instead of an answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    #[error(transparent)]
    Reset(#[from] Reset),
    #[error("the client has left")]
    Left,
}

/// Hands each request of a connection to the site.
pub(crate) struct Requests {
    site: Arc<Site>,
    /// The address of ours that the client came to.
    at: Option<IpAddr>,
    /// Who may have left unseen; what opens more than a socket for its client sees that itself.
    watched: Option<Client>,
    place: Arc<Place>,
}

impl Service<Request<Incoming>> for Requests {
    type Response = Answer;
    type Error = Broken;
    type Future = Pin<Box<dyn Future<Output = Result<Answer, Broken>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let (site, at, watched) = (Arc::clone(&self.site), self.at, self.watched.clone());
        let (busy, place) = (self.place.busy(), Arc::clone(&self.place));
        Box::pin(async move {
            if request.headers().len() > MAX_FIELDS {
                return Ok(text(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, None));
            }
            let left = async {
                match &watched {
                    Some(client) => client.left_waiting().await,
                    None => std::future::pending().await,
                }
            };
            let mut answered = tokio::select! {
                biased;
                answered = site.answer(request, at) => answered?,
                () = left => return Err(Broken::Left),
            };
            let body = answered.body_mut();
            body.keeps(busy);
            body.waits(place.untaken());
            if let Some(client) = watched {
                body.stalls_for(async move { client.left_reading().await });
            }
            Ok(answered)
        })
    }
}
