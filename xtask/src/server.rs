//! The project's own server as a child process of tests: on free ports, ended when dropped.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::{paths, process};

/// How the server's first line begins; the rest are its addresses, as `name=address`.
const READY: &str = "photofinish-server ready";

/// Compiles the server and says where it is.
///
/// In the development profile, as its own tests are: so its dependencies are compiled once.
pub fn build() -> Result<PathBuf> {
    build_with(&[])
}

/// The same with HTTPS, for which more is compiled.
pub fn build_tls() -> Result<PathBuf> {
    build_with(&["--features", "tls"])
}

fn build_with(features: &[&str]) -> Result<PathBuf> {
    let mut cargo = process::cargo(["build", "--locked", "--package", "photofinish-server"]);
    process::run(cargo.args(features))?;
    let name = format!("photofinish-server{}", std::env::consts::EXE_SUFFIX);
    Ok(paths::target().join("debug").join(name))
}

/// The addresses in the server's first line.
#[derive(Debug, PartialEq)]
pub struct Addresses {
    /// The app, and flags without delay.
    pub local: String,
    /// Flags after a delay.
    pub delay: String,
    /// Flags, some of them errors.
    pub error: String,
    /// With TLS, flags without delay over HTTP/1.1 alone.
    pub http_1: Option<String>,
}

impl Addresses {
    /// Reads the line the server prints when it answers.
    pub fn parse(line: &str) -> Option<Self> {
        let fields = line.trim().strip_prefix(READY)?;
        let field = |name: &str| {
            fields
                .split_whitespace()
                .find_map(|field| field.strip_prefix(name)?.strip_prefix('='))
                .map(str::to_owned)
        };
        Some(Self {
            local: field("local")?,
            delay: field("delay")?,
            error: field("error")?,
            http_1: field("http1"),
        })
    }
}

/// A running server.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub addresses: Addresses,
}

impl Server {
    /// Starts the server on free ports with `app` as what it serves, and waits until it answers.
    pub fn start(program: &Path, app: &Path) -> Result<Self> {
        let mut child = Command::new(program)
            .args(["--port", "0", "--app"])
            .arg(app)
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let Some(addresses) = Addresses::parse(&line) else {
            child.kill()?;
            child.wait()?;
            bail!("the server did not say that it is ready, but {line:?}");
        };
        Ok(Self { child, addresses })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let ended = self.child.kill().and_then(|()| self.child.wait());
        if let Err(error) = ended {
            eprintln!("The server of the tests could not be ended: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Addresses;

    #[test]
    fn the_ready_line_tells_addresses_in_any_order() {
        let line = "photofinish-server ready local=http://a:1 error=http://c:3 delay=http://b:2\n";
        let expected = Addresses {
            local: "http://a:1".into(),
            delay: "http://b:2".into(),
            error: "http://c:3".into(),
            http_1: None,
        };
        assert_eq!(Addresses::parse(line), Some(expected));
        let four = Addresses::parse(&line.replace('\n', " http1=https://d:4\n"));
        assert_eq!(
            four.and_then(|four| four.http_1).as_deref(),
            Some("https://d:4")
        );
        assert_eq!(Addresses::parse("port 8000 is in use"), None);
    }
}
