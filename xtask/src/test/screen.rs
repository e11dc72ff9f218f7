//! A screen for a browser that has no mode without one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

/// A running Xvfb, ended when dropped.
pub struct Screen {
    child: Child,
    /// What `DISPLAY` has to be.
    pub display: String,
}

impl Screen {
    /// Starts it under a number that is free, which it tells when it is ready.
    pub fn start() -> Result<Self> {
        let mut child = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .args(["-screen", "0", "1280x1024x24"])
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start Xvfb")?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let display = format!(":{}", line.trim());
        let screen = Self { child, display };
        if line.trim().is_empty() {
            bail!("Xvfb did not say that it is ready");
        }
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let ended = self.child.kill().and_then(|()| self.child.wait());
        if let Err(error) = ended {
            eprintln!("The screen of the tests could not be ended: {error}");
        }
    }
}
