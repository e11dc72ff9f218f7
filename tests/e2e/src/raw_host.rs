//! A server that answers what a test tells it to, byte by byte: also what no good server answers.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::secure;

/// What becomes of a request.
#[derive(Clone, Debug)]
pub enum Raw {
    /// These bytes, then the end of the connection.
    Bytes(String),
    /// These bytes, then nothing more for as long as the client holds the connection.
    Stalled(String),
    /// The connection is reset.
    Reset,
}

impl Raw {
    /// A small picture with these further header lines, each with its end of line.
    #[must_use]
    pub fn flag(headers: &str) -> Self {
        let body = "<svg xmlns='http://www.w3.org/2000/svg'/>";
        let length = body.len();
        Self::Bytes(format!(
            "HTTP/1.1 200 OK\r\nContent-Type: image/svg+xml\r\nContent-Length: {length}\r\n{headers}\
             Connection: close\r\n\r\n{body}"
        ))
    }

    /// An answer without a body, that any page may read.
    #[must_use]
    pub fn status(status: &str, headers: &str) -> Self {
        Self::Bytes(format!(
            "HTTP/1.1 {status}\r\n{ANYBODY}Content-Length: 0\r\n{headers}Connection: close\r\n\r\n"
        ))
    }
}

/// The header by which any page may read an answer.
pub const ANYBODY: &str = "Access-Control-Allow-Origin: *\r\n";

/// Answers until it is dropped.
pub struct RawHost {
    /// Its address, without a slash at the end.
    pub address: String,
    port: u16,
    targets: Arc<Mutex<Vec<String>>>,
    stopped: Arc<AtomicBool>,
}

impl RawHost {
    /// Starts on a free port of the loopback address; `answer` tells what becomes of a request for a
    /// path with its query.
    ///
    /// # Panics
    /// When no port can be had.
    #[must_use]
    pub fn start(answer: impl Fn(&str) -> Raw + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let (stopped, targets) = (Arc::<AtomicBool>::default(), Arc::<Mutex<_>>::default());
        let answer = Arc::new(answer);
        let (until, seen) = (Arc::clone(&stopped), Arc::clone(&targets));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if until.load(Ordering::SeqCst) {
                    break;
                }
                let (answer, seen) = (Arc::clone(&answer), Arc::clone(&seen));
                // A browser that goes away in the middle of an answer is no matter of the test's.
                thread::spawn(move || serve(stream, &*answer, &seen).ok());
            }
        });
        Self {
            address: format!("http://127.0.0.1:{port}"),
            port,
            targets,
            stopped,
        }
    }

    /// How many requests have come for a path, whatever their query.
    #[must_use]
    pub fn requests(&self, path: &str) -> usize {
        let targets = self.targets.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |target: &&String| target.split('?').next() == Some(path);
        targets.iter().filter(same).count()
    }

    /// Its address by a name that is no loopback address to the browser.
    #[must_use]
    pub fn by_name(&self) -> String {
        format!("http://flags.{}:{}", secure::NAMES, self.port)
    }

    /// An address at which nobody listens.
    ///
    /// # Panics
    /// When no port can be had.
    #[must_use]
    pub fn nobody() -> String {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        format!("http://127.0.0.1:{port}")
    }
}

impl Drop for RawHost {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the loop, which then drops the listener.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn serve(
    mut stream: TcpStream,
    answer: &dyn Fn(&str) -> Raw,
    seen: &Mutex<Vec<String>>,
) -> io::Result<()> {
    // Only looked at: a connection that is closed over bytes nobody read is reset.
    let mut head = [0; 8192];
    let length = loop {
        match stream.peek(&mut head)? {
            0 => return Ok(()),
            length if head[..length].ends_with(b"\r\n\r\n") => break length,
            _ => thread::yield_now(),
        }
    };
    let text = String::from_utf8_lossy(&head[..length]);
    let target = text.split(' ').nth(1).unwrap_or_default();
    let mut targets = seen.lock().unwrap_or_else(PoisonError::into_inner);
    targets.push(target.to_owned());
    drop(targets);
    let (bytes, stalls) = match answer(target) {
        Raw::Reset => return Ok(()),
        Raw::Bytes(bytes) => (bytes, false),
        Raw::Stalled(bytes) => (bytes, true),
    };
    stream.read_exact(&mut vec![0; length])?;
    stream.write_all(bytes.as_bytes())?;
    if stalls {
        // Until the client goes.
        stream.read_to_end(&mut Vec::new())?;
    }
    Ok(())
}
