//! The counters of `/stats`, and that nothing is lost when many clients come at once.

mod support;

use photofinish_server::Origin;
use support::{begin, flag_file, get, request, server, started};
use tokio::task::JoinSet;

#[tokio::test]
async fn five_hundred_clients_at_once_all_get_their_answer() {
    // In a process of its own, the server needs no more than the usual 1024 file descriptors, and neither does this.
    let (_child, [local, ..]) = started(&["--port", "0"]).await;
    let address = local.parse().unwrap();
    let mut clients = JoinSet::new();
    for client in 0..500 {
        let target = format!("/flags/br/br.gif?delay={}&run=crowd", 3000 + client % 50);
        clients.spawn(async move { request(address, "GET", &target, "").await });
    }
    let whole = flag_file("br/br.gif");
    while let Some(reply) = clients.join_next().await {
        let reply = reply.unwrap().unwrap();
        assert_eq!(reply.status(), 200);
        assert_eq!(reply.body, whole);
    }
    let counts = request(address, "GET", "/stats?run=crowd", "")
        .await
        .unwrap();
    assert_eq!(
        counts.text().trim(),
        r#"{"in_flight":0,"max_in_flight":500,"completed":500,"aborted":0,"requests":500}"#
    );
}

#[tokio::test]
async fn a_client_that_leaves_is_counted_as_aborted() {
    let running = server().await;
    let address = running.address(Origin::Delay);
    for target in [
        "/flags/br/br.gif?delay=60000&run=left",
        "/flags/br/br.gif?fail=stall&run=left",
    ] {
        let client = begin(address, target).await;
        assert_eq!(
            get(&running, Origin::Delay, "/stats?run=left&wait=busy")
                .await
                .count("in_flight"),
            1
        );
        drop(client);
        let counts = get(&running, Origin::Delay, "/stats?run=left&wait=idle").await;
        assert_eq!(counts.count("in_flight"), 0);
    }
    let counts = get(&running, Origin::Delay, "/stats?run=left").await;
    assert_eq!((counts.count("aborted"), counts.count("completed")), (2, 0));
    assert_eq!(
        get(&running, Origin::Local, "/stats")
            .await
            .count("requests"),
        0
    );
}

#[tokio::test]
async fn runs_are_counted_apart_and_can_start_anew() {
    let running = server().await;
    for target in [
        "/flags/br/br.gif?run=a",
        "/flags/zz/zz.gif?run=a",
        "/flags/br/br.gif?run=b",
        "/flags/br/br.gif",
    ] {
        get(&running, Origin::Local, target).await;
    }
    let requests = async |target| get(&running, Origin::Local, target).await.count("requests");
    assert_eq!(requests("/stats").await, 4);
    assert_eq!(requests("/stats?run=a").await, 2);
    assert_eq!(requests("/stats?run=b").await, 1);
    assert_eq!(requests("/stats?run=c").await, 0);

    let told = request(
        running.address(Origin::Local),
        "POST",
        "/stats/reset?run=a",
        "",
    )
    .await
    .unwrap();
    assert_eq!(told.count("requests"), 2);
    assert_eq!(requests("/stats?run=a").await, 0);
    assert_eq!(requests("/stats/reset").await, 4);
    assert_eq!(requests("/stats").await, 0);
    assert_eq!(requests("/stats?run=b").await, 1);
}

#[tokio::test]
async fn counts_are_json_that_any_page_may_read_and_none_may_keep() {
    let running = server().await;
    let reply = get(&running, Origin::Error, "/stats").await;
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(
        reply.text().trim(),
        r#"{"in_flight":0,"max_in_flight":0,"completed":0,"aborted":0,"requests":0}"#
    );
}
