//! The dumbest of static hosts: files below a sub-path, no special headers, nothing else.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::places;

/// Makes of a file and its content what is answered.
pub type Edit = fn(&Path, Vec<u8>) -> Vec<u8>;

/// Serves the built site below a sub-path until it is dropped or stopped.
pub struct StaticHost {
    /// The site's address, with the sub-path and a final slash.
    pub address: String,
    port: u16,
    stopped: Arc<AtomicBool>,
}

impl StaticHost {
    /// Starts on a free port of the loopback address, where browsers allow service workers.
    ///
    /// # Panics
    /// When no port can be had, or the site is not built.
    #[must_use]
    pub fn start(sub_path: &str) -> Self {
        Self::start_edited(sub_path, |_, content| content)
    }

    /// The same; `edit` may change what is answered, by the file's place in the site.
    ///
    /// # Panics
    /// When no port can be had, or the site is not built.
    #[must_use]
    pub fn start_edited(sub_path: &str, edit: Edit) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let stopped = Arc::new(AtomicBool::new(false));
        let (site, prefix) = (places::dist(), format!("/{sub_path}/"));
        let address = format!("http://127.0.0.1:{port}{prefix}");
        let until = Arc::clone(&stopped);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if until.load(Ordering::SeqCst) {
                    break;
                }
                let (site, prefix) = (site.clone(), prefix.clone());
                // A browser that goes away in the middle of an answer is no matter of the test's.
                thread::spawn(move || answer(stream, &site, &prefix, edit).ok());
            }
        });
        Self {
            address,
            port,
            stopped,
        }
    }

    /// Stops answering, as a network that goes away.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the loop, which then drops the listener.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

impl Drop for StaticHost {
    fn drop(&mut self) {
        self.stop();
    }
}

fn answer(mut stream: TcpStream, site: &Path, prefix: &str, edit: Edit) -> io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let target = request.split(' ').nth(1).unwrap_or_default();
    let path = target.split(['?', '#']).next().unwrap_or_default();
    match path.strip_prefix(prefix).and_then(|path| file(site, path)) {
        Some((file, content)) => {
            let content = edit(&file, content);
            let kind = media_type(&file);
            let length = content.len();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            )?;
            stream.write_all(&content)
        }
        None => stream
            .write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    }
}

fn file(site: &Path, path: &str) -> Option<(PathBuf, Vec<u8>)> {
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let file = site.join(path);
    let content = plain.then(|| fs::read(&file).ok())??;
    Some((file, content))
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("gif") => "image/gif",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
