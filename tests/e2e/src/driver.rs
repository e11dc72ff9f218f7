//! The driver of each browser, on a free port.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::places;
use crate::program::Program;
use crate::secure;

/// Roles and names as assistive technology gets them, readable by scripts of tests.
const ACCESSIBLE_NAMES: &str = "--enable-blink-features=ComputedAccessibilityInfo";

/// How long a driver may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a page is made of in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink.
    Chromium,
    /// Gecko.
    Firefox,
    /// WebKit, as in Safari; here it is WebKitGTK.
    WebKit,
}

/// A running driver; it ends when dropped, and with it what it needs.
pub struct Driver {
    /// Where it listens.
    pub port: u16,
    /// The last one is what the others run on.
    _programs: Vec<Program>,
}

impl Driver {
    /// Starts the driver of a browser.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(engine: Engine) -> Self {
        match engine {
            Engine::Chromium => {
                let mut command = Command::new(places::chromedriver());
                let (program, port) = Program::start(command.arg("--port=0"), |line| {
                    // `ChromeDriver was started successfully on port 36529.`
                    let (_, port) = line.split_once("started successfully on port ")?;
                    port.trim_end_matches('.').parse().ok()
                });
                Self {
                    port,
                    _programs: vec![program],
                }
            }
            Engine::Firefox => {
                let mut command = Command::new(places::geckodriver());
                let ports = ["--port=0", "--websocket-port=0"];
                let (program, port) = Program::start(command.args(ports), |line| {
                    // `1795774589	geckodriver	INFO	Listening on 127.0.0.1:36529`
                    let (_, address) = line.split_once("Listening on ")?;
                    address.rsplit_once(':')?.1.parse().ok()
                });
                Self {
                    port,
                    _programs: vec![program],
                }
            }
            Engine::WebKit => webkit(),
        }
    }
}

/// WebKitGTK draws on an X server only, and its driver tells no port.
fn webkit() -> Driver {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-nolisten", "tcp"]);
    command.args(["-screen", "0", "1280x1024x24"]);
    let (screen, display) = Program::start(&mut command, |line| line.parse::<u32>().ok());
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
    let port = free.expect("a free port").port();
    let mut command = Command::new(places::webkit_driver());
    command
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{display}"))
        // Root may not make the sandbox that keeps pages of strangers from the machine; these are ours.
        .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
        // Its last compiler of Wasm computes wrongly at times: xtask/src/test/web.rs.
        .env("JSC_useOMGJIT", "0");
    let driver = Program::start_silent(&mut command);
    let until = Instant::now() + PATIENCE;
    while let Err(error) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
        assert!(Instant::now() < until, "no driver of WebKit: {error}");
        thread::yield_now();
    }
    Driver {
        port,
        _programs: vec![driver, screen],
    }
}

/// What is asked of the browser, with the flags of webdriver.json.
pub fn capabilities(engine: Engine) -> Map<String, Value> {
    let mut shared = shared().unwrap_or_else(|error| panic!("webdriver.json: {error}"));
    let wanted = match engine {
        Engine::Chromium => {
            let options = &mut shared["goog:chromeOptions"];
            if let Some(args) = options["args"].as_array_mut() {
                args.push(ACCESSIBLE_NAMES.into());
                let rule = format!("--host-resolver-rules=MAP *.{} 127.0.0.1", secure::NAMES);
                args.push(rule.into());
                args.push("--window-size=1280,900".into());
            }
            json!({
                // The certificates of the tests are signed by nobody.
                "acceptInsecureCerts": true,
                "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL"},
            })
        }
        Engine::Firefox => json!({
            "acceptInsecureCerts": true,
            "moz:firefoxOptions": shared["moz:firefoxOptions"],
        }),
        // The driver brings its browser along.
        Engine::WebKit => json!({}),
    };
    wanted.as_object().cloned().unwrap_or_default()
}

fn shared() -> io::Result<Value> {
    let text = fs::read_to_string(places::root().join("webdriver.json"))?;
    Ok(serde_json::from_str(&text)?)
}
