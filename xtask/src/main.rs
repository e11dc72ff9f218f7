//! The project's commands: set-up, build, serve and test, each one module.
//!
//! `cargo xtask help` lists them; README says when to use which.
#![forbid(unsafe_code)]

mod bench;
mod build;
mod conformance;
mod mutants;
mod paths;
mod picture;
mod process;
mod serve;
mod server;
mod setup;
mod soak;
mod test;

use std::process::ExitCode;

use lexopt::Arg;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--no-open] [--port N] [--host H] [--delay MIN-MAX] [--error-rate P] [--seed N] [-v]
        set up what is missing, build the app, serve it, open the browser
  build [--quick|--examples]
        set up what is missing, leave the static site in dist/; --quick leaves out what makes it
        small and fast, and takes seconds instead of minutes; --examples leaves the pages of the
        library's examples in target/examples/ instead
  test  [native|web|e2e|programs|webkit]
        run every check and test, or one part; the last line counts them
  conformance [--native]
        how the library stands to each case of CPython's concurrent.futures;
        --native leaves out the tests that need a browser
  mutants [PATH…] [--shard K/N]
        change one operator at a time in the pure modules, and see whether the tests notice (hours)
  soak  [--jobs N] [--fetches N] [--seed N]
        a million jobs and 100,000 fetches in one page, with faults among them (a quarter of an hour)
  bench core
        measure the core beside FuturesUnordered and CPython
  bench fetch [--rounds N] [--servers A,B] [--most N,M] [--count N]
      the page's race beside loops that draw nothing
  bench page [--rounds N] [--only frames,growth,start,lighthouse]
        frames, tasks and memory of the page while it shows something, how that grows, and its start
  bench pool [--rounds N] [--only A,B] [--workers N,M] [--measures A,B]
        measure the worker pool beside others, in one page of Chromium
  picture
        take the picture of README anew, in the middle of a race
  setup install everything the other commands need";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        Some(Arg::Value(command)) => command,
        Some(Arg::Short('h') | Arg::Long("help")) | None => {
            println!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.to_string_lossy().as_ref() {
        "serve" => serve::command(args),
        "build" => build::command(args),
        "test" => test::command(args),
        "conformance" => conformance::command(args),
        "mutants" => mutants::command(args),
        "soak" => soak::command(args),
        "bench" => bench::command(args),
        "picture" => picture::command(args),
        "setup" => setup::command(args),
        "announce" => serve::announce(args),
        "help" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => anyhow::bail!("there is no command {other:?}; `cargo xtask help` lists them"),
    }
}
