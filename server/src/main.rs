//! The server as a program; the library says what it serves.

mod arguments;
mod files;

use std::io::{self, Write};
use std::process::ExitCode;

use photofinish_server::{Config, Origin, Running, start};
use tokio::runtime::Builder;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    match Arguments::parse(lexopt::Parser::from_env()) {
        Ok(Arguments::Help) => {
            println!("{}", arguments::HELP);
            ExitCode::SUCCESS
        }
        Ok(Arguments::Serve(config)) => run(*config),
        Err(error) => {
            eprintln!("photofinish-server: {error}");
            ExitCode::from(2)
        }
    }
}

/// One thread is enough: requests wait far more than they work.
fn run(mut config: Config) -> ExitCode {
    files::make_do(&mut config);
    let runtime = Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(files::READERS)
        .build();
    match runtime {
        Ok(runtime) => runtime.block_on(serve(config)),
        Err(error) => {
            eprintln!("photofinish-server: cannot begin: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(config: Config) -> ExitCode {
    let beyond = !config.host.is_loopback();
    let running = match start(config).await {
        Ok(running) => running,
        Err(error) => {
            eprintln!("photofinish-server: {error}");
            return ExitCode::FAILURE;
        }
    };
    if beyond {
        eprintln!("photofinish-server: other machines can reach this server");
    }
    // Whoever started us may not listen; that is no reason to stop.
    let _ = announce(&running);
    asked_to_stop().await;
    running.stop().await;
    ExitCode::SUCCESS
}

/// One line that programs can read, once all three take connections.
fn announce(running: &Running) -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "photofinish-server ready")?;
    for origin in Origin::ALL {
        write!(out, " {}={}", origin.name(), running.url(origin))?;
    }
    if let Some(url) = running.http_1_url() {
        write!(out, " http1={url}")?;
    }
    writeln!(out)?;
    out.flush()
}

/// Waits for Ctrl-C, or for SIGTERM where there is one.
async fn asked_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
