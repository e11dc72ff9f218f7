//! The dumbest of static hosts: files below a sub-path, no special headers, nothing else; and the manners that such hosts
//! have.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustls::ServerConfig;

use crate::places;
use crate::release::Release;
use crate::secure;

/// Makes of a file and its content what is answered.
pub type Edit = fn(&Path, Vec<u8>) -> Vec<u8>;

/// How a host answers, beside having the files.
#[derive(Clone, Default)]
pub struct Manners {
    /// Redirects `index.html` to its folder.
    pub redirects_index: bool,
    /// What it says in `Cache-Control`.
    pub cache_control: Option<&'static str>,
    /// Sends the headers by which a page is isolated: what measures memory works only there.
    pub isolates: bool,
    /// How long it takes for each answer.
    pub delay: Duration,
    /// A file, by its path or its name, that it answers with a status instead.
    pub fails: Option<(&'static str, u16)>,
    /// A file it never answers.
    pub silent: Option<&'static str>,
    /// A file that it has so many times more, in whatever folder, and then no longer.
    pub runs_out: Option<(&'static str, usize)>,
    /// Which version of the site it has.
    pub release: Release,
    /// Another folder below which the site lies too.
    pub copy: Option<&'static str>,
    /// Another project, which has taken the place of the site: its files by name, a start page first.
    pub other_project: &'static [(&'static str, &'static str)],
    edit: Option<Edit>,
}

const ISOLATING: &str =
    "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";

/// Serves the built site below a sub-path until it is dropped or stopped.
pub struct StaticHost {
    /// The site's address, with the sub-path and a final slash.
    pub address: String,
    port: u16,
    manners: Arc<(Mutex<Manners>, Condvar)>,
    stopped: Arc<AtomicBool>,
}

impl StaticHost {
    /// Starts on a free port of the loopback address, where browsers allow service workers.
    ///
    /// # Panics
    /// When no port can be had, or the site is not built.
    #[must_use]
    pub fn start(sub_path: &str) -> Self {
        Self::start_as(places::dist(), sub_path, None)
    }

    /// The same by https, under a name that is no loopback address to the browser.
    ///
    /// # Panics
    /// When no port can be had, or the site is not built.
    #[must_use]
    pub fn start_secure(sub_path: &str) -> Self {
        Self::start_as(places::dist(), sub_path, Some(secure::config()))
    }

    /// The files of another folder.
    ///
    /// # Panics
    /// When no port can be had.
    #[must_use]
    pub fn start_of(folder: PathBuf, sub_path: &str) -> Self {
        Self::start_as(folder, sub_path, None)
    }

    fn start_as(root: PathBuf, sub_path: &str, tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let stopped = Arc::new(AtomicBool::new(false));
        let manners = Arc::<(Mutex<Manners>, Condvar)>::default();
        let site = Site {
            root,
            sub_path: sub_path.to_owned(),
            manners: Arc::clone(&manners),
        };
        let address = match &tls {
            None => format!("http://127.0.0.1:{port}/{sub_path}/"),
            Some(_) => format!("https://site.{}:{port}/{sub_path}/", secure::NAMES),
        };
        let until = Arc::clone(&stopped);
        thread::spawn(move || {
            let site = Arc::new(site);
            for stream in listener.incoming().flatten() {
                if until.load(Ordering::SeqCst) {
                    break;
                }
                let (site, tls) = (Arc::clone(&site), tls.clone());
                // A browser that goes away in the middle of an answer is no matter of the test's.
                thread::spawn(move || {
                    match tls {
                        None => site.answer(stream),
                        Some(tls) => site.answer(secure::accept(&tls, stream)?),
                    }
                    .ok();
                    io::Result::Ok(())
                });
            }
        });
        Self {
            address,
            port,
            manners,
            stopped,
        }
    }

    /// The same; `edit` may change what is answered, by the file's place in the site.
    ///
    /// # Panics
    /// When no port can be had, or the site is not built.
    #[must_use]
    pub fn start_edited(sub_path: &str, edit: Edit) -> Self {
        let host = Self::start(sub_path);
        host.behave(|manners| manners.edit = Some(edit));
        host
    }

    /// Changes how it answers from now on.
    pub fn behave(&self, change: impl FnOnce(&mut Manners)) {
        let (manners, changed) = &*self.manners;
        change(&mut manners.lock().unwrap_or_else(PoisonError::into_inner));
        changed.notify_all();
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

struct Site {
    root: PathBuf,
    sub_path: String,
    manners: Arc<(Mutex<Manners>, Condvar)>,
}

/// Whether a path is this one, or ends with this name.
fn is_named(path: &str, file: &str) -> bool {
    path == file || path.rsplit('/').next() == Some(file)
}

impl Site {
    fn answer(&self, stream: impl Read + Write) -> io::Result<()> {
        let mut stream = BufReader::new(stream);
        let (mut request, mut line) = (String::new(), String::new());
        stream.read_line(&mut request)?;
        while stream.read_line(&mut line)? > "\r\n".len() {
            line.clear();
        }
        let stream = stream.get_mut();
        let target = request.split(' ').nth(1).unwrap_or_default();
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let (manners, is_out) = self.manners_for(path);
        thread::sleep(manners.delay);
        if is_out {
            return status(stream, 404, "");
        }
        let Some(path) = self.below(path, manners.copy) else {
            return status(stream, 404, "");
        };
        if let Some((_, code)) = manners.fails.filter(|(file, _)| is_named(path, file)) {
            return status(stream, code, "");
        }
        if manners.silent.is_some_and(|file| is_of(path, file)) {
            // Until it is to answer again: then the browser asks anew, and nobody waits for this one.
            let silent =
                |manners: &mut Manners| manners.silent.is_some_and(|file| is_of(path, file));
            let manners = self
                .manners
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            drop(self.manners.1.wait_while(manners, silent));
            return Ok(());
        }
        if manners.redirects_index && path == "index.html" {
            return status(stream, 301, "Location: ./\r\n");
        }
        match self.file(path, &manners) {
            Some((kind, content)) => {
                let length = content.len();
                let caching = manners.cache_control;
                let caching =
                    caching.map_or_else(String::new, |say| format!("Cache-Control: {say}\r\n"));
                let isolating = if manners.isolates { ISOLATING } else { "" };
                write!(
                    stream,
                    "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{caching}{isolating}Connection: close\r\n\r\n"
                )?;
                stream.write_all(&content)
            }
            None => status(stream, 404, ""),
        }
    }

    /// The manners for now, and whether the file of this path has run out.
    fn manners_for(&self, path: &str) -> (Manners, bool) {
        let mut manners = self
            .manners
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut is_out = false;
        if let Some((_, left)) = (manners.runs_out.as_mut()).filter(|(file, _)| is_of(path, file)) {
            is_out = *left == 0;
            *left = left.saturating_sub(1);
        }
        (manners.clone(), is_out)
    }

    /// The path below the site's folder, or below its copy.
    fn below<'path>(&self, path: &'path str, copy: Option<&str>) -> Option<&'path str> {
        let mut folders = [Some(self.sub_path.as_str()), copy].into_iter().flatten();
        folders.find_map(|folder| {
            path.strip_prefix('/')?
                .strip_prefix(folder)?
                .strip_prefix('/')
        })
    }

    fn file(&self, path: &str, manners: &Manners) -> Option<(&'static str, Vec<u8>)> {
        let path = if path.is_empty() { "index.html" } else { path };
        if !manners.other_project.is_empty() {
            let mut files = manners.other_project.iter();
            let (name, text) = files.find(|(name, _)| *name == path)?;
            return Some((media_type(Path::new(name)), text.as_bytes().to_vec()));
        }
        let path = manners.release.built(path)?;
        let path = Path::new(&path);
        let plain = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let file = self.root.join(path);
        let content = plain.then(|| fs::read(&file).ok())??;
        let content = manners.release.told(path, content);
        let content = match manners.edit {
            Some(edit) => edit(&file, content),
            None => content,
        };
        Some((media_type(&file), content))
    }
}

/// Whether it is the path of this file, in whatever folder.
fn is_of(path: &str, file: &str) -> bool {
    path.strip_suffix(file)
        .is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

fn status(stream: &mut impl Write, code: u16, headers: &str) -> io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {code} Status\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n"
    )
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
