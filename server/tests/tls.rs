//! HTTPS: which HTTP a client gets, and the limits of a connection there.

mod support;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body::Body;
use hyper::body::Incoming;
use hyper::client::conn::{http1, http2};
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use photofinish_server::{Config, Origin, Running, StartError, start};
use support::{config, flag_file};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::Instant;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

const BOTH: &[&str] = &["h2", "http/1.1"];
const FLAG: &str = "/flags/br/br.svg";

fn secure() -> Config {
    Config {
        tls: true,
        ..config()
    }
}

async fn server() -> Running {
    start(secure()).await.unwrap()
}

/// Opens a connection that trusts the server's certificate and nothing else.
async fn connect(
    running: &Running,
    to: SocketAddr,
    alpn: &[&str],
    name: &str,
) -> TlsStream<TcpStream> {
    let stream = TcpStream::connect(to).await.unwrap();
    let connector = connector(running, alpn);
    let name = ServerName::try_from(name.to_owned()).unwrap();
    connector.connect(name, stream).await.unwrap()
}

fn connector(running: &Running, alpn: &[&str]) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    let certificate = running.certificate().unwrap().to_vec();
    roots.add(certificate.into()).unwrap();
    let mut client = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    client.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
    Arc::new(client).into()
}

fn chosen(stream: &TlsStream<TcpStream>) -> Option<&str> {
    let chosen = stream.get_ref().1.alpn_protocol();
    chosen.map(|name| std::str::from_utf8(name).unwrap())
}

/// Nothing, as what is sent with a request.
struct Nothing;

impl Body for Nothing {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        std::task::Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        true
    }
}

async fn bytes(answer: Response<Incoming>) -> hyper::Result<Vec<u8>> {
    let mut body = answer.into_body();
    let mut bytes = Vec::new();
    while let Some(frame) =
        std::future::poll_fn(|context| std::pin::Pin::new(&mut body).poll_frame(context)).await
    {
        bytes.extend(frame?.into_data().unwrap_or_default());
    }
    Ok(bytes)
}

/// A client of HTTP/2, for which many requests share a connection.
async fn client_2(running: &Running, origin: Origin) -> http2::SendRequest<Nothing> {
    let stream = connect(running, running.address(origin), BOTH, "localhost").await;
    assert_eq!(chosen(&stream), Some("h2"));
    let (client, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
        .await
        .unwrap();
    tokio::spawn(connection);
    client
}

fn ask(host: &str, target: &str) -> Request<Nothing> {
    let uri = format!("https://{host}{target}");
    Request::get(uri).body(Nothing).unwrap()
}

/// A number that `/stats` of this client's origin tells.
async fn count(client: &mut http2::SendRequest<Nothing>, query: &str, name: &str) -> u64 {
    let answer = client.send_request(ask("localhost", &format!("/stats{query}")));
    let told = String::from_utf8(bytes(answer.await.unwrap()).await.unwrap()).unwrap();
    let (_, rest) = told.split_once(&format!("\"{name}\":")).unwrap();
    rest.split([',', '}']).next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_client_chooses_its_http_on_all_three_ports() {
    let running = server().await;
    for origin in Origin::ALL {
        let to = running.address(origin);
        for (alpn, expected) in [
            (BOTH, Some("h2")),
            (&["http/1.1", "h2"], Some("h2")),
            (&["http/1.1"], Some("http/1.1")),
            (&[], None),
        ] {
            let stream = connect(&running, to, alpn, "localhost").await;
            assert_eq!(chosen(&stream), expected, "{alpn:?}");
            let answer = if expected == Some("h2") {
                let (mut client, connection) =
                    http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
                        .await
                        .unwrap();
                tokio::spawn(connection);
                client.send_request(ask("localhost", FLAG)).await
            } else {
                let (mut client, connection) =
                    http1::handshake(TokioIo::new(stream)).await.unwrap();
                tokio::spawn(connection);
                let request = Request::get(FLAG).header("host", "localhost");
                client.send_request(request.body(Nothing).unwrap()).await
            };
            let answer = answer.unwrap();
            assert_eq!(answer.status(), 200);
            assert_eq!(answer.headers()["timing-allow-origin"], "*");
            assert_eq!(bytes(answer).await.unwrap(), flag_file("br/br.svg"));
        }
        assert!(running.url(origin).starts_with("https://127.0.0.1:"));
    }
}

#[tokio::test]
async fn the_fourth_port_speaks_http_1_alone() {
    let running = server().await;
    let url = running.http_1_url().unwrap();
    let to: SocketAddr = url.strip_prefix("https://").unwrap().parse().unwrap();
    let stream = connect(&running, to, BOTH, "localhost").await;
    assert_eq!(chosen(&stream), Some("http/1.1"));
    let (mut client, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    for (target, status) in [("/flags/br/br.svg?delay=20", 200), ("/", 404)] {
        let request = Request::get(target).header("host", "localhost");
        let answer = client.send_request(request.body(Nothing).unwrap()).await;
        let answer = answer.unwrap();
        assert_eq!(answer.status(), status);
        bytes(answer).await.unwrap();
    }
}

#[tokio::test]
async fn the_certificate_is_for_the_names_of_this_machine_and_those_allowed() {
    let allowed = vec!["box.example".to_owned(), ".app.example".to_owned()];
    let running = start(Config {
        allowed_hosts: allowed,
        ..secure()
    })
    .await
    .unwrap();
    let to = running.address(Origin::Local);
    for name in [
        "localhost",
        "127.0.0.1",
        "::1",
        "box.example",
        "a.app.example",
    ] {
        connect(&running, to, BOTH, name).await;
    }
    let stream = TcpStream::connect(to).await.unwrap();
    let other = ServerName::try_from("evil.example").unwrap();
    let refused = connector(&running, BOTH).connect(other, stream).await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn each_start_has_a_certificate_of_its_own_and_a_name_that_can_be_none_is_told() {
    let (one, other) = (server().await, server().await);
    assert_ne!(one.certificate(), other.certificate());
    assert!(support::server().await.certificate().is_none());
    let strange = start(Config {
        allowed_hosts: vec!["字.example".to_owned()],
        ..secure()
    });
    assert!(matches!(strange.await, Err(StartError::Certificate(_))));
}

#[tokio::test]
async fn listening_on_ipv6_the_certificate_is_good_too() {
    let Ok(running) = start(Config {
        host: Ipv6Addr::LOCALHOST.into(),
        ..secure()
    })
    .await
    else {
        // A machine without IPv6.
        assert!(std::net::TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_err());
        return;
    };
    connect(&running, running.address(Origin::Delay), BOTH, "::1").await;
}

#[tokio::test]
async fn another_sites_name_gets_421_over_http_2_too() {
    let running = server().await;
    let mut client = client_2(&running, Origin::Local).await;
    for (host, status) in [
        ("localhost", 200),
        ("127.0.0.1:1", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
    ] {
        for target in [FLAG, "/stats", "/servers.json"] {
            let answer = client.send_request(ask(host, target)).await.unwrap();
            assert_eq!(answer.status(), status, "{host} {target}");
        }
    }
}

#[tokio::test]
async fn the_addresses_it_tells_are_of_https() {
    let running = server().await;
    let mut client = client_2(&running, Origin::Local).await;
    let port = running.address(Origin::Local).port();
    let told = client.send_request(ask(&format!("localhost:{port}"), "/servers.json"));
    let told = String::from_utf8(bytes(told.await.unwrap()).await.unwrap()).unwrap();
    for origin in Origin::ALL {
        let port = running.address(origin).port();
        let expected = format!("\"{}\":\"https://localhost:{port}/flags\"", origin.name());
        assert!(told.contains(&expected), "{told}");
    }
}

#[tokio::test]
async fn who_leaves_over_http_1_is_noticed() {
    let running = server().await;
    let stream = connect(&running, running.address(Origin::Delay), &[], "localhost").await;
    let (mut client, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
    let connection = tokio::spawn(connection);
    let target = format!("{FLAG}?delay=60000&run=left");
    let request = Request::get(target).header("host", "localhost");
    let asked = tokio::spawn(client.send_request(request.body(Nothing).unwrap()));
    let mut counting = client_2(&running, Origin::Delay).await;
    count(&mut counting, "?run=left&wait=busy", "in_flight").await;
    connection.abort();
    asked.abort();
    let aborted = count(&mut counting, "?run=left&wait=idle", "aborted").await;
    assert_eq!(aborted, 1);
}

/// Twenty on one connection, none of which is over before all have come.
#[tokio::test]
async fn requests_that_share_a_connection_are_all_in_flight_and_counted() {
    let running = server().await;
    let mut client = client_2(&running, Origin::Delay).await;
    let asked: Vec<_> = (0..20)
        .map(|_| client.send_request(ask("localhost", &format!("{FLAG}?delay=2000&run=all"))))
        .collect();
    let asked: Vec<_> = asked.into_iter().map(tokio::spawn).collect();
    for each in asked {
        let answer = each.await.unwrap().unwrap();
        assert_eq!(bytes(answer).await.unwrap(), flag_file("br/br.svg"));
    }
    for (name, expected) in [("max_in_flight", 20), ("completed", 20), ("aborted", 0)] {
        assert_eq!(
            count(&mut client, "?run=all&wait=idle", name).await,
            expected
        );
    }
}

#[tokio::test]
async fn one_that_is_given_up_counts_as_aborted_and_the_others_go_on() {
    let running = server().await;
    let mut client = client_2(&running, Origin::Delay).await;
    let kept = client.send_request(ask("localhost", &format!("{FLAG}?delay=300&run=kept")));
    let kept = tokio::spawn(kept);
    let given_up = client.send_request(ask("localhost", &format!("{FLAG}?delay=60000&run=gone")));
    let given_up = tokio::spawn(given_up);
    count(&mut client, "?run=gone&wait=busy", "in_flight").await;
    given_up.abort();
    assert_eq!(
        count(&mut client, "?run=gone&wait=idle", "aborted").await,
        1
    );
    assert_eq!(kept.await.unwrap().unwrap().status(), 200);
}

#[tokio::test]
async fn a_fate_that_breaks_ends_its_own_request_alone() {
    let running = server().await;
    let mut client = client_2(&running, Origin::Error).await;
    let reset = ask("localhost", &format!("{FLAG}?fail=reset&run=broken"));
    assert!(client.send_request(reset).await.is_err());
    let cut = ask("localhost", &format!("{FLAG}?fail=truncate&run=broken"));
    let cut = client.send_request(cut).await.unwrap();
    assert_eq!(cut.status(), 200);
    assert!(bytes(cut).await.is_err());
    let teapot = ask("localhost", &format!("{FLAG}?status=418&run=broken"));
    assert_eq!(client.send_request(teapot).await.unwrap().status(), 418);
    assert_eq!(
        count(&mut client, "?run=broken&wait=idle", "completed").await,
        3
    );
}

#[tokio::test]
async fn a_head_of_too_many_fields_is_refused_over_http_2_too() {
    let running = server().await;
    let mut client = client_2(&running, Origin::Local).await;
    for (fields, status) in [(50, 200), (200, 431)] {
        let mut request = ask("localhost", FLAG);
        for _ in 0..fields {
            let many = hyper::header::HeaderName::from_static("x-many");
            request.headers_mut().append(many, "1".parse().unwrap());
        }
        let answer = client.send_request(request).await.unwrap();
        assert_eq!(answer.status(), status);
    }
}

#[tokio::test]
async fn who_speaks_plain_http_is_closed() {
    let running = server().await;
    for origin in Origin::ALL {
        let mut stream = TcpStream::connect(running.address(origin)).await.unwrap();
        let head = b"GET /flags/br/br.svg HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.write_all(head).await.unwrap();
        let mut bytes = Vec::new();
        // Closed, not reset: an alert, and the end.
        stream.read_to_end(&mut bytes).await.unwrap();
        assert!(!bytes.windows(4).any(|four| four == b"HTTP"), "{bytes:?}");
    }
}

#[tokio::test]
async fn a_fourth_port_in_use_is_told() {
    let Some((first, _taken)) = four_ports() else {
        panic!("four ports in a row are free");
    };
    let failed = start(Config {
        port: first,
        ..secure()
    });
    assert!(matches!(failed.await, Err(StartError::PortInUse { port, .. }) if port == first + 3));
}

/// The first of three free ports in a row, and the fourth, taken.
fn four_ports() -> Option<(u16, std::net::TcpListener)> {
    let listen = |port| std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok();
    (0..100).find_map(|_| {
        let first = listen(0)?;
        let port = first.local_addr().ok()?.port();
        let next = |nth| listen(port.checked_add(nth)?);
        let (_second, _third) = (next(1)?, next(2)?);
        Some((port, next(3)?))
    })
}

/// On a clock that jumps ahead while nothing happens.
#[tokio::test(start_paused = true)]
async fn a_handshake_that_does_not_go_on_is_ended() {
    let running = server().await;
    // The beginning of a record of 512 bytes.
    for begun in [&b""[..], &[22, 3, 1, 2, 0, 1]] {
        let mut stream = TcpStream::connect(running.address(Origin::Local))
            .await
            .unwrap();
        stream.write_all(begun).await.unwrap();
        let began = Instant::now();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes).await;
        assert!(bytes.is_empty());
        assert!(began.elapsed() >= Duration::from_secs(9), "{begun:?}");
    }
}

/// As above.
#[tokio::test(start_paused = true)]
async fn who_asks_nothing_over_http_2_is_closed_after_half_a_minute() {
    let running = server().await;
    let stream = connect(&running, running.address(Origin::Local), BOTH, "localhost").await;
    let began = Instant::now();
    let (client, connection) =
        http2::handshake::<_, _, Nothing>(TokioExecutor::new(), TokioIo::new(stream))
            .await
            .unwrap();
    let _ = connection.await;
    assert!(client.is_closed());
    assert!(began.elapsed() >= Duration::from_secs(29));
}

/// As above; a window of nothing keeps every answer from being sent.
#[tokio::test(start_paused = true)]
async fn who_takes_nothing_of_an_answer_over_http_2_is_closed() {
    let running = server().await;
    let stream = connect(&running, running.address(Origin::Local), BOTH, "localhost").await;
    let (mut client, connection) = http2::Builder::new(TokioExecutor::new())
        .initial_stream_window_size(0)
        .handshake(TokioIo::new(stream))
        .await
        .unwrap();
    let connection = tokio::spawn(connection);
    let began = Instant::now();
    let answer = client.send_request(ask("localhost", FLAG)).await.unwrap();
    assert!(bytes(answer).await.is_err());
    let _ = connection.await;
    assert!(began.elapsed() >= Duration::from_secs(29));
}

#[tokio::test]
async fn the_program_tells_a_fourth_address() {
    let mut child = support::program(&["--port", "0", "--tls"]).spawn().unwrap();
    let mut line = String::new();
    let mut told = BufReader::new(child.stdout.as_mut().unwrap());
    told.read_line(&mut line).await.unwrap();
    for name in ["local", "delay", "error", "http1"] {
        assert!(
            line.contains(&format!(" {name}=https://127.0.0.1:")),
            "{line}"
        );
    }
    child.kill().await.unwrap();
}
