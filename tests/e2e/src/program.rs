//! A program that runs as long as a test needs it.

use std::io::{BufRead, BufReader, Read, copy, sink};
use std::process::{Child, Command, Stdio};
use std::thread;

/// What chromedriver says of a port that it was to find itself: of a free one of IPv6 it wants the same of IPv4, which
/// somebody else may have by then.
const TAKEN: &str = "port not available";
/// So often in a row it is no chance.
const ATTEMPTS: usize = 5;

/// A running program, ended when dropped.
pub struct Program(Child);

impl Program {
    /// Starts the program and reads its output up to the line in which `find` finds something.
    ///
    /// # Panics
    /// When it cannot be started, or ends before such a line.
    pub fn start<T>(command: &mut Command, find: impl Fn(&str) -> Option<T>) -> (Self, T) {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut attempt = 1;
        loop {
            let mut child = command
                .stdout(Stdio::piped())
                .spawn()
                .unwrap_or_else(|error| panic!("cannot start {name}: {error}"));
            let mut output = BufReader::new(child.stdout.take().expect("its output is piped"));
            let program = Self(child);
            match first(&mut output, &find) {
                Ok(found) => {
                    // Nobody reads the rest, but a full pipe must not stop the program.
                    thread::spawn(move || copy(&mut output, &mut sink()));
                    return (program, found);
                }
                Err(seen) if seen.contains(TAKEN) && attempt < ATTEMPTS => attempt += 1,
                Err(seen) => panic!("{name} ended before it was ready: {seen}"),
            }
        }
    }

    /// Starts the program, which tells nothing when it is ready.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start_silent(command: &mut Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdout(Stdio::null()).spawn();
        Self(child.unwrap_or_else(|error| panic!("cannot start {name}: {error}")))
    }
}

fn first<T>(
    output: &mut BufReader<impl Read>,
    find: impl Fn(&str) -> Option<T>,
) -> Result<T, String> {
    let mut seen = String::new();
    loop {
        let start = seen.len();
        match output.read_line(&mut seen) {
            Ok(0) => return Err(seen),
            Ok(_) => {
                if let Some(found) = find(seen[start..].trim_end()) {
                    return Ok(found);
                }
            }
            Err(error) => return Err(format!("{seen}{error}")),
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let ended = self.0.kill().and_then(|()| self.0.wait());
        if let Err(error) = ended {
            eprintln!("a program of the test could not be ended: {error}");
        }
    }
}
