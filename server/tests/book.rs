//! What the flags scripts of "Fluent Python" ask for, and what they need to read on the wire.

mod support;

use photofinish_server::{Config, Origin, start};
use support::{config, exchange, flag_file, get, request, server};

const CODES: &str = include_str!("../../www/flags/codes.txt");

#[tokio::test]
async fn every_country_has_a_gif_an_svg_and_metadata_on_every_port() {
    let running = server().await;
    assert_eq!(CODES.split_whitespace().count(), 194);
    assert_eq!(
        CODES
            .split_whitespace()
            .filter(|cc| cc.starts_with('B'))
            .count(),
        17
    );
    for origin in Origin::ALL {
        for code in CODES.split_whitespace() {
            let cc = code.to_lowercase();
            let gif = get(&running, origin, &format!("/flags/{cc}/{cc}.gif")).await;
            assert_eq!(gif.status_line(), "HTTP/1.1 200 OK");
            assert_eq!(gif.header("content-type"), Some("image/gif"));
            assert_eq!(gif.header("cache-control"), Some("no-store"));
            assert!(gif.body.starts_with(b"GIF89a"), "{cc}");
            assert_eq!(
                gif.header("content-length"),
                Some(&*gif.body.len().to_string())
            );

            let svg = get(&running, origin, &format!("/flags/{cc}/{cc}.svg")).await;
            assert_eq!(svg.header("content-type"), Some("image/svg+xml"));
            assert_eq!(svg.body, flag_file(&format!("{cc}/{cc}.svg")));

            let metadata = get(&running, origin, &format!("/flags/{cc}/metadata.json")).await;
            assert_eq!(metadata.header("content-type"), Some("application/json"));
            for key in ["tld_cc", "iso_cc", "country", "gec_cc"] {
                assert!(
                    metadata.text().contains(&format!("\"{key}\":\"")),
                    "{cc} {key}"
                );
            }
            assert!(
                metadata.text().contains(&format!("\"iso_cc\":\"{code}\"")),
                "{cc}"
            );
        }
    }
}

#[tokio::test]
async fn of_all_pairs_of_letters_those_that_are_no_country_are_not_found() {
    let running = server().await;
    let mut found = 0;
    for first in 'a'..='z' {
        for second in 'a'..='z' {
            let reply = get(
                &running,
                Origin::Local,
                &format!("/flags/{first}{second}/{first}{second}.gif"),
            )
            .await;
            match reply.status_line() {
                "HTTP/1.1 200 OK" => found += 1,
                "HTTP/1.1 404 Not Found" => assert_eq!(reply.text(), "404 Not Found\n"),
                other => panic!("{first}{second}: {other}"),
            }
        }
    }
    assert_eq!(found, 194);
}

#[tokio::test]
async fn the_list_of_codes_and_the_licence_lie_beside_the_flags() {
    let running = server().await;
    let get = async |path| get(&running, Origin::Local, path).await;
    assert_eq!(get("/flags/codes.txt").await.text(), CODES);
    assert_eq!(
        get("/flags/codes.json").await.header("content-type"),
        Some("application/json")
    );
    assert!(
        get("/flags/LICENSE")
            .await
            .text()
            .contains("The MIT License")
    );
}

#[tokio::test]
async fn paths_are_lower_case() {
    let running = server().await;
    for path in [
        "/flags/BD/BD.gif",
        "/flags/bd/BD.gif",
        "/Flags/bd/bd.gif",
        "/flags/bd",
        "/flags/bd/",
        "/flags/",
    ] {
        assert_eq!(
            get(&running, Origin::Delay, path).await.status(),
            404,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_refusal_is_a_teapot_with_the_books_reason_phrase() {
    let refusing = Config {
        error_rate: "1".parse().unwrap(),
        ..config()
    };
    let running = start(refusing).await.unwrap();
    for path in ["/flags/bd/bd.gif", "/flags/zz/zz.gif"] {
        let reply = get(&running, Origin::Error, path).await;
        assert_eq!(reply.status_line(), "HTTP/1.1 418 I'm a Teapot");
        assert_eq!(reply.text(), "418 I'm a Teapot\n");
    }
    assert_eq!(
        get(&running, Origin::Delay, "/flags/bd/bd.gif")
            .await
            .status(),
        200
    );
    assert_eq!(
        get(&running, Origin::Local, "/flags/bd/bd.gif")
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn a_seed_decides_who_is_refused() {
    async fn refused(seed: u64) -> Vec<String> {
        let seeded = Config {
            error_rate: "0.25".parse().unwrap(),
            seed: Some(seed),
            ..config()
        };
        let running = start(seeded).await.unwrap();
        let mut refused = Vec::new();
        for code in CODES.split_whitespace() {
            let cc = code.to_lowercase();
            if get(&running, Origin::Error, &format!("/flags/{cc}/{cc}.gif"))
                .await
                .status()
                == 418
            {
                refused.push(cc);
            }
        }
        refused
    }
    let first = refused(42).await;
    assert_eq!(first, refused(42).await);
    assert_ne!(first, refused(43).await);
    assert!((25..=75).contains(&first.len()), "{} of 194", first.len());
}

#[tokio::test]
async fn http_1_0_and_head_are_understood() {
    let running = server().await;
    let address = running.address(Origin::Local);
    let old = exchange(address, b"GET /flags/bd/bd.gif HTTP/1.0\r\n\r\n")
        .await
        .unwrap();
    assert_eq!(old.status(), 200);
    assert_eq!(old.body, flag_file("bd/bd.gif"));

    let head = request(address, "HEAD", "/flags/bd/bd.gif", "")
        .await
        .unwrap();
    assert_eq!(
        head.header("content-length"),
        Some(&*old.body.len().to_string())
    );
    assert!(head.body.is_empty());
}

#[tokio::test]
async fn servers_json_tells_the_three_addresses_at_the_name_that_was_used() {
    let running = server().await;
    let [local, delay, error] = Origin::ALL.map(|origin| running.address(origin).port());
    let asked = format!("GET /servers.json HTTP/1.0\r\nHost: localhost:{local}\r\n\r\n");
    for origin in Origin::ALL {
        let reply = exchange(running.address(origin), asked.as_bytes())
            .await
            .unwrap();
        assert_eq!(
            reply.text().trim(),
            format!(
                "{{\"local\":\"http://localhost:{local}/flags\",\"delay\":\"http://localhost:{delay}/flags\",\
                 \"error\":\"http://localhost:{error}/flags\"}}"
            )
        );
    }
}
