//! What needs no browser: formatting, lints, documentation and the native tests.

use super::tally::Tally;
use crate::process::cargo;
use crate::setup::{self, tools};

/// The packages that are compiled for browsers.
const WASM_PACKAGES: &[&str] = &[
    "--package",
    "photofinish",
    "--package",
    "photofinish-engines",
];

/// Runs them all, also when one fails.
pub fn run(tally: &mut Tally) {
    tally.check("formatting", &mut cargo(["fmt", "--all", "--check"]));

    let all = ["--workspace", "--all-targets", "--features", "e2e/browser"];
    let mut clippy = cargo(["clippy", "--locked"]);
    tally.check("clippy, host", clippy.args(all).args(["--", "-Dwarnings"]));
    if let Err(error) = setup::ensure(tools::COMPILE) {
        tally.step("clippy, wasm32", || Err(error));
    } else {
        let mut clippy = wasm("clippy");
        clippy.args([
            "--all-targets",
            "--features",
            "photofinish/server-tests",
            "--",
            "-Dwarnings",
        ]);
        tally.check("clippy, wasm32", &mut clippy);
    }

    let mut doc = cargo(["doc", "--locked", "--workspace", "--no-deps"]);
    tally.check("documentation, host", doc.env("RUSTDOCFLAGS", "-Dwarnings"));
    let mut doc = wasm("doc");
    doc.arg("--no-deps").env("RUSTDOCFLAGS", "-Dwarnings");
    tally.check("documentation, wasm32", &mut doc);

    // The end-to-end tests are a part of their own: they need the built site.
    let mut tests = cargo(["test", "--locked", "--workspace", "--exclude", "e2e"]);
    tally.tests("native tests", tests.arg("--no-fail-fast"));
}

fn wasm(command: &str) -> std::process::Command {
    let mut command = cargo([command, "--locked", "--target", tools::WASM]);
    command.args(WASM_PACKAGES);
    command
}
