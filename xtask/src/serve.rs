//! `cargo xtask serve`: set up, build, serve, open the browser.
//!
//! When all is built the server takes this process's place (`exec`): Ctrl-C or any other signal
//! reaches it directly, its exit code is the command's, and nothing can be left behind. What it
//! prints goes through a small second process, the announcer, which waits for the line
//! that says it is ready, shows the address and opens the browser.

use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result};
use lexopt::Arg;

use crate::server::{self, Addresses};
use crate::setup::{self, tools};
use crate::{build, paths};

struct Options {
    open: bool,
    tls: bool,
    server: Vec<OsString>,
}

/// `cargo xtask serve`.
pub fn command(args: lexopt::Parser) -> Result<ExitCode> {
    let options = parse(args)?;
    setup::ensure(tools::BUILD)?;
    let program = if options.tls {
        server::build_tls()?
    } else {
        server::build()?
    };
    build::build(build::Effort::Full)?;

    let mut announcer = Command::new(env::current_exe()?);
    announcer.arg("announce").stdin(Stdio::piped());
    if !options.open || !has_display() {
        announcer.arg("--no-open");
    }
    // Not in the terminal's foreground group: Ctrl-C is for the server, whose last words it passes on.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut announcer, 0);
    let mut announcer = announcer.spawn().context("cannot start the announcer")?;

    let mut server = Command::new(program);
    server.arg("--app").arg(paths::dist()).args(&options.server);
    if let Some(pipe) = announcer.stdin.take() {
        server.stdout(pipe);
    }
    become_server(server)
}

#[cfg(unix)]
fn become_server(mut server: Command) -> Result<ExitCode> {
    Err(std::os::unix::process::CommandExt::exec(&mut server)).context("cannot start the server")
}

#[cfg(not(unix))]
fn become_server(mut server: Command) -> Result<ExitCode> {
    let status = server.status().context("cannot start the server")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// `cargo xtask announce`, which only `serve` starts: passes on what the server prints.
pub fn announce(args: lexopt::Parser) -> Result<ExitCode> {
    let options = parse(args)?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        match Addresses::parse(&line) {
            None => println!("{line}"),
            Some(at) => {
                println!("Photofinish answers at {}/", at.local);
                println!(
                    "Flags with delays: {}/ and with errors: {}/",
                    at.delay, at.error
                );
                if let Some(http_1) = &at.http_1 {
                    tell_tls(&at, http_1);
                }
                println!("Ctrl-C ends it.");
                if options.open {
                    open_browser(&at.local);
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What to do with a certificate that nobody has signed, and where the same plan runs over both protocols.
fn tell_tls(at: &Addresses, http_1: &str) {
    let plan = "codes=pop20&max_workers=20&delay=400-600";
    let and = |server: &str| format!("{}/?{plan}&server={server}", at.local);
    println!("Over HTTP/2:   {}", and("delay"));
    // Braces as an address has them, so that a terminal takes all of it for one.
    let flags = format!("{http_1}/flags/%7B%7D/%7B%7D.svg");
    println!("Over HTTP/1.1: {}", and(&flags));
    println!("Run both, then set the last two runs side by side under Open.");
    println!(
        "The certificate is made for this start, so browsers warn. Chromium, Chrome, Edge: Advanced, then Proceed."
    );
    println!(
        "Firefox: Advanced, then Accept the risk, for each address: {}/flags/br/br.svg, {}/flags/br/br.svg, {http_1}/flags/br/br.svg",
        at.delay, at.error
    );
    println!("Safari: Show Details, then visit this website.");
    println!(
        "A page whose certificate is not trusted gets no service worker: no simulation, not offline."
    );
}

/// Flags of the server are passed on as they are: it knows which values are good.
fn parse(mut args: lexopt::Parser) -> Result<Options> {
    let mut options = Options {
        open: true,
        tls: false,
        server: Vec::new(),
    };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("no-open") => options.open = false,
            Arg::Long("tls") => {
                options.tls = true;
                options.server.push("--tls".into());
            }
            Arg::Short('v') | Arg::Long("verbose") => options.server.push("-v".into()),
            Arg::Long(
                name
                @ ("port" | "host" | "allow-host" | "public" | "delay" | "error-rate" | "seed"),
            ) => {
                let name = format!("--{name}");
                let value = args.value()?;
                options.server.extend([name.into(), value]);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn has_display() -> bool {
    cfg!(any(target_os = "macos", target_os = "windows"))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn open_browser(address: &str) {
    let (program, args): (_, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(target_os = "windows") {
        ("cmd", &["/C", "start"])
    } else {
        ("xdg-open", &[])
    };
    let opener = Command::new(program)
        .args(args)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if opener.is_err() {
        println!("No browser could be opened ({program}): open the address yourself.");
    }
}
