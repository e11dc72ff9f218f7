//! Each fate a request can carry, on a real socket.

mod support;

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use photofinish_server::{Config, Origin, start};
use support::{begin, config, flag_file, get, request, server};
use tokio::io::AsyncReadExt;

#[tokio::test]
async fn a_delay_passes_before_the_answer() {
    let running = server().await;
    for origin in Origin::ALL {
        let asked = Instant::now();
        let reply = get(&running, origin, "/flags/br/br.gif?delay=120").await;
        assert!(asked.elapsed() >= Duration::from_millis(120));
        assert_eq!(reply.body, flag_file("br/br.gif"));
    }
}

#[tokio::test]
async fn a_status_comes_with_its_reason_and_a_line_of_text() {
    let running = server().await;
    for (code, line) in [
        (200, "HTTP/1.1 200 OK"),
        (404, "HTTP/1.1 404 Not Found"),
        (418, "HTTP/1.1 418 I'm a Teapot"),
        (429, "HTTP/1.1 429 Too Many Requests"),
        (500, "HTTP/1.1 500 Internal Server Error"),
        (503, "HTTP/1.1 503 Service Unavailable"),
        (599, "HTTP/1.1 599 Unassigned"),
    ] {
        let reply = get(
            &running,
            Origin::Local,
            &format!("/flags/br/br.svg?status={code}"),
        )
        .await;
        assert_eq!(reply.status_line(), line);
        if code == 200 {
            assert_eq!(reply.body, flag_file("br/br.svg"));
        } else {
            assert_eq!(format!("HTTP/1.1 {}", reply.text()), format!("{line}\n"));
        }
    }
    for code in [204, 205, 304] {
        let reply = get(
            &running,
            Origin::Local,
            &format!("/flags/br/br.svg?status={code}"),
        )
        .await;
        assert_eq!(reply.status(), code);
        assert!(reply.body.is_empty());
    }
}

#[tokio::test]
async fn every_status_from_200_to_599_can_be_had() {
    let running = server().await;
    for code in 200..=599 {
        let reply = get(
            &running,
            Origin::Local,
            &format!("/flags/br/br.svg?status={code}"),
        )
        .await;
        assert_eq!(reply.status(), code);
    }
}

#[tokio::test]
async fn reset_resets_the_connection_without_an_answer() {
    let running = server().await;
    for target in [
        "/flags/br/br.gif?fail=reset",
        "/flags/br/br.gif?fail=reset&delay=50&status=503",
    ] {
        let mut stream = begin(running.address(Origin::Local), target).await;
        let mut bytes = Vec::new();
        let error = stream.read_to_end(&mut bytes).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        assert!(bytes.is_empty());
    }
}

#[tokio::test]
async fn truncate_announces_all_and_sends_half() {
    let running = server().await;
    for (target, length) in [
        (
            "/flags/br/br.gif?fail=truncate",
            flag_file("br/br.gif").len(),
        ),
        (
            "/flags/bo/bo.svg?fail=truncate",
            flag_file("bo/bo.svg").len(),
        ),
        (
            "/flags/br/br.gif?fail=truncate&status=500",
            "500 Internal Server Error\n".len(),
        ),
    ] {
        let reply = get(&running, Origin::Delay, target).await;
        assert_eq!(reply.header("content-length"), Some(&*length.to_string()));
        assert_eq!(reply.body.len(), length / 2);
    }
    assert_eq!(
        get(&running, Origin::Delay, "/stats")
            .await
            .count("completed"),
        3
    );
}

#[tokio::test]
async fn stall_sends_half_and_then_nothing() {
    let running = server().await;
    let whole = flag_file("br/br.gif");
    let mut stream = begin(
        running.address(Origin::Local),
        "/flags/br/br.gif?fail=stall",
    )
    .await;
    let mut seen = Vec::new();
    while !seen.ends_with(&whole[..whole.len() / 2]) {
        assert_ne!(stream.read_buf(&mut seen).await.unwrap(), 0, "closed early");
    }
    let more = tokio::time::timeout(Duration::from_millis(300), stream.read_u8()).await;
    assert!(more.is_err(), "{more:?}");
    assert_eq!(
        get(&running, Origin::Local, "/stats?wait=busy")
            .await
            .count("in_flight"),
        1
    );
    drop(stream);
    assert_eq!(
        get(&running, Origin::Local, "/stats?wait=idle")
            .await
            .count("aborted"),
        1
    );
}

#[tokio::test]
async fn a_fate_in_the_query_replaces_the_random_one() {
    let harsh = Config {
        delay: "60000".parse().unwrap(),
        error_rate: "1".parse().unwrap(),
        ..config()
    };
    let running = start(harsh).await.unwrap();
    for origin in [Origin::Delay, Origin::Error] {
        for fate in ["delay=0", "status=200", "delay=5&status=200"] {
            assert_eq!(
                get(&running, origin, &format!("/flags/br/br.gif?{fate}"))
                    .await
                    .status(),
                200
            );
        }
    }
}

#[tokio::test]
async fn head_meets_the_same_fates_without_a_body() {
    let running = server().await;
    let address = running.address(Origin::Local);
    let teapot = request(address, "HEAD", "/flags/br/br.gif?status=418", "")
        .await
        .unwrap();
    assert_eq!(teapot.status_line(), "HTTP/1.1 418 I'm a Teapot");
    let truncated = request(address, "HEAD", "/flags/br/br.gif?fail=truncate", "")
        .await
        .unwrap();
    assert_eq!(
        truncated.header("content-length"),
        Some(&*flag_file("br/br.gif").len().to_string())
    );
    let reset = request(address, "HEAD", "/flags/br/br.gif?fail=reset", "")
        .await
        .unwrap_err();
    assert_eq!(reset.kind(), ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn an_answer_says_how_long_the_server_had_the_request() {
    let running = server().await;
    let took = async |query: &str| -> f64 {
        let target = format!("/flags/br/br.gif?{query}");
        let reply = get(&running, Origin::Delay, &target).await;
        let says = reply.header("server-timing").expect("it says so");
        let millis = says.strip_prefix("total;dur=").expect("the whole of it");
        millis.parse().expect("milliseconds")
    };
    // The least is certain; how much longer it takes is the machine's.
    assert!(took("delay=120").await >= 120.0);
    assert!(took("delay=60&status=503").await >= 60.0);
    let site = get(&running, Origin::Local, "/servers.json").await;
    assert_eq!(site.header("server-timing"), None);
}

#[tokio::test]
async fn any_page_may_read_flags_and_their_timing_unless_told_not_to() {
    let running = server().await;
    let address = running.address(Origin::Delay);
    for target in [
        "/flags/br/br.gif",
        "/flags/zz/zz.gif",
        "/flags/br/br.gif?status=418",
        "/flags/br/br.gif?delay=x",
        "/stats",
    ] {
        let reply = get(&running, Origin::Delay, target).await;
        assert_eq!(
            reply.header("access-control-allow-origin"),
            Some("*"),
            "{target}"
        );
        assert_eq!(reply.header("timing-allow-origin"), Some("*"), "{target}");
    }
    let preflight = request(
        address,
        "OPTIONS",
        "/flags/br/br.gif",
        "Access-Control-Request-Method: GET\r\n",
    )
    .await
    .unwrap();
    assert_eq!(preflight.status(), 204);
    assert_eq!(
        preflight.header("access-control-allow-methods"),
        Some("GET, HEAD, POST")
    );

    for method in ["GET", "HEAD", "OPTIONS"] {
        let ask = async |query: &str| {
            let target = format!("/flags/br/br.gif?{query}");
            let reply = request(address, method, &target, "").await.unwrap();
            assert!(reply.status() < 300);
            reply
        };
        let unreadable = ask("nocors").await;
        assert!(!unreadable.head.contains("access-control"));
        assert_eq!(unreadable.header("timing-allow-origin"), Some("*"));
        let untimed = ask("notao").await;
        assert_eq!(untimed.header("access-control-allow-origin"), Some("*"));
        assert!(!untimed.head.contains("timing-allow"));
        let closed = ask("nocors&notao").await;
        assert!(!closed.head.contains("access-control") && !closed.head.contains("timing-allow"));
    }
}

#[tokio::test]
async fn an_answer_can_ask_for_a_wait_before_the_next_try() {
    let running = server().await;
    for status in [429, 503, 200] {
        let target = format!("/flags/br/br.gif?status={status}&retry_after=2");
        let reply = get(&running, Origin::Error, &target).await;
        assert_eq!(reply.status(), status);
        assert_eq!(reply.header("retry-after"), Some("2"));
        // Without this a page of another origin cannot read it.
        assert_eq!(
            reply.header("access-control-expose-headers"),
            Some("retry-after")
        );
    }
    let without = get(&running, Origin::Error, "/flags/br/br.gif?status=503").await;
    assert_eq!(without.header("retry-after"), None);
    assert_eq!(without.header("access-control-expose-headers"), None);
}
