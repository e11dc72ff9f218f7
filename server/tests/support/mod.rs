//! A server in this process, and a client that writes bytes and reads bytes: what is on the wire is what is tested.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use photofinish_server::{Config, Origin, Running, start};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// Three free ports, the project's flags, no app, no random delays and no random errors.
pub fn config() -> Config {
    Config {
        port: 0,
        app: PathBuf::from("no-such-folder"),
        flags: Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/flags"),
        delay: "0".parse().unwrap(),
        error_rate: "0".parse().unwrap(),
        seed: Some(1),
        ..Config::default()
    }
}

pub async fn server() -> Running {
    start(config()).await.unwrap()
}

/// An answer as it came.
#[derive(Debug)]
pub struct Reply {
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("no head in {:?}", String::from_utf8_lossy(bytes)));
        Self {
            head: String::from_utf8(bytes[..end].to_vec()).unwrap(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    pub fn status_line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    pub fn status(&self) -> u16 {
        self.status_line()[9..12].parse().unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut fields = self
            .head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(": "));
        fields
            .find(|(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// A number of the JSON of `/stats`.
    pub fn count(&self, name: &str) -> u64 {
        let (_, rest) = self.text().split_once(&format!("\"{name}\":")).unwrap();
        rest.split([',', '}']).next().unwrap().parse().unwrap()
    }
}

/// Sends `request` as it is and reads until the server closes.
pub async fn exchange(address: SocketAddr, request: &[u8]) -> io::Result<Reply> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    Ok(Reply::parse(&bytes))
}

/// A request without a body, on a connection of its own.
pub async fn request(
    address: SocketAddr,
    method: &str,
    target: &str,
    headers: &str,
) -> io::Result<Reply> {
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n"
    );
    exchange(address, head.as_bytes()).await
}

pub async fn get(running: &Running, origin: Origin, target: &str) -> Reply {
    request(running.address(origin), "GET", target, "")
        .await
        .unwrap()
}

/// Sends a GET and leaves the answer unread.
pub async fn begin(address: SocketAddr, target: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(format!("GET {target} HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes())
        .await
        .unwrap();
    stream
}

/// The bytes of a file of the project's flags.
pub fn flag_file(path: &str) -> Vec<u8> {
    std::fs::read(config().flags.join(path)).unwrap()
}

/// The program over the project's flags.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_photofinish-server"));
    command
        .args([
            "--flags",
            config().flags.to_str().unwrap(),
            "--app",
            "no-such-folder",
        ])
        .args(arguments);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// Starts the program and reads its ready line: the addresses of local, delay and error.
pub async fn started(arguments: &[&str]) -> (Child, [String; 3]) {
    ready(program(arguments)).await
}

/// The same of a program made ready by the test.
pub async fn ready(mut program: Command) -> (Child, [String; 3]) {
    let mut child = program.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .await
        .unwrap();
    let rest = line
        .trim()
        .strip_prefix("photofinish-server ready ")
        .unwrap_or_else(|| panic!("{line:?}"));
    let mut fields = rest.split(' ');
    let addresses = ["local", "delay", "error"].map(|name| {
        let (field, url) = fields.next().unwrap().split_once('=').unwrap();
        assert_eq!(field, name);
        url.strip_prefix("http://").unwrap().to_owned()
    });
    (child, addresses)
}
