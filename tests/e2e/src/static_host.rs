//! The dumbest of static hosts: files below a sub-path, no special headers, nothing else; and the manners that such hosts
//! have.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::places;
use crate::release::Release;

/// Makes of a file and its content what is answered.
pub type Edit = fn(&Path, Vec<u8>) -> Vec<u8>;

/// How a host answers, beside having the files.
#[derive(Clone, Default)]
pub struct Manners {
    /// Redirects `index.html` to its folder.
    pub redirects_index: bool,
    /// What it says in `Cache-Control`.
    pub cache_control: Option<&'static str>,
    /// How long it takes for each answer.
    pub delay: Duration,
    /// A file it answers with a status instead.
    pub fails: Option<(&'static str, u16)>,
    /// A file it never answers.
    pub silent: Option<&'static str>,
    /// Which version of the site it has.
    pub release: Release,
    /// Another folder below which the site lies too.
    pub copy: Option<&'static str>,
    /// Another project, which has taken the place of the site: its files by name, a start page first.
    pub other_project: &'static [(&'static str, &'static str)],
    edit: Option<Edit>,
}

/// Serves the built site below a sub-path until it is dropped or stopped.
pub struct StaticHost {
    /// The site's address, with the sub-path and a final slash.
    pub address: String,
    port: u16,
    manners: Arc<Mutex<Manners>>,
    stopped: Arc<AtomicBool>,
}

impl StaticHost {
    /// Starts on a free port of the loopback address, where browsers allow service workers.
    ///
    /// # Panics
    /// When no port can be had, or the site is not built.
    #[must_use]
    pub fn start(sub_path: &str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let stopped = Arc::new(AtomicBool::new(false));
        let manners = Arc::new(Mutex::new(Manners::default()));
        let site = Site {
            root: places::dist(),
            sub_path: sub_path.to_owned(),
            manners: Arc::clone(&manners),
        };
        let address = format!("http://127.0.0.1:{port}/{sub_path}/");
        let until = Arc::clone(&stopped);
        thread::spawn(move || {
            let site = Arc::new(site);
            for stream in listener.incoming().flatten() {
                if until.load(Ordering::SeqCst) {
                    break;
                }
                let site = Arc::clone(&site);
                // A browser that goes away in the middle of an answer is no matter of the test's.
                thread::spawn(move || site.answer(stream).ok());
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
        change(&mut self.manners.lock().unwrap_or_else(PoisonError::into_inner));
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
    manners: Arc<Mutex<Manners>>,
}

impl Site {
    fn answer(&self, mut stream: TcpStream) -> io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let request = lines.next().transpose()?.unwrap_or_default();
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let target = request.split(' ').nth(1).unwrap_or_default();
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let manners = self
            .manners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        thread::sleep(manners.delay);
        let Some(path) = self.below(path, manners.copy) else {
            return status(&mut stream, 404, "");
        };
        if let Some((_, code)) = manners.fails.filter(|(file, _)| *file == path) {
            return status(&mut stream, code, "");
        }
        if manners.silent == Some(path) {
            // Until the browser has given up.
            return stream.read(&mut [0]).map(drop);
        }
        if manners.redirects_index && path == "index.html" {
            return status(&mut stream, 301, "Location: ./\r\n");
        }
        match self.file(path, &manners) {
            Some((kind, content)) => {
                let length = content.len();
                let caching = manners.cache_control;
                let caching =
                    caching.map_or_else(String::new, |say| format!("Cache-Control: {say}\r\n"));
                write!(
                    stream,
                    "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{caching}Connection: close\r\n\r\n"
                )?;
                stream.write_all(&content)
            }
            None => status(&mut stream, 404, ""),
        }
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

fn status(stream: &mut TcpStream, code: u16, headers: &str) -> io::Result<()> {
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
