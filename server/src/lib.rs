//! Serves the app, and flags with delays and faults: three origins in one program.
//!
//! | origin | default port | answers flags | also serves |
//! |---|---|---|---|
//! | [`Origin::Local`] | 8000 | at once | the app |
//! | [`Origin::Delay`] | 8001 | after a random delay | |
//! | [`Origin::Error`] | 8002 | after a random delay, some with 418 "I'm a Teapot" | |
//!
//! These are the servers of the flags examples of "Fluent Python" (second edition, chapter "Concurrent Executors"),
//! so its scripts run unchanged against them. Beyond the book, a request may carry its own fate, which
//! replaces the random one, so that a plan made elsewhere is played on real sockets:
//!
//! | parameter of `/flags/…` | meaning |
//! |---|---|
//! | `delay=MS` | wait before answering, 0 to 60000 milliseconds |
//! | `status=CODE` | answer with this status, 200 to 599; 200 is the flag itself, the rest a line of text |
//! | `fail=reset` | reset the connection (TCP RST) instead of answering |
//! | `fail=truncate` | announce the whole answer, send half, close |
//! | `fail=stall` | announce the whole answer, send half, then nothing for up to a minute |
//! | `retry_after=SECONDS` | ask in the answer's `Retry-After` for a wait before the next try, 0 to 3600 seconds; readable across origins |
//! | `nocors` | answer without CORS headers: pages of other origins cannot read it |
//! | `notao` | answer without `Timing-Allow-Origin`: they see when it ended, not its phases |
//! | `run=KEY` | also count this request under KEY, for `/stats?run=KEY` |
//!
//! `GET /stats` tells as JSON how many flag requests its port has seen (`requests`), how many of them are under way
//! (`in_flight`, at most `max_in_flight` so far), were answered as they were to be (`completed`), or lost their client
//! before (`aborted`). `?run=KEY` tells those of one run; `?wait=busy` or `?wait=idle` answers once a request is, or none is, in
//! flight, after ten seconds at the latest. `/stats/reset` answers the same and starts anew.
//! `GET /servers.json` tells the addresses of the three origins, those that can be reached from where the request came.
//!
//! A request whose `Host` is not a name of this machine, nor one that [`Config`] allows, is answered 421: else any web
//! page could have its own name point here and read what is served (DNS rebinding).
//!
//! With [`Config::tls`] all of it is HTTPS, over HTTP/2 or HTTP/1.1 as the client chooses (ALPN), by a certificate that is made for
//! each start; a fourth port, 8003, answers flags at once over HTTP/1.1 alone, so that a plan can be run over both.
//! There `fail=reset` and `fail=truncate` end a stream of HTTP/2 and leave its connection as it is.
//!
//! Limits: a handshake of TLS takes 10 seconds at most; a head of a request has about 64 KiB at most and 100 fields, and comes within 30 seconds of the last answer; a query
//! has at most 2 KiB; a client takes some of its answer every 30 seconds; each origin has [`Config::max_connections`],
//! beyond which who has asked nothing for the longest time is closed; the random fates of unknown paths are counted
//! together, not each; of runs 256 are counted apart. A client that has closed its sending half gets its
//! answer, unless it speaks TLS.
//!
//! ```no_run
//! # async fn example() -> Result<(), photofinish_server::StartError> {
//! use photofinish_server::{Config, Origin, start};
//!
//! let running = start(Config { port: 0, ..Config::default() }).await?;
//! println!("{}/flags/br/br.gif", running.url(Origin::Delay));
//! running.stop().await;
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

mod answer;
mod app;
mod chance;
mod client;
mod config;
mod connection;
mod fate;
mod flag_route;
mod flags;
mod headers;
mod hosts;
#[cfg(feature = "tls")]
mod http2;
mod listener;
mod log;
mod media;
mod places;
mod query;
mod running;
mod servers;
mod site;
mod stats;
#[cfg(feature = "tls")]
mod tls;
#[cfg(not(feature = "tls"))]
#[path = "no_tls.rs"]
mod tls;

pub use chance::{DelayRange, ErrorRate, ParseRangeError, ParseRateError};
pub use config::{Config, Origin, ParseUrlError, PublicUrl, StartError};
pub use running::{Running, start};
