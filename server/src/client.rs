//! The socket of a client: what it sends, what it takes, and whether it is still there while it waits.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, Interest, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

/// How long a client may take none of an answer.
pub(crate) const MAX_UNTAKEN: Duration = Duration::from_secs(30);

/// How often a client that sends no more is looked after.
const LOOK: Duration = Duration::from_millis(25);

/// What every answer begins with.
const FIRST: u8 = b'H';

/// The socket, shared by what serves the connection and by what watches whether its client is there.
#[derive(Clone)]
pub(crate) struct Client(Arc<Shared>);

struct Shared {
    stream: TcpStream,
    /// The first byte of the next answer has been sent already.
    begun: AtomicBool,
    /// When it last took something.
    took: Mutex<Instant>,
}

impl Client {
    pub(crate) fn new(stream: TcpStream) -> Self {
        Self(Arc::new(Shared {
            stream,
            begun: AtomicBool::new(false),
            took: Mutex::new(Instant::now()),
        }))
    }

    pub(crate) fn stream(&self) -> &TcpStream {
        &self.0.stream
    }

    /// When it last took something, or else when it came.
    #[cfg(feature = "tls")]
    pub(crate) fn last_took(&self) -> Instant {
        *(self.0.took.lock()).unwrap_or_else(PoisonError::into_inner)
    }

    /// Resolves once the client has left while it waits for the first byte of an answer.
    ///
    /// One that sends no more may still listen, or be gone: both look alike until something is sent. So the first byte of
    /// the answer is, since all answers begin alike, and who is gone refuses it.
    pub(crate) async fn left_waiting(&self) {
        if self.sends_no_more().await.is_ok() {
            self.0.begun.store(true, Ordering::Relaxed);
            if !matches!(self.stream().try_write(&[FIRST]), Ok(1)) {
                return;
            }
            while let Ok(None) = self.stream().take_error() {
                sleep(LOOK).await;
            }
        }
    }

    /// Resolves once the client has left, or will send no more, while an answer is under way.
    pub(crate) async fn left_reading(&self) {
        // An error is its leaving too.
        let _ = self.sends_no_more().await;
    }

    /// Resolves once the client has closed its sending half; never, if it has sent more than the request.
    async fn sends_no_more(&self) -> io::Result<()> {
        loop {
            self.stream().ready(Interest::READABLE).await?;
            match self.stream().peek(&mut [0]).await {
                Ok(0) => return Ok(()),
                Ok(_) => std::future::pending().await,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// The same for the connection, which reads requests and writes answers.
pub(crate) struct ClientIo {
    client: Client,
    /// Runs while the client takes nothing.
    patience: Option<Pin<Box<Sleep>>>,
}

impl ClientIo {
    pub(crate) const fn new(client: Client) -> Self {
        Self {
            client,
            patience: None,
        }
    }

    fn poll_written(
        &mut self,
        context: &mut Context<'_>,
        write: impl Fn(&TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        let stream = self.client.stream();
        loop {
            if stream.poll_write_ready(context)?.is_pending() {
                let patience = self
                    .patience
                    .get_or_insert_with(|| Box::pin(sleep(MAX_UNTAKEN)));
                ready!(patience.as_mut().poll(context));
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            match write(stream) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                written => {
                    self.patience = None;
                    let took = self.client.0.took.lock();
                    *took.unwrap_or_else(PoisonError::into_inner) = Instant::now();
                    return Poll::Ready(written);
                }
            }
        }
    }
}

impl AsyncRead for ClientIo {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let stream = self.client.stream();
        loop {
            ready!(stream.poll_read_ready(context))?;
            match stream.try_read(buffer.initialize_unfilled()) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                read => return Poll::Ready(read.map(|length| buffer.advance(length))),
            }
        }
    }
}

impl AsyncWrite for ClientIo {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let begun = &self.client.0.begun;
        if bytes.first() == Some(&FIRST) && begun.swap(false, Ordering::Relaxed) {
            return Poll::Ready(Ok(1));
        }
        self.poll_written(context, |stream| stream.try_write(bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.client.0.begun.load(Ordering::Relaxed) {
            let first = parts.iter().find(|part| !part.is_empty());
            return self.poll_write(context, first.map_or(&[], |part| part));
        }
        self.poll_written(context, |stream| stream.try_write_vectored(parts))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    /// The socket closes when the last who shares it has dropped it, which is right after this.
    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;
    use tokio::net::TcpListener;
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_takes_nothing_of_an_answer_is_given_up() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let silent = TcpStream::connect(listener.local_addr().unwrap());
        let (silent, accepted) = tokio::join!(silent, listener.accept());
        let mut answering = ClientIo::new(Client::new(accepted.unwrap().0));
        let began = Instant::now();
        let ended = loop {
            // First the buffers of the system fill.
            if let Err(error) = answering.write(&[0; 65536]).await {
                break error;
            }
        };
        assert_eq!(ended.kind(), io::ErrorKind::TimedOut);
        assert!(began.elapsed() >= MAX_UNTAKEN);
        drop(silent);
    }
}
