//! What the server is told at its start, and why it may not start.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::str::FromStr;

use hyper::Uri;

use crate::chance::{DelayRange, ErrorRate};

/// One of the three servers in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Serves the app, and flags at once.
    Local,
    /// Serves flags after a random delay.
    Delay,
    /// As [`Origin::Delay`], and refuses some requests with 418 "I'm a Teapot".
    Error,
}

impl Origin {
    /// All three, in the order of their ports.
    pub const ALL: [Self; 3] = [Self::Local, Self::Delay, Self::Error];

    /// The book's label in lower case: `local`, `delay` or `error`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Delay => "delay",
            Self::Error => "error",
        }
    }
}

/// How to serve. The default is the book's set-up, reachable from this machine only.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address to listen on; a loopback address unless other machines shall reach the server.
    pub host: IpAddr,
    /// The first of three consecutive ports; 0 takes three free ones, not necessarily consecutive.
    pub port: u16,
    /// The folder of the built app. It may be missing: then only flags are served.
    pub app: PathBuf,
    /// The folder that holds `<cc>/<cc>.svg`, `<cc>/<cc>.gif` and `<cc>/metadata.json`; read once, at the start.
    pub flags: PathBuf,
    /// Between which bounds DELAY and ERROR draw their delays.
    pub delay: DelayRange,
    /// The share of requests ERROR refuses.
    pub error_rate: ErrorRate,
    /// Names by which the server may be called, beside `localhost`, loopback addresses and the address a client came
    /// to; one that begins with a dot allows all names below it. Requests for any other host are answered 421.
    pub allowed_hosts: Vec<String>,
    /// Where the three origins are reached from outside, if a proxy or a tunnel passes requests on to them: URLs without
    /// a path, in the order of [`Origin::ALL`]. Their hosts are allowed too.
    pub public: [Option<PublicUrl>; 3],
    /// Serves HTTPS, with HTTP/2 and HTTP/1.1, by a certificate made for this start; and on a fourth port, the next one, flags
    /// over HTTP/1.1 alone. Only a program built with the feature `tls` can.
    pub tls: bool,
    /// How many connections each origin serves at once; then who has asked nothing for the longest time makes room.
    pub max_connections: usize,
    /// With a seed, the nth request for a path has the same delay and outcome after every start.
    pub seed: Option<u64>,
    /// Writes a line per request to standard error.
    pub verbose: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8000,
            app: PathBuf::from("dist"),
            flags: PathBuf::from("www/flags"),
            delay: DelayRange::default(),
            error_rate: ErrorRate::default(),
            allowed_hosts: Vec::new(),
            public: [const { None }; 3],
            tls: false,
            max_connections: 1000,
            seed: None,
            verbose: false,
        }
    }
}

/// An origin as it is reached from outside, such as `https://flags.example`: scheme, host and port, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    pub(crate) url: String,
    pub(crate) host: String,
}

/// A text that is not the URL of an origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not the URL of an origin: expected one without a path, such as https://flags.example"
)]
pub struct ParseUrlError(String);

impl FromStr for PublicUrl {
    type Err = ParseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseUrlError(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| error())?;
        let is_origin = matches!(uri.scheme_str(), Some("http" | "https"))
            && matches!(uri.path(), "" | "/")
            && uri.query().is_none();
        let authority = uri.authority().filter(|_| is_origin).ok_or_else(error)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]_".contains(&byte);
        if !authority.as_str().bytes().all(plain) {
            return Err(error());
        }
        Ok(Self {
            url: text.trim_end_matches('/').to_owned(),
            host: authority.host().to_owned(),
        })
    }
}

/// Why the server did not start. Nothing keeps listening then.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The ports would go beyond 65535.
    #[error(
        "port {port} is too high: {needed} consecutive ports are needed, so the first is at most {}", u16::MAX - (needed - 1)
    )]
    PortTooHigh {
        /// The port asked for.
        port: u16,
        /// How many are needed.
        needed: u16,
    },
    /// HTTPS was asked of a program that is built without it.
    #[error("this program was built without TLS: cargo xtask serve --tls builds one with it")]
    NoTls,
    /// No certificate can be made, as for a name that can be none.
    #[error("cannot make a certificate: {0}")]
    Certificate(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Another program listens there.
    #[error(
        "port {port} on {host} is in use by another program: stop it, or choose other ports with --port"
    )]
    PortInUse {
        /// The address asked for.
        host: IpAddr,
        /// The first port that was not free.
        port: u16,
    },
    /// Listening failed for another reason, such as an address that is not this machine's.
    #[error("cannot listen on port {port} of {host}: {source}")]
    Listen {
        /// The address asked for.
        host: IpAddr,
        /// The port asked for.
        port: u16,
        /// What the operating system said.
        source: io::Error,
    },
    /// The flags folder cannot be read.
    #[error("cannot read the flags in {}: {source}", folder.display())]
    Flags {
        /// The folder asked for.
        folder: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The flags folder holds no flag.
    #[error("there are no flags in {}: expected files such as br/br.gif", .0.display())]
    NoFlags(PathBuf),
}
