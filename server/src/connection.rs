//! One connection: HTTP/1 until the client leaves, the server stops, or a fate breaks it.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::answer::Answer;
use crate::site::{Reset, Site};

/// How long a client may take to send the head of its next request, idle time included.
const MAX_IDLE: Duration = Duration::from_secs(75);

/// Serves `stream` to its end. Once `stopping` turns true the request under way is the last.
///
/// hyper drops the request's future, or the body being sent, as soon as it sees the client gone: that is how the
/// watchers inside learn of it.
pub(crate) async fn serve(stream: TcpStream, site: Arc<Site>, mut stopping: watch::Receiver<bool>) {
    // Nagle's algorithm would hold back the second half of a split answer; without it a connection still works.
    let _ = stream.set_nodelay(true);
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(MAX_IDLE)
        .serve_connection(TokioIo::new(stream), Requests(site));

    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = stopped(&mut stopping) => {
            Pin::new(&mut connection).graceful_shutdown();
            (&mut connection).await
        }
    };
    // Other errors are the client's: it sent something else than HTTP, or left, and has no answer to be told in.
    if ended.is_err_and(|error| error.source().is_some_and(|source| source.is::<Reset>())) {
        // Closing with a linger time of zero sends RST. Should that fail, the connection closes without an answer.
        let _ = connection.into_parts().io.inner().set_zero_linger();
    }
}

/// Resolves once the server stops, which includes that nobody is left to stop it.
pub(crate) async fn stopped(stopping: &mut watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

/// Hands each request of a connection to the site.
struct Requests(Arc<Site>);

impl Service<Request<Incoming>> for Requests {
    type Response = Answer;
    type Error = Reset;
    type Future = Pin<Box<dyn Future<Output = Result<Answer, Reset>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let site = Arc::clone(&self.0);
        Box::pin(async move { site.answer(request).await })
    }
}
