//! Whether the browser may have held requests back without telling.

use crate::config::{RunConfig, Server};
use crate::environment::Environment;

/// At most so many requests per host at once, in every common browser, over HTTP/1.1.
pub const PER_HOST: usize = 6;

/// Whether the browser may hold back the requests of a run. The simulated origin answers within the
/// page, and connections of HTTP/2 and later are shared: there it keeps none.
#[must_use]
pub fn may_hold_back(config: &RunConfig, environment: &Environment) -> bool {
    let protocol = environment.protocol.as_deref();
    let is_shared = protocol.is_some_and(|name| !name.is_empty() && !name.starts_with("http/1"));
    config.server != Some(Server::Sim) && !is_shared
}
