//! By which names and through what the server is reached.

mod support;

use photofinish_server::{Config, Origin, Running, start};
use support::{Reply, config, exchange, server};

async fn called(running: &Running, origin: Origin, target: &str, headers: &str) -> Reply {
    let head = format!("GET {target} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n");
    let reply = exchange(running.address(origin), head.as_bytes()).await;
    reply.unwrap()
}

#[tokio::test]
async fn another_sites_name_that_is_made_to_point_here_gets_421() {
    let running = server().await;
    for origin in Origin::ALL {
        let port = running.address(origin).port();
        for (target, host) in [
            ("/flags/br/br.gif", format!("Host: evil.example:{port}\r\n")),
            ("/stats", "Host: evil.example\r\n".to_owned()),
            (
                "/servers.json",
                "Host: 127.0.0.1.evil.example\r\n".to_owned(),
            ),
            ("/flags/br/br.gif", format!("Host: 192.0.2.1:{port}\r\n")),
            ("/flags/br/br.gif", "Host: \r\n".to_owned()),
            (
                "/flags/br/br.gif",
                "Host: localhost\r\nHost: evil.example\r\n".to_owned(),
            ),
            (
                "http://evil.example/flags/br/br.gif",
                "Host: localhost\r\n".to_owned(),
            ),
        ] {
            let reply = called(&running, origin, target, &host).await;
            assert_eq!(reply.status(), 421, "{target} {host}");
            assert!(reply.text().contains("--allow-host"), "{}", reply.text());
            assert!(!reply.head.contains("access-control"));
        }
        for host in [
            "localhost",
            "LOCALHOST:1",
            "127.0.0.1",
            "[::1]",
            "app.localhost:8000",
        ] {
            let reply = called(
                &running,
                origin,
                "/flags/br/br.gif",
                &format!("Host: {host}\r\n"),
            )
            .await;
            assert_eq!(reply.status(), 200, "{host}");
        }
        // Whoever names no host is no browser.
        assert_eq!(
            called(&running, origin, "/flags/br/br.gif", "")
                .await
                .status(),
            200
        );
    }
}

#[tokio::test]
async fn what_options_allow_is_answered() {
    let running = start(Config {
        allowed_hosts: vec!["box.example".to_owned(), ".app.example".to_owned()],
        public: [
            None,
            Some("https://slow.example:444/".parse().unwrap()),
            None,
        ],
        ..config()
    })
    .await
    .unwrap();
    for (host, status) in [
        ("box.example", 200),
        ("Box.Example:8000", 200),
        ("box-8000.app.example", 200),
        ("slow.example:444", 200),
        ("app.example", 421),
        ("evilapp.example", 421),
        ("a.box.example", 421),
    ] {
        let reply = called(
            &running,
            Origin::Local,
            "/flags/br/br.gif",
            &format!("Host: {host}\r\n"),
        )
        .await;
        assert_eq!(reply.status(), status, "{host}");
    }
}

#[tokio::test]
async fn servers_json_names_only_what_can_be_reached() {
    let running = start(Config {
        allowed_hosts: vec!["box.example".to_owned()],
        ..config()
    })
    .await
    .unwrap();
    let port = running.address(Origin::Local).port();
    let local = format!("Host: localhost:{port}\r\n");
    for headers in [
        // A tunnel, a proxy, a port forwarded from another one.
        "Host: box.example\r\nX-Forwarded-Proto: https\r\n".to_owned(),
        "Host: box.example\r\n".to_owned(),
        "Host: localhost:9\r\n".to_owned(),
        format!("{local}X-Forwarded-For: 192.0.2.9\r\n"),
        format!("{local}X-Forwarded-Proto: https\r\n"),
        format!("{local}Forwarded: for=192.0.2.9\r\n"),
        format!("{local}Via: 1.1 proxy\r\n"),
        format!("Host: 127.0.0.9:{port}\r\n"),
    ] {
        let reply = called(&running, Origin::Local, "/servers.json", &headers).await;
        assert_eq!(reply.text().trim(), r#"{"local":"flags"}"#, "{headers}");
    }
    let straight = called(
        &running,
        Origin::Local,
        "/servers.json",
        &format!("Host: box.example:{port}\r\n"),
    )
    .await;
    let delay = running.address(Origin::Delay).port();
    assert!(
        straight
            .text()
            .contains(&format!("\"http://box.example:{delay}/flags\""))
    );
}

#[tokio::test]
async fn servers_json_names_what_options_say_is_reached_from_outside() {
    let public = [
        "https://box.example",
        "https://slow.example:444/",
        "http://bad.example",
    ];
    let running = start(Config {
        public: public.map(|url| Some(url.parse().unwrap())),
        ..config()
    })
    .await
    .unwrap();
    let outside = called(
        &running,
        Origin::Local,
        "/servers.json",
        "Host: box.example\r\n",
    )
    .await;
    assert_eq!(
        outside.text().trim(),
        r#"{"local":"https://box.example/flags","delay":"https://slow.example:444/flags","error":"http://bad.example/flags"}"#
    );
    let port = running.address(Origin::Local).port();
    let inside = called(
        &running,
        Origin::Local,
        "/servers.json",
        &format!("Host: localhost:{port}\r\n"),
    )
    .await;
    assert!(
        inside
            .text()
            .contains(&format!("\"http://localhost:{port}/flags\""))
    );
}
