//! How many files this process may have open: a connection is one, and so is each file while it is read.

use photofinish_server::Config;

/// How many files of the app are read at once; who asks for more waits.
pub const READERS: usize = 32;

/// What is open besides: listening sockets, the log, what the runtime needs.
const OTHERS: usize = 32;

/// Has the system allow as many as `config` wants connections; where it does not, there are fewer connections.
pub fn make_do(config: &mut Config) {
    const ORIGINS: usize = photofinish_server::Origin::ALL.len();
    let wanted = ORIGINS * config.max_connections + READERS + OTHERS;
    // Where nobody says how many are allowed, they are as many as wanted.
    let allowed = rlimit::increase_nofile_limit(wanted as u64).unwrap_or(wanted as u64);
    let left = usize::try_from(allowed)
        .unwrap_or(usize::MAX)
        .saturating_sub(READERS + OTHERS);
    config.max_connections = config.max_connections.min(left / ORIGINS).max(1);
}
