//! Two thousand clients at once that send a head byte by byte, or never: others are answered all the same.

mod support;

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;

use photofinish_server::{Config, Origin, start};
use support::{config, program, ready, request};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::process::Command;

const SLOW: usize = 2000;

/// Its end never comes.
const HEAD: &[u8] = b"GET / HTTP/1.1\r\n";

#[tokio::test]
async fn they_keep_nobody_from_being_answered_though_all_stay() {
    let Some(open) = answered_beside_the_slow(2 * SLOW).await else {
        return;
    };
    assert_eq!(open, SLOW);
}

#[tokio::test]
async fn they_keep_nobody_from_being_answered_where_there_is_room_for_half_of_them() {
    let Some(open) = answered_beside_the_slow(SLOW / 2).await else {
        return;
    };
    // No more are closed than others need.
    assert!((SLOW / 2 - 1..SLOW).contains(&open), "{open} are left");
}

/// Asks while all the slow ones are there, and says how many of them the server has left open.
async fn answered_beside_the_slow(max_connections: usize) -> Option<usize> {
    if !may_open(2 * SLOW as u64 + 200) {
        println!(
            "Left out: the system lets no process open two sockets for each of {SLOW} clients."
        );
        return None;
    }
    let config = Config {
        max_connections,
        ..config()
    };
    let running = start(config).await.unwrap();
    let address = running.address(Origin::Local);
    let mut slow = Vec::new();
    for _ in 0..SLOW {
        slow.push(TcpStream::connect(address).await.unwrap());
    }
    for each in HEAD {
        let (answer, ()) = tokio::join!(ask(address), drip(&mut slow, *each));
        assert_eq!(answer, 200);
    }
    Some(slow.iter().filter(|slow| is_open(slow)).count())
}

/// A server that may have fewer files open than clients come keeps some for the files that it serves.
#[cfg(unix)]
#[tokio::test]
async fn they_leave_the_server_files_to_open() {
    let app = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("thousands");
    fs::create_dir_all(&app).unwrap();
    fs::write(app.join("index.html"), "the app").unwrap();
    let arguments = ["--port", "0", "--app", app.to_str().unwrap()];
    let (_child, [local, delay, error]) = ready(with_few_files(&program(&arguments), 300)).await;
    let mut slow = Vec::new();
    for address in [&local, &delay, &error].into_iter().cycle().take(600) {
        slow.push(TcpStream::connect(address).await.unwrap());
    }
    for _ in 0..10 {
        let reply = request(local.parse().unwrap(), "GET", "/", "")
            .await
            .unwrap();
        assert_eq!(reply.text(), "the app");
    }
}

/// The same program under a limit of open files.
#[cfg(unix)]
fn with_few_files(program: &Command, files: usize) -> Command {
    let mut limited = Command::new("sh");
    limited
        .args(["-c", &format!("ulimit -n {files} && exec \"$0\" \"$@\"")])
        .arg(program.as_std().get_program())
        .args(program.as_std().get_args())
        .stdout(Stdio::piped())
        .kill_on_drop(true);
    limited
}

async fn ask(address: SocketAddr) -> u16 {
    let reply = request(address, "GET", "/flags/br/br.gif", "").await;
    reply.unwrap().status()
}

/// Every other one sends a byte more; the rest never begin.
async fn drip(slow: &mut [TcpStream], byte: u8) {
    for stream in slow.iter_mut().step_by(2) {
        // The server may have closed it; who is slow does not care.
        let _ = stream.write_all(&[byte]).await;
    }
}

/// The server has neither closed it nor answered.
fn is_open(slow: &TcpStream) -> bool {
    match slow.try_read(&mut [0]) {
        Ok(length) => {
            assert_eq!(length, 0, "who has not asked is not answered");
            false
        }
        Err(error) => error.kind() == io::ErrorKind::WouldBlock,
    }
}

/// This process may have so many files open, with what the system grants it on request.
fn may_open(files: u64) -> bool {
    rlimit::increase_nofile_limit(files).is_ok_and(|limit| limit >= files)
}
