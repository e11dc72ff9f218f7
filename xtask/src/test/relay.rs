//! What stands between the runner of the browser tests and the driver of a browser.
//!
//! The runner serves its page by a pool of threads, one for each connection for as long as that is open. Where several
//! connections come at once, the pool may count on a thread that another one has just taken (tiny_http 0.12, `TaskPool::spawn`):
//! then nobody reads what the browser asks for there, and it waits, for minutes, with connections that it keeps open. So all of
//! the pool's idle threads are kept busy before the browser comes: from then on each connection gets a thread of its own.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How many threads the runner's pool has at rest.
const IDLE_THREADS: usize = 4;
/// So long a driver may take until it listens, and the runner until it answers.
const PATIENCE: Duration = Duration::from_secs(60);

/// A driver that stands for any number of others, one after another: each session has one of its own.
pub struct Relay {
    /// Where the runner finds it.
    pub address: SocketAddr,
    /// The driver.
    pub program: PathBuf,
    behind: Arc<Mutex<Behind>>,
}

/// What one session has.
struct Behind {
    program: PathBuf,
    env: Vec<(&'static str, String)>,
    driver: Option<(Child, SocketAddr)>,
    kept: Vec<TcpStream>,
}

impl Relay {
    /// Listens on a free port. `program` is the driver, which takes `--port=N` and gets these variables.
    pub fn start(program: PathBuf, env: Vec<(&'static str, String)>) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let behind = Arc::new(Mutex::new(Behind {
            program: program.clone(),
            env,
            driver: None,
            kept: Vec::new(),
        }));
        let all = behind.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let behind = all.clone();
                thread::spawn(move || {
                    if let Err(error) = pass_on(client, address, &behind) {
                        eprintln!("between the tests and the browser: {error:#}");
                    }
                });
            }
        });
        Ok(Relay {
            address,
            program,
            behind,
        })
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        lock(&self.behind).end();
    }
}

fn lock(behind: &Mutex<Behind>) -> std::sync::MutexGuard<'_, Behind> {
    behind.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Behind {
    /// A new driver in the place of the one before.
    fn renew(&mut self) -> Result<()> {
        self.end();
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let child = Command::new(&self.program)
            .arg(format!("--port={}", free.port()))
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", self.program.display()))?;
        self.driver = Some((child, free));
        let until = Instant::now() + PATIENCE;
        while let Err(error) = TcpStream::connect(free) {
            if Instant::now() > until {
                return Err(error).context("the driver does not listen");
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    fn end(&mut self) {
        self.kept.clear();
        if let Some((mut child, _)) = self.driver.take() {
            // It may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Takes a thread of the runner's pool for each connection that is kept from now on.
    fn occupy(&mut self, runner: SocketAddr) -> io::Result<()> {
        for _ in 0..IDLE_THREADS {
            let mut one = TcpStream::connect(runner)?;
            one.set_read_timeout(Some(PATIENCE))?;
            one.write_all(b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")?;
            // Who answers is a thread that waits for more, here.
            let _ = one.read(&mut [0; 1024])?;
            self.kept.push(one);
        }
        Ok(())
    }
}

/// Passes on what the runner asks for.
fn pass_on(mut client: TcpStream, relay: SocketAddr, behind: &Mutex<Behind>) -> Result<()> {
    let mut upstream: Option<(TcpStream, SocketAddr)> = None;
    let mut bytes = vec![0; 1 << 16];
    loop {
        let count = client.read(&mut bytes)?;
        let asked = &bytes[..count];
        if count == 0 {
            break;
        }
        if asked.starts_with(b"POST /session HTTP") {
            lock(behind).renew()?;
            upstream = None;
        }
        if let Some(runner) = page(asked)
            && let Err(error) = lock(behind).occupy(runner)
        {
            // Without it the tests may hang, and need not.
            eprintln!("the server of the tests may leave a connection unread: {error}");
        }
        let (driver, at) = match &mut upstream {
            Some(known) => known,
            None => {
                let at = lock(behind).driver.as_ref().map(|(_, at)| *at);
                let at = at.context("no session yet")?;
                let driver = TcpStream::connect(at)?;
                answer(driver.try_clone()?, client.try_clone()?);
                upstream.insert((driver, at))
            }
        };
        // A driver answers only to its own name.
        driver.write_all(&replaced(asked, &relay.to_string(), &at.to_string()))?;
    }
    if let Some((driver, _)) = upstream {
        let _ = driver.shutdown(Shutdown::Both);
    }
    Ok(())
}

/// Hands back what the driver says.
fn answer(mut driver: TcpStream, mut client: TcpStream) {
    // Either side may end it.
    thread::spawn(move || io::copy(&mut driver, &mut client));
}

/// The runner's own address, where a request is to open its page.
fn page(asked: &[u8]) -> Option<SocketAddr> {
    let text = String::from_utf8_lossy(asked);
    let (_, rest) = text.split_once("\"http://")?;
    let end = rest.find(|one: char| !one.is_ascii_digit() && !".:".contains(one))?;
    rest[..end].parse().ok()
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let place = bytes
        .windows(from.len())
        .position(|part| part == from.as_bytes());
    match place {
        Some(at) => [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat(),
        None => bytes.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::{page, replaced};

    #[test]
    fn the_runner_s_page_is_found_in_what_opens_it() {
        let asked = br#"{"url":"http://127.0.0.1:37585/#wbg_style=display-none"}"#;
        assert_eq!(page(asked), "127.0.0.1:37585".parse().ok());
        assert_eq!(
            page(b"POST /session HTTP/1.1\r\nHost: 127.0.0.1:1\r\n"),
            None
        );
        assert_eq!(page(br#"{"url":"http://localhost:1/"}"#), None);
    }

    #[test]
    fn a_driver_is_called_by_its_own_name() {
        let head = b"GET / HTTP/1.1\r\nhost: 127.0.0.1:40000\r\n";
        let passed = replaced(head, "127.0.0.1:40000", "127.0.0.1:50000");
        assert_eq!(passed, b"GET / HTTP/1.1\r\nhost: 127.0.0.1:50000\r\n");
        assert_eq!(replaced(b"{}", "127.0.0.1:40000", "x"), b"{}");
    }
}
