//! One browser: Chromium behind a driver of its own, on a free port.

use std::fs;
use std::process::Command;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::places;
use crate::program::Program;

/// Roles and names as assistive technology gets them, readable by scripts of tests.
const ACCESSIBLE_NAMES: &str = "--enable-blink-features=ComputedAccessibilityInfo";

/// A line of the browser's console.
#[derive(Clone, Debug)]
pub struct Message {
    /// `SEVERE`, `WARNING`, `INFO` …
    pub level: String,
    /// `console-api`, `javascript`, `security`, `network` …
    pub source: String,
    /// Where and what.
    pub text: String,
}

/// A browser, open on nothing yet.
pub struct Browser {
    /// The WebDriver session.
    pub client: Client,
    /// Ends when the browser is dropped.
    _driver: Program,
}

impl Browser {
    /// Starts driver and browser with the flags of webdriver.json.
    pub async fn open() -> Self {
        let mut command = Command::new(places::chromedriver());
        let (driver, port) = Program::start(command.arg("--port=0"), port);
        let connected = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        let client = connected.unwrap_or_else(|error| panic!("no browser: {error}"));
        let minute = json!({"script": 60_000, "pageLoad": 60_000});
        let extension = Endpoint {
            path: "timeouts",
            body: minute,
        };
        client.issue_cmd(extension).await.expect("set timeouts");
        Self {
            client,
            _driver: driver,
        }
    }

    /// What the console said since the last call.
    pub async fn console(&self) -> Vec<Message> {
        console(&self.client).await
    }
}

/// What the console said since the last call.
pub async fn console(client: &Client) -> Vec<Message> {
    let log = Endpoint {
        path: "se/log",
        body: json!({"type": "browser"}),
    };
    let log = client.issue_cmd(log).await.expect("read the console");
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    log.as_array()
        .into_iter()
        .flatten()
        .map(|entry| Message {
            level: text(entry, "level"),
            source: text(entry, "source"),
            text: text(entry, "message"),
        })
        .collect()
}

/// `ChromeDriver was started successfully on port 36529.`
fn port(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

fn capabilities() -> serde_json::Map<String, Value> {
    let file = places::root().join("webdriver.json");
    let text = fs::read_to_string(&file).expect("webdriver.json is in the root");
    let shared: Value = serde_json::from_str(&text).expect("webdriver.json is JSON");
    let mut options = shared["goog:chromeOptions"].clone();
    if let Some(args) = options["args"].as_array_mut() {
        args.push(ACCESSIBLE_NAMES.into());
        args.push("--window-size=1280,900".into());
    }
    let wanted = json!({
        "goog:chromeOptions": options,
        "goog:loggingPrefs": {"browser": "ALL"},
    });
    wanted.as_object().cloned().unwrap_or_default()
}

/// A command of the driver for which fantoccini has no method: a POST to the session.
#[derive(Debug)]
pub struct Endpoint {
    /// Where, below the session.
    pub path: &'static str,
    /// What.
    pub body: Value,
}

impl WebDriverCompatibleCommand for Endpoint {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
