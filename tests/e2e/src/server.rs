//! The project's own server, on free ports, with the built site.

use std::process::Command;

use crate::places;
use crate::program::Program;

/// A running server, ended when dropped.
pub struct Server {
    /// The app, and flags without delay.
    pub local: String,
    /// Flags after a delay.
    pub delay: String,
    /// Flags, some of them errors.
    pub error: String,
    program: Option<Program>,
}

impl Server {
    /// Starts it and waits until it answers.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn start() -> Self {
        let mut command = Command::new(places::server());
        command.args(["--port", "0", "--app"]).arg(places::dist());
        let (program, [local, delay, error]) = Program::start(&mut command, addresses);
        Self {
            local,
            delay,
            error,
            program: Some(program),
        }
    }

    /// Ends it, as a server that dies in the middle of a run.
    pub fn stop(&mut self) {
        self.program = None;
    }
}

/// `photofinish-server ready local=http://… delay=http://… error=http://…`
fn addresses(line: &str) -> Option<[String; 3]> {
    let fields = line.strip_prefix("photofinish-server ready")?;
    let field = |name: &str| {
        fields
            .split_whitespace()
            .find_map(|field| field.strip_prefix(name)?.strip_prefix('='))
            .map(str::to_owned)
    };
    Some([field("local")?, field("delay")?, field("error")?])
}
