//! Clients that are slow, half gone or many.

mod support;

use std::time::Duration;

use photofinish_server::{Config, Origin, start};
use support::{config, exchange, flag_file, get, request, server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

#[tokio::test]
async fn a_client_that_closes_its_sending_half_is_answered() {
    let running = server().await;
    let address = running.address(Origin::Local);
    for (version, query) in [
        ("1.1", "delay=300&run=half"),
        ("1.0", "delay=300&run=half"),
        ("1.1", "run=half"),
        ("1.1", "delay=300&status=418&run=half"),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head =
            format!("GET /flags/br/br.gif?{query} HTTP/{version}\r\nHost: localhost\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let expected = format!(
            "HTTP/{version} {}",
            if query.contains("418") { "418" } else { "200" }
        );
        assert!(
            bytes.starts_with(expected.as_bytes()),
            "{query}: {}",
            String::from_utf8_lossy(&bytes[..40])
        );
        if expected.ends_with("200") {
            assert!(bytes.ends_with(&flag_file("br/br.gif")));
        }
    }
    let counts = get(&running, Origin::Local, "/stats?run=half&wait=idle").await;
    assert_eq!((counts.count("completed"), counts.count("aborted")), (4, 0));
}

/// As many as there are connections, and as many again: each of its own kind of slowness.
#[tokio::test]
async fn slow_clients_do_not_keep_others_from_being_answered() {
    let running = start(Config {
        max_connections: 20,
        ..config()
    })
    .await
    .unwrap();
    let address = running.address(Origin::Local);
    let mut slow = Vec::new();
    for nth in 0..60 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let begun = ["", "GET /flags/br", "GET / HTTP/1.1\r\nHost: localhost\r\n"][nth % 3];
        stream.write_all(begun.as_bytes()).await.unwrap();
        slow.push(stream);
        if nth % 10 == 0 {
            assert_eq!(
                get(&running, Origin::Local, "/flags/br/br.gif")
                    .await
                    .status(),
                200
            );
        }
    }
    assert_eq!(
        get(&running, Origin::Local, "/flags/br/br.gif")
            .await
            .status(),
        200
    );
    // The first to come have made room.
    let mut nothing = Vec::new();
    let _ = slow[0].read_to_end(&mut nothing).await;
    assert!(nothing.is_empty());
}

#[tokio::test]
async fn who_is_served_is_not_closed_for_those_who_come_later() {
    let running = start(Config {
        max_connections: 2,
        ..config()
    })
    .await
    .unwrap();
    let address = running.address(Origin::Local);
    let served: Vec<_> = (0..2)
        .map(|_| {
            tokio::spawn(request(
                address,
                "GET",
                "/flags/br/br.gif?delay=300&run=served",
                "",
            ))
        })
        .collect();
    let late: Vec<_> = (0..5)
        .map(|_| tokio::spawn(request(address, "GET", "/flags/br/br.gif", "")))
        .collect();
    for each in served.into_iter().chain(late) {
        assert_eq!(each.await.unwrap().unwrap().status(), 200);
    }
}

/// On a clock that jumps ahead while nothing happens.
#[tokio::test(start_paused = true)]
async fn who_sends_no_head_is_closed_after_half_a_minute() {
    let running = server().await;
    for begun in ["", "GET /flags/br", "GET / HTTP/1.1\r\nHost: localhost\r\n"] {
        let mut stream = TcpStream::connect(running.address(Origin::Local))
            .await
            .unwrap();
        stream.write_all(begun.as_bytes()).await.unwrap();
        let began = Instant::now();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let told = String::from_utf8_lossy(&bytes);
        assert!(!told.contains("200 OK"), "{begun:?}: {told}");
        assert!(began.elapsed() >= Duration::from_secs(29), "{begun:?}");
    }
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let running = server().await;
    let address = running.address(Origin::Local);
    let field = format!("X-Much: {}\r\n", "x".repeat(1000));
    for (headers, fields) in [
        (field.repeat(50), true),
        (field.repeat(200), false),
        ("X-Many: 1\r\n".repeat(200), false),
    ] {
        let head = format!(
            "GET /flags/br/br.gif HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"
        );
        // The rest may still be on its way when the server closes: then the client sees a reset.
        let status = exchange(address, head.as_bytes())
            .await
            .map_or(431, |reply| reply.status());
        assert_eq!(
            status,
            if fields { 200 } else { 431 },
            "{} bytes",
            head.len()
        );
    }
}
