//! The app as a browser gets it: media types, compressed siblings, caching.

mod support;

use std::fs;
use std::path::PathBuf;

use photofinish_server::{Config, Origin, Running, start};
use support::{Reply, config, get, request};

const FILES: [(&str, &str); 9] = [
    ("index.html", "text/html; charset=utf-8"),
    ("app-0123456789abcdef.wasm", "application/wasm"),
    ("app-0123456789abcdef.js", "text/javascript; charset=utf-8"),
    ("style.css", "text/css; charset=utf-8"),
    ("manifest.webmanifest", "application/manifest+json"),
    ("icon.png", "image/png"),
    ("icon.svg", "image/svg+xml"),
    ("sub/index.html", "text/html; charset=utf-8"),
    ("sub/with space.txt", "text/plain; charset=utf-8"),
];

/// A server over an app of which each test has its own copy.
async fn app(test: &str) -> (Running, PathBuf) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("sub")).unwrap();
    for (name, _) in FILES {
        fs::write(folder.join(name), format!("plain {name}")).unwrap();
    }
    for name in ["index.html", "app-0123456789abcdef.wasm"] {
        fs::write(folder.join(format!("{name}.br")), "as brotli").unwrap();
        fs::write(folder.join(format!("{name}.gz")), "as gzip").unwrap();
    }
    fs::write(folder.join("style.css.gz"), "as gzip").unwrap();
    let running = start(Config {
        app: folder.clone(),
        ..config()
    })
    .await
    .unwrap();
    (running, folder)
}

async fn get_with(running: &Running, target: &str, headers: &str) -> Reply {
    request(running.address(Origin::Local), "GET", target, headers)
        .await
        .unwrap()
}

#[tokio::test]
async fn what_follows_its_address_is_for_the_page_to_read() {
    let (running, _) = app("long_addresses").await;
    let target = format!("/?codes={}", "AA,".repeat(2000));
    let reply = get(&running, Origin::Local, &target).await;
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.body, b"plain index.html");
}

#[tokio::test]
async fn each_file_has_its_media_type_and_length() {
    let (running, _) = app("media_types").await;
    for (name, media_type) in FILES {
        let reply = get(
            &running,
            Origin::Local,
            &format!("/{}", name.replace(' ', "%20")),
        )
        .await;
        assert_eq!(reply.status(), 200, "{name}");
        assert_eq!(reply.header("content-type"), Some(media_type), "{name}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.text(), format!("plain {name}"));
        assert_eq!(
            reply.header("content-length"),
            Some(&*reply.body.len().to_string())
        );
    }
    assert_eq!(
        get(&running, Origin::Local, "/").await.text(),
        "plain index.html"
    );
    assert_eq!(
        get(&running, Origin::Local, "/?codes=BR&autorun=1")
            .await
            .text(),
        "plain index.html"
    );
    assert_eq!(
        get(&running, Origin::Local, "/sub/").await.text(),
        "plain sub/index.html"
    );
    assert_eq!(get(&running, Origin::Local, "/none.js").await.status(), 404);
    assert_eq!(get(&running, Origin::Delay, "/").await.status(), 404);
}

#[tokio::test]
async fn the_best_encoding_the_client_accepts_is_sent() {
    let (running, _) = app("encodings").await;
    for (accepted, target, encoding, body) in [
        ("gzip, deflate, br, zstd", "/", Some("br"), "as brotli"),
        ("br;q=0.5, gzip", "/", Some("br"), "as brotli"),
        ("BR", "/", Some("br"), "as brotli"),
        ("gzip", "/", Some("gzip"), "as gzip"),
        ("br;q=0, gzip;q=1.0", "/", Some("gzip"), "as gzip"),
        ("gzip, br", "/style.css", Some("gzip"), "as gzip"),
        ("gzip, br", "/icon.svg", None, "plain icon.svg"),
        ("identity", "/", None, "plain index.html"),
        ("gzip;q=0, br;q=no", "/", None, "plain index.html"),
        ("", "/", None, "plain index.html"),
    ] {
        let reply = get_with(
            &running,
            target,
            &format!("Accept-Encoding: {accepted}\r\n"),
        )
        .await;
        assert_eq!(reply.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(reply.text(), body, "{accepted}");
        assert_eq!(reply.header("vary"), Some("accept-encoding"));
    }
    let wasm = get_with(
        &running,
        "/app-0123456789abcdef.wasm",
        "Accept-Encoding: br\r\n",
    )
    .await;
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
}

#[tokio::test]
async fn what_is_named_by_its_content_is_kept_and_the_rest_is_asked_for_again() {
    let (running, _) = app("cache_control").await;
    let cache_control = async |target| {
        get(&running, Origin::Local, target)
            .await
            .header("cache-control")
            .map(str::to_owned)
    };
    assert_eq!(cache_control("/").await.unwrap(), "no-cache");
    assert_eq!(cache_control("/style.css").await.unwrap(), "no-cache");
    let kept = cache_control("/app-0123456789abcdef.js").await.unwrap();
    assert_eq!(kept, "public, max-age=31536000, immutable");
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again_until_it_changes() {
    let (running, folder) = app("not_modified").await;
    let first = get(&running, Origin::Local, "/").await;
    let (tag, date) = (
        first.header("etag").unwrap(),
        first.header("last-modified").unwrap(),
    );
    for (headers, status) in [
        (format!("If-None-Match: {tag}\r\n"), 304),
        (format!("If-None-Match: \"other\", W/{tag}\r\n"), 304),
        ("If-None-Match: *\r\n".to_owned(), 304),
        (format!("If-Modified-Since: {date}\r\n"), 304),
        (
            format!("If-None-Match: \"other\"\r\nIf-Modified-Since: {date}\r\n"),
            200,
        ),
        (
            "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n".to_owned(),
            200,
        ),
        ("If-Modified-Since: yesterday\r\n".to_owned(), 200),
        (
            format!("If-None-Match: {tag}\r\nAccept-Encoding: br\r\n"),
            200,
        ),
    ] {
        let reply = get_with(&running, "/", &headers).await;
        assert_eq!(reply.status(), status, "{headers}");
        assert_eq!(reply.body.is_empty(), status == 304);
        assert!(reply.header("etag").is_some());
    }
    fs::write(folder.join("index.html"), "a longer page than before").unwrap();
    let changed = get_with(&running, "/", &format!("If-None-Match: {tag}\r\n")).await;
    assert_eq!(changed.text(), "a longer page than before");
}

#[tokio::test]
async fn head_tells_what_get_would_send() {
    let (running, _) = app("head").await;
    let head = request(
        running.address(Origin::Local),
        "HEAD",
        "/",
        "Accept-Encoding: br\r\n",
    )
    .await
    .unwrap();
    assert_eq!(head.status(), 200);
    assert_eq!(
        head.header("content-length"),
        Some(&*"as brotli".len().to_string())
    );
    assert!(head.body.is_empty());
}

#[tokio::test]
async fn without_an_app_the_first_page_says_so() {
    let running = start(config()).await.unwrap();
    let reply = get(&running, Origin::Local, "/").await;
    assert_eq!(reply.status(), 404);
    assert!(reply.text().contains("not built"), "{}", reply.text());
}

#[tokio::test]
async fn the_app_says_what_it_may_load_and_keeps_to_itself() {
    let (running, _) = app("headers").await;
    for target in ["/", "/app-0123456789abcdef.js", "/icon.svg"] {
        let reply = get_with(&running, target, "").await;
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(
            reply.header("cross-origin-opener-policy"),
            Some("same-origin")
        );
    }
}

#[tokio::test]
async fn the_frame_of_own_functions_gets_its_own_policy_and_no_other() {
    let (running, folder) = app("frame").await;
    fs::create_dir_all(folder.join("app-0123456789abcdef")).unwrap();
    fs::write(folder.join("app-0123456789abcdef/own.html"), "frame").unwrap();
    let reply = get_with(&running, "/app-0123456789abcdef/own.html", "").await;
    let policy = reply.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(policy.contains("'unsafe-eval'") && policy.ends_with("sandbox allow-scripts"));
    for open in ["connect-src", "frame-src", "'self'", "http"] {
        assert!(!policy.contains(open), "{policy}");
    }
    assert_eq!(
        reply.header("cross-origin-embedder-policy"),
        Some("require-corp")
    );
}
