//! Bytes nobody should send, on real sockets: each connection gets an answer or a clean end, nothing
//! panics, and nothing outside of the folder is told.

mod support;

use std::cell::Cell;
use std::fs;
use std::net::SocketAddr;
use std::panic;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use photofinish_server::{Config, Origin, start};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use support::{config, get};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Stands in a file beside the folder that is served, and in no answer.
const SECRET: &str = "not to be told";

/// A connection that nobody ends is a failure; how long that takes to see matters to nobody.
const PATIENCE: Duration = Duration::from_secs(120);

fn path() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "(\\.\\.|%2e%2e|%2E.|\\.|)",
        "(secret\\.txt|app|flags|stats|reset|servers\\.json|index\\.html|br|br\\.svg)",
        "(%2f|%5c|\\\\|%00|%ff|:|%)[a-z]{0,3}",
        "[a-z%?#.]{0,6}",
    ];
    proptest::collection::vec(part, 0..7).prop_map(|parts| format!("/{}", parts.join("/")))
}

fn query() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "\\?(delay=[0-9]{0,1}|status=[0-9]{1,4}|fail=(reset|truncate|x)|run=.{0,9}|wait=idle|notao)(&[a-z]{0,5}(=[0-9%]{0,4})?){0,3}",
        "\\?a{2040,2060}",
    ]
}

fn header() -> impl Strategy<Value = String> {
    prop_oneof![
        "Host: (127\\.0\\.0\\.1|localhost(:[0-9]{1,6})?|evil\\.example|\\[::1\\]|)",
        "(Content-Length|Range|If-None-Match|If-Modified-Since|Accept-Encoding|Origin|X-Forwarded-Proto): [ -~]{0,20}",
        "(Content-Length: [0-9]{1,22}|Transfer-Encoding: (chunked|gzip|x)|Expect: 100-continue|Upgrade: h2c)",
        "(Range: bytes=[0-9]{0,20}-[0-9]{0,20}|Connection: (close|keep-alive|x))",
        ".{0,30}",
        "[A-Za-z]{1,5}: a{3000,5000}",
    ]
}

/// A head as a client might write that means no good, with some body.
fn head() -> impl Strategy<Value = Vec<u8>> {
    let method = prop_oneof![
        "(GET|HEAD|POST|OPTIONS|PUT|DELETE|CONNECT|TRACE)",
        "[!-~]{0,9}"
    ];
    let version = prop_oneof!["HTTP/(1\\.1|1\\.0|2\\.0|0\\.9)", "[ -~]{0,9}"];
    let headers = proptest::collection::vec(header(), 0..8);
    let end = prop_oneof![9 => Just("\r\n"), 1 => Just("\n")];
    let body = proptest::collection::vec(any::<u8>(), 0..60);
    (method, path(), query(), version, headers, end, body).prop_map(
        |(method, path, query, version, headers, end, body)| {
            let mut lines = vec![format!("{method} {path}{query} {version}")];
            lines.extend(headers);
            let mut bytes = (lines.join(end) + end + end).into_bytes();
            bytes.extend(body);
            bytes
        },
    )
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => head(),
        // Two in one, of which the second may be cut.
        2 => (head(), head(), any::<usize>()).prop_map(|(mut first, second, at)| {
            first.extend(&second[..at % (second.len() + 1)]);
            first
        }),
        1 => proptest::collection::vec(any::<u8>(), 0..300),
    ]
}

/// Sends this, says that no more will come, and reads to the end.
async fn answered(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut answer = Vec::new();
    let Ok(mut stream) = TcpStream::connect(address).await else {
        return answer;
    };
    // The server may have had enough before all is sent, and reset what it did not read.
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    let _ = stream.read_to_end(&mut answer).await;
    answer
}

#[test]
fn whatever_is_sent_is_answered_or_refused() {
    static PANICKED: AtomicBool = AtomicBool::new(false);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("garbage");
    let app = folder.join("app");
    fs::create_dir_all(&app).unwrap();
    fs::write(folder.join("secret.txt"), SECRET).unwrap();
    fs::write(app.join(".hidden"), SECRET).unwrap();
    fs::write(app.join("index.html"), "the page").unwrap();
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        PANICKED.store(true, Ordering::SeqCst);
        before(info);
    }));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let running = runtime.block_on(start(Config { app, ..config() })).unwrap();
    let fail = |what: &str| TestCaseError::fail(what.to_owned());
    let settings = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    // How many were refused in words, and how many without.
    let told = [Cell::new(0), Cell::new(0)];
    let outcome = TestRunner::new(settings).run(&(bytes(), 0..3usize), |(bytes, origin)| {
        let address = running.address(Origin::ALL[origin]);
        let answer = runtime.block_on(async { timeout(PATIENCE, answered(address, &bytes)).await });
        let answer = answer.map_err(|_| fail("the connection has no end"))?;
        prop_assert!(
            answer.is_empty() || answer.starts_with(b"HTTP/1."),
            "no HTTP"
        );
        let count = &told[usize::from(answer.is_empty())];
        count.set(count.get() + 1);
        let text = String::from_utf8_lossy(&answer);
        prop_assert!(!text.contains(SECRET), "it left the folder");
        prop_assert!(!PANICKED.load(Ordering::SeqCst), "the server panicked");
        Ok(())
    });
    // It lives, and serves.
    let page = runtime.block_on(get(&running, Origin::Local, "/"));
    assert_eq!(page.text(), "the page");
    if let Err(error) = outcome {
        panic!("{error}");
    }
    let [in_words, without] = told.map(|count| count.get());
    assert!(
        in_words > without,
        "{in_words} answers, {without} ends without one"
    );
}
