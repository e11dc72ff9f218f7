//! Input nobody should send: each gets a 4xx, never a file from elsewhere, and the server lives on.

mod support;

use std::path::PathBuf;

use photofinish_server::{Config, Origin, start};
use support::{config, exchange, get, request, server};

#[tokio::test]
async fn a_fate_that_cannot_be_is_refused_in_a_sentence() {
    let running = server().await;
    for (query, words) in [
        ("delay=-1", "0 to 60000"),
        ("delay=60001", "0 to 60000"),
        ("delay=1e300", "0 to 60000"),
        ("delay=NaN", "0 to 60000"),
        ("delay=inf", "0 to 60000"),
        ("delay=", "0 to 60000"),
        ("delay=soon", "0 to 60000"),
        ("delay=%ff%00", "0 to 60000"),
        ("status=199", "200 to 599"),
        ("status=600", "200 to 599"),
        ("status=-418", "200 to 599"),
        ("status=99999999999", "200 to 599"),
        ("status=teapot", "200 to 599"),
        ("fail=explode", "reset, truncate or stall"),
        ("fail=", "reset, truncate or stall"),
        ("fail=Reset", "reset, truncate or stall"),
        ("retry_after=soon", "0 to 3600"),
        ("retry_after=1.5", "0 to 3600"),
        ("retry_after=-1", "0 to 3600"),
        ("retry_after=3601", "0 to 3600"),
        ("nocors=maybe", "without one"),
        ("notao=0", "without one"),
        ("nocors&nocors", "given twice"),
        ("run=", "64 bytes"),
        ("delay=1&delay=2", "given twice"),
        ("status=200&status=418", "given twice"),
    ] {
        for origin in Origin::ALL {
            let reply = get(&running, origin, &format!("/flags/br/br.gif?{query}")).await;
            assert_eq!(reply.status(), 400, "{query}");
            assert!(reply.text().contains(words), "{query}: {}", reply.text());
            assert!(reply.text().ends_with(".\n"));
        }
    }
    let long_run = format!("/flags/br/br.gif?run={}", "r".repeat(65));
    assert_eq!(get(&running, Origin::Local, &long_run).await.status(), 400);
    assert_eq!(
        get(&running, Origin::Local, "/stats?wait=long")
            .await
            .status(),
        400
    );
    assert_eq!(
        get(&running, Origin::Local, "/stats")
            .await
            .count("requests"),
        0
    );
}

/// One table for the server and the simulated origin, which the end-to-end tests hold to it.
#[tokio::test]
async fn the_language_of_fates_is_that_of_the_table() {
    let running = server().await;
    let table = include_str!("../../tests/data/fates.txt");
    let rows = table
        .lines()
        .filter_map(|line| line.split_once('\t').filter(|_| !line.starts_with('#')));
    let mut checked = 0;
    for (query, status) in rows {
        let target = format!("/flags/br/br.svg?{}", in_ascii(query));
        let reply = get(&running, Origin::Local, &target).await;
        assert_eq!(reply.status().to_string(), status, "{query}");
        checked += 1;
    }
    assert!(checked > 50, "only {checked} rows were read");
}

/// As a browser writes a query on the wire.
fn in_ascii(query: &str) -> String {
    let each = |byte: u8| match byte {
        0..128 => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    query.bytes().map(each).collect()
}

#[tokio::test]
async fn the_edges_of_a_fate_and_unknown_parameters_are_accepted() {
    let running = server().await;
    for query in [
        "delay=0",
        "delay=0.5",
        "status=200",
        "nocors",
        "notao=",
        "retry_after=0",
        "t=123&cache=no",
        "&&",
        "=",
    ] {
        assert_eq!(
            get(
                &running,
                Origin::Local,
                &format!("/flags/br/br.gif?{query}")
            )
            .await
            .status(),
            200,
            "{query}"
        );
    }
}

#[tokio::test]
async fn what_is_too_long_is_refused() {
    let running = server().await;
    for length in [2049, 20_000, 60_000] {
        let reply = get(
            &running,
            Origin::Local,
            &format!("/flags/br/br.gif?{}", "x".repeat(length)),
        )
        .await;
        assert_eq!(reply.status(), 414, "{length}");
    }
    let longer_than_the_parser_reads =
        format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "x".repeat(100_000));
    let reply = exchange(
        running.address(Origin::Local),
        longer_than_the_parser_reads.as_bytes(),
    )
    .await;
    // The rest of the request may still be on its way when the server closes: then the client sees a reset.
    assert!(reply.is_err() || (400..500).contains(&reply.unwrap().status()));
    assert_eq!(
        get(&running, Origin::Local, "/flags/br/br.gif")
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn what_is_not_http_ends_only_its_connection() {
    let running = server().await;
    let address = running.address(Origin::Local);
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
    ] {
        assert_eq!(exchange(address, bytes).await.unwrap().status(), 400);
    }
    assert_eq!(
        get(&running, Origin::Local, "/flags/br/br.gif")
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn only_reading_is_allowed() {
    let running = server().await;
    for origin in [Origin::Local, Origin::Delay] {
        for target in ["/", "/flags/br/br.gif", "/stats", "/servers.json"] {
            for method in ["PUT", "DELETE", "PATCH", "BREW"] {
                let reply = request(running.address(origin), method, target, "")
                    .await
                    .unwrap();
                assert_eq!(reply.status(), 405, "{method} {target}");
                assert!(reply.header("allow").is_some());
            }
        }
    }
}

#[tokio::test]
async fn no_path_leaves_the_folder() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no_path_leaves_the_folder");
    let _ = std::fs::remove_dir_all(&folder);
    let app = folder.join("app");
    std::fs::create_dir_all(app.join("inside")).unwrap();
    std::fs::write(app.join("index.html"), "the app").unwrap();
    std::fs::write(app.join(".hidden"), "secret").unwrap();
    std::fs::write(folder.join("secret.txt"), "secret").unwrap();
    std::fs::write(folder.join("secret.txt.gz"), "secret").unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.txt", app.join("link.txt")).unwrap();
        std::os::unix::fs::symlink("../secret.txt.gz", app.join("index.html.gz")).unwrap();
        std::os::unix::fs::symlink("..", app.join("up")).unwrap();
    }

    let running = start(Config {
        app: app.clone(),
        ..config()
    })
    .await
    .unwrap();
    let absolute = folder.join("secret.txt");
    let absolute = absolute.to_str().unwrap();
    let long = format!("/{}", "a".repeat(300));
    for target in [
        "/../secret.txt",
        "/inside/../../secret.txt",
        "/./index.html",
        "/%2e%2e/secret.txt",
        "/%2E%2e/secret.txt",
        "/.%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/inside/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/%5c..%5csecret.txt",
        "/secret.txt%00",
        "/index.html%00.js",
        "/%c0%ae%c0%ae/secret.txt",
        "/.hidden",
        "/%2ehidden",
        "//secret.txt",
        "/link.txt",
        "/up/secret.txt",
        "/up/",
        "/inside",
        "/inside/",
        "/index.html/",
        "/index.html/x",
        "/C:/secret.txt",
        "/flags/../index.html",
        "/flags/../../secret.txt",
        "/flags/%2e%2e/%2e%2e/secret.txt",
        "/flags/br/..%2f..%2fLICENSE",
        "/flags/LICENSE.md",
        absolute,
        &format!("/{absolute}"),
        &long,
    ] {
        for headers in ["", "Accept-Encoding: gzip, br\r\n"] {
            let reply = request(running.address(Origin::Local), "GET", target, headers)
                .await
                .unwrap();
            assert!(
                (400..500).contains(&reply.status()),
                "{target}: {}",
                reply.status_line()
            );
            assert!(!reply.text().contains("secret"), "{target}");
        }
    }
    let own = request(
        running.address(Origin::Local),
        "GET",
        "/",
        "Accept-Encoding: gzip\r\n",
    )
    .await
    .unwrap();
    assert_eq!(own.text(), "the app");
}
