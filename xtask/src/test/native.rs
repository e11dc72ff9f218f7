//! What needs no browser: formatting, lints, documentation and the native tests.

use anyhow::Result;

use super::tally::{Counts, Tally, count_tests};
use crate::paths::{LIBRARY, MACROS};
use crate::process::cargo;
use crate::server;
use crate::setup::{self, tools};

/// The packages that are compiled for browsers.
const WASM_PACKAGES: &[&str] = &[
    "--package",
    "photofinish",
    "--package",
    "photofinish-engines",
    "--package",
    LIBRARY,
];

/// Runs them all, also when one fails.
pub fn run(tally: &mut Tally) {
    tally.check("formatting", &mut cargo(["fmt", "--all", "--check"]));

    let all = [
        "--workspace",
        "--all-targets",
        "--features",
        "e2e/webkit,photofinish/program-tests,photofinish-server/tls",
    ];
    let mut clippy = cargo(["clippy", "--locked"]);
    tally.check("clippy, host", clippy.args(all).args(["--", "-Dwarnings"]));
    let core = ["--package", LIBRARY, "--no-default-features"];
    let mut clippy = cargo(["clippy", "--locked", "--all-targets"]);
    clippy.args(core).args(["--", "-Dwarnings"]);
    tally.check("clippy, the library without workers", &mut clippy);
    if let Err(error) = setup::ensure(tools::COMPILE) {
        tally.step("clippy, wasm32", || Err(error));
    } else {
        let mut clippy = wasm("clippy");
        clippy.args([
            "--all-targets",
            "--features",
            "photofinish/server-tests,photofinish/program-tests",
            "--",
            "-Dwarnings",
        ]);
        tally.check("clippy, wasm32", &mut clippy);
    }

    let mut doc = cargo(["doc", "--locked", "--workspace", "--no-deps"]);
    tally.check("documentation, host", doc.env("RUSTDOCFLAGS", "-Dwarnings"));
    let mut doc = cargo(["doc", "--locked", "--no-deps"]);
    doc.args(core).env("RUSTDOCFLAGS", "-Dwarnings");
    tally.check("documentation, the library without workers", &mut doc);
    let mut doc = wasm("doc");
    doc.arg("--no-deps").env("RUSTDOCFLAGS", "-Dwarnings");
    tally.check("documentation, wasm32", &mut doc);

    // What is published, compiled from the packages alone. `cargo publish --dry-run` does the same and
    // asks the registry; this needs no network.
    let mut package = cargo([
        "package",
        "--locked",
        "--offline",
        "--allow-dirty",
        "--quiet",
    ]);
    package.args(["--package", LIBRARY, "--package", MACROS]);
    tally.check("packages", &mut package);

    super::msrv::run(tally);
    super::semver::run(tally);
    super::deny::run(tally);

    // The end-to-end tests are a part of their own: they need the built site.
    let mut tests = cargo(["test", "--locked", "--workspace", "--exclude", "e2e"]);
    tests.args(["--features", "photofinish-server/tls"]);
    tally.tests("native tests", tests.arg("--no-fail-fast"));
}

/// Runs the programs that settings are written as, beside the server.
pub fn programs(tally: &mut Tally) {
    tally.step("programs in other languages", run_programs);
}

fn run_programs() -> Result<Counts> {
    setup::ensure(tools::PROGRAMS)?;
    let server = server::build()?;
    let mut tests = cargo(["test", "--locked", "--package", "photofinish"]);
    tests
        .args(["--features", "program-tests", "--test", "programs"])
        // One at a time: Dask gives the processes of a cluster five seconds to end, whatever else computes.
        .args(["--", "--test-threads", "1"])
        .env("PHOTOFINISH_SERVER", server)
        .env("PYTHONPATH", tools::python_packages());
    count_tests(&mut tests)
}

fn wasm(command: &str) -> std::process::Command {
    let mut command = cargo([command, "--locked", "--target", tools::WASM]);
    command.args(WASM_PACKAGES);
    command
}
