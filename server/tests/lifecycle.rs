//! Starting and stopping, in process and as a program.

mod support;

use std::process::Output;
use std::time::{Duration, Instant};

use photofinish_server::{Config, Origin, StartError, start};
use support::{Reply, begin, config, get, program, request, server, started};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::process::Command;

#[tokio::test]
async fn a_port_in_use_is_one_clear_error() {
    let running = server().await;
    let taken = running.address(Origin::Local).port();
    let Err(error) = start(Config {
        port: taken,
        ..config()
    })
    .await
    else {
        panic!("started")
    };
    assert!(
        matches!(error, StartError::PortInUse { port, .. } if port == taken),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        format!(
            "port {taken} on 127.0.0.1 is in use by another program: stop it, or choose other ports with --port"
        )
    );
    assert_eq!(
        get(&running, Origin::Local, "/flags/br/br.gif")
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn what_cannot_be_served_is_said_at_the_start() {
    let error = async |config| start(config).await.err().unwrap().to_string();
    assert!(
        error(Config {
            port: 65534,
            ..config()
        })
        .await
        .contains("at most 65533")
    );
    let none = Config {
        flags: "no-such-folder".into(),
        ..config()
    };
    assert!(
        error(none)
            .await
            .starts_with("cannot read the flags in no-such-folder")
    );
    let empty = Config {
        flags: env!("CARGO_TARGET_TMPDIR").into(),
        ..config()
    };
    assert!(error(empty).await.starts_with("there are no flags in"));
    let elsewhere = Config {
        host: "192.0.2.1".parse().unwrap(),
        ..config()
    };
    assert!(
        error(elsewhere)
            .await
            .starts_with("cannot listen on port 0 of 192.0.2.1")
    );
}

#[tokio::test]
async fn stopping_lets_requests_finish_but_waits_for_none_that_would_not() {
    let running = server().await;
    let address = running.address(Origin::Local);
    let mut idle = TcpStream::connect(address).await.unwrap();
    let mut stalled = begin(address, "/flags/br/br.gif?fail=stall&run=stalled").await;
    let mut endless = begin(address, "/flags/br/br.gif?delay=60000&run=endless").await;
    let target = "/flags/br/br.gif?delay=300&run=quick";
    let quick = tokio::spawn(async move { request(address, "GET", target, "").await });
    for run in ["stalled", "endless", "quick"] {
        get(
            &running,
            Origin::Local,
            &format!("/stats?run={run}&wait=busy"),
        )
        .await;
    }
    let asked = Instant::now();
    running.stop().await;
    assert!(
        asked.elapsed() < Duration::from_secs(3),
        "{:?}",
        asked.elapsed()
    );
    assert_eq!(quick.await.unwrap().unwrap().status(), 200);
    let mut rest = Vec::new();
    for stream in [&mut idle, &mut stalled, &mut endless] {
        let _ = stream.read_to_end(&mut rest).await;
    }
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn dropping_it_closes_everything() {
    let running = server().await;
    let address = running.address(Origin::Error);
    let mut waiting = begin(address, "/flags/br/br.gif?delay=60000&run=x").await;
    get(&running, Origin::Error, "/stats?run=x&wait=busy").await;
    drop(running);
    let mut nothing = Vec::new();
    let _ = waiting.read_to_end(&mut nothing).await;
    assert!(nothing.is_empty());
    assert!(TcpStream::connect(address).await.is_err());
}

async fn ask(address: &str, target: &str) -> Reply {
    request(address.parse().unwrap(), "GET", target, "")
        .await
        .unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn the_program_says_where_it_listens_and_stops_when_told() {
    for signal in ["INT", "TERM"] {
        let (child, addresses) =
            started(&["--port", "0", "--delay", "1-2", "--error-rate", "1", "-v"]).await;
        assert_eq!(ask(&addresses[0], "/flags/br/br.gif").await.status(), 200);
        assert_eq!(ask(&addresses[1], "/flags/br/br.gif").await.status(), 200);
        assert_eq!(ask(&addresses[2], "/flags/br/br.gif").await.status(), 418);
        let pid = child.id().unwrap().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", signal, &pid])
                .status()
                .await
                .unwrap()
                .success()
        );
        let Output { status, stderr, .. } = child.wait_with_output().await.unwrap();
        assert!(status.success(), "{signal}: {status}");
        let log = String::from_utf8(stderr).unwrap();
        assert_eq!(log.lines().count(), 3, "{log}");
        assert!(
            log.lines()
                .nth(2)
                .unwrap()
                .contains("GET /flags/br/br.gif 418 17 bytes"),
            "{log}"
        );
    }
}

#[tokio::test]
async fn the_program_refuses_bad_options_and_taken_ports_in_one_line() {
    let running = server().await;
    let taken = running.address(Origin::Local).port().to_string();
    for (arguments, code, words) in [
        (vec!["--port", &taken], 1, "is in use by another program"),
        (vec!["--port", "65535"], 1, "at most 65533"),
        (vec!["--port", "-1"], 2, "-1"),
        (vec!["--port", "eight"], 2, "eight"),
        (vec!["--delay", "5-1"], 2, "MIN-MAX"),
        (vec!["--delay", "-500"], 2, "MIN-MAX"),
        (vec!["--delay", "0-90000"], 2, "MIN-MAX"),
        (vec!["--error-rate", "1.5"], 2, "0 to 1"),
        (vec!["--error-rate", "NaN"], 2, "0 to 1"),
        (vec!["--seed", "x"], 2, "x"),
        (vec!["--host", "everywhere"], 2, "IP address"),
        (vec!["--public", "slow=https://x"], 2, "delay="),
        (vec!["--public", "delay=x"], 2, "URL of an origin"),
        (vec!["--public", "delay=ftp://x"], 2, "URL of an origin"),
        (
            vec!["--public", "delay=https://x/flags"],
            2,
            "URL of an origin",
        ),
        (vec!["--nonsense"], 2, "--nonsense"),
        (vec!["--port"], 2, "--port"),
        (vec!["serve"], 2, "serve"),
    ] {
        let output = program(&arguments).output().await.unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
        assert!(told.contains(words), "{arguments:?}: {told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(output.stdout.is_empty());
    }
    let help = program(&["--help"]).output().await.unwrap();
    assert!(help.status.success());
    assert!(
        String::from_utf8(help.stdout)
            .unwrap()
            .contains("--error-rate P")
    );
}
