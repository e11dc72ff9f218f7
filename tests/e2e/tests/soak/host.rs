//! Where the requests of the soak go: our server, which is stopped and started now and then, a host
//! that answers what no good one does, and where nobody listens.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use e2e::{ANYBODY, Page, Raw, RawHost, Server, soak, three_free_ports};
use serde_json::{Value, json};

pub struct Host {
    flags: String,
    raw: RawHost,
    nobody: String,
    rounds: AtomicU32,
}

impl Host {
    pub fn start() -> Self {
        let port = three_free_ports();
        let server = Server::start_at(port, &soak());
        let flags = server.local.clone();
        let server = Arc::new(Mutex::new(server));
        let raw = RawHost::start(move |target| {
            if target == "/restart" {
                let mut server = server.lock().unwrap_or_else(PoisonError::into_inner);
                server.stop();
                *server = Server::start_at(port, &soak());
                return Raw::flag(ANYBODY);
            }
            answer(target)
        });
        Host {
            flags,
            raw,
            nobody: RawHost::nobody(),
            rounds: AtomicU32::new(0),
        }
    }

    /// For the page's next round; in every third our server is restarted.
    pub fn places(&self) -> Value {
        let round = self.rounds.fetch_add(1, Ordering::Relaxed);
        json!({
            "flags": self.flags,
            "raw": self.raw.address,
            "nobody": self.nobody,
            "run": format!("soak{round}"),
            "restarts": round % 3 == 2,
        })
    }
}

fn answer(target: &str) -> Raw {
    let head =
        |lines: &str| format!("HTTP/1.1 200 OK\r\n{ANYBODY}{lines}Connection: close\r\n\r\n");
    match target {
        "/hop" => Raw::status("302 Found", "Location: /flag\r\n"),
        "/flag" => Raw::flag(ANYBODY),
        "/loop" => Raw::status("302 Found", "Location: /loop\r\n"),
        "/short" => Raw::Bytes(head("Content-Length: 4\r\n") + "four and more"),
        "/long" => Raw::Bytes(head("Content-Length: 1000\r\n") + "too little"),
        "/length" => Raw::Bytes(head("Content-Length: 4\r\nContent-Length: 5\r\n") + "four"),
        "/chunk" => Raw::Bytes(head("Transfer-Encoding: chunked\r\n") + "no number\r\n"),
        "/head" => Raw::Bytes("HTTP/1.1 200 OK\r\nContent-Le".into()),
        "/garbage" => Raw::Bytes("\u{1}\u{2}\u{3} no HTTP at all".into()),
        "/nothing" => Raw::Bytes(String::new()),
        "/unreadable" => Raw::flag(""),
        _ => Raw::Reset,
    }
}

/// What our server counted of this kind, once none of them is in flight.
pub async fn stats(page: &Page, places: &Value, kind: &str) -> Value {
    const READ: &str = "
        const [address, done] = arguments;
        fetch(address).then((answer) => answer.json()).then(done, (error) => done(String(error)));
    ";
    let text = |key: &str| places[key].as_str().unwrap_or_default().to_owned();
    let address = format!(
        "{}/stats?wait=idle&run={}-{kind}",
        text("flags"),
        text("run")
    );
    let read = page
        .client()
        .execute_async(READ, vec![json!(address)])
        .await;
    read.expect("the server counts")
}
