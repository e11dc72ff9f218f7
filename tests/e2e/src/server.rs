//! The project's own server, with the built site or another folder.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

use crate::places;
use crate::program::Program;
use crate::static_host::Edit;

/// A running server, ended when dropped.
pub struct Server {
    /// The app, and flags without delay.
    pub local: String,
    /// Flags after a delay.
    pub delay: String,
    /// Flags, some of them errors.
    pub error: String,
    /// By https, flags over HTTP/1.1 alone.
    pub http_1: Option<String>,
    program: Option<Program>,
    _site: Option<Copy>,
}

impl Server {
    /// Starts it on free ports and waits until it answers.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn start() -> Self {
        Self::start_at(0, &places::dist())
    }

    /// Starts it with this folder as the app: LOCAL on this port and the others on the next two; on
    /// free ports for 0.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn start_at(port: u16, app: &Path) -> Self {
        Self::start_with(port, app, None, &[])
    }

    /// The same with a copy of the site, whose files `edit` may change.
    ///
    /// # Panics
    /// When it cannot be started, or there is no room for the copy.
    #[must_use]
    pub fn start_edited(edit: Edit) -> Self {
        let copy = Copy::of(&places::dist(), edit);
        let copy = copy.unwrap_or_else(|error| panic!("no copy of the site: {error}"));
        Self::start_with(0, &copy.0.clone(), Some(copy), &[])
    }

    /// Starts it on free ports, by https.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn start_secure() -> Self {
        Self::start_with(0, &places::dist(), None, &["--tls"])
    }

    fn start_with(port: u16, app: &Path, copy: Option<Copy>, options: &[&str]) -> Self {
        let mut command = Command::new(places::server());
        command
            .args(["--port", &port.to_string(), "--app"])
            .arg(app)
            .args(options);
        let flags = places::root().join("www/flags");
        command.arg("--flags").arg(flags);
        let (program, ([local, delay, error], http_1)) = Program::start(&mut command, addresses);
        Self {
            local,
            delay,
            error,
            http_1,
            program: Some(program),
            _site: copy,
        }
    }

    /// What an origin of it says of its requests, once one is (`busy`) or none is (`idle`) in flight.
    ///
    /// # Panics
    /// When it does not say.
    pub fn counts(origin: &str, when: &str) -> Value {
        Self::ask(origin, &format!("/stats?wait={when}"))
    }

    /// What it says of them now; from then on it counts anew.
    ///
    /// # Panics
    /// When it does not say.
    pub fn counts_and_forgets(origin: &str) -> Value {
        Self::ask(origin, "/stats/reset")
    }

    fn ask(origin: &str, path: &str) -> Value {
        let asked = || {
            let host = origin.trim_start_matches("http://");
            let mut stream = TcpStream::connect(host)?;
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
            )?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            Ok::<_, io::Error>(answer)
        };
        let answer = asked().unwrap_or_else(|error| panic!("{origin}: {error}"));
        let counts = answer
            .find('{')
            .map(|at| serde_json::from_str(&answer[at..]));
        counts
            .and_then(Result::ok)
            .unwrap_or_else(|| panic!("no counts in {answer:?}"))
    }

    /// Ends it, as a server that dies in the middle of a run.
    pub fn stop(&mut self) {
        self.program = None;
    }
}

/// The first of three free ports, each the next of the last.
///
/// # Panics
/// When there are none.
#[must_use]
pub fn three_free_ports() -> u16 {
    let listen = |port| TcpListener::bind(("127.0.0.1", port)).ok();
    let any = || {
        let first = listen(0)?;
        let port = first.local_addr().ok()?.port();
        let _others = [listen(port.checked_add(1)?)?, listen(port.checked_add(2)?)?];
        Some(port)
    };
    let found = (0..100).find_map(|_| any());
    found.expect("three ports in a row are free")
}
/// `photofinish-server ready local=http://… delay=http://… error=http://…`
fn addresses(line: &str) -> Option<([String; 3], Option<String>)> {
    let fields = line.strip_prefix("photofinish-server ready")?;
    let field = |name: &str| {
        fields
            .split_whitespace()
            .find_map(|field| field.strip_prefix(name)?.strip_prefix('='))
            .map(str::to_owned)
    };
    let three = [field("local")?, field("delay")?, field("error")?];
    Some((three, field("http1")))
}

/// A copy of the site, deleted when dropped.
struct Copy(PathBuf);

impl Copy {
    fn of(site: &Path, edit: Edit) -> io::Result<Self> {
        static COPIES: AtomicU32 = AtomicU32::new(0);
        let number = COPIES.fetch_add(1, Ordering::Relaxed);
        let copy = Self(places::copies().join(format!("{}-{number}", process::id())));
        copy_folder(site, &copy.0, edit)?;
        Ok(copy)
    }
}

/// Without the compressed siblings of files, which would be sent in place of what was changed.
fn copy_folder(from: &Path, to: &Path, edit: Edit) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_folder(&from, &to, edit)?;
        } else if !from.extension().is_some_and(|e| e == "br" || e == "gz") {
            fs::write(to, edit(&from, fs::read(&from)?))?;
        }
    }
    Ok(())
}

impl Drop for Copy {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{} stays behind: {error}", self.0.display());
        }
    }
}
