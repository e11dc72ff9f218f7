//! One browser behind a driver of its own.

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::driver::{Driver, Engine, capabilities};

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
    engine: Engine,
    /// Ends when the browser is dropped.
    _driver: Driver,
}

impl Browser {
    /// Starts driver and browser with the flags of webdriver.json.
    pub async fn open(engine: Engine) -> Self {
        let driver = Driver::start(engine);
        let connected = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(engine))
            .connect(&format!("http://127.0.0.1:{}", driver.port))
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
            engine,
            _driver: driver,
        }
    }

    /// What the console said since the last call. Only the driver of Chromium tells it.
    pub async fn console(&self) -> Vec<Message> {
        match self.engine {
            Engine::Chromium => console(&self.client).await,
            Engine::Firefox | Engine::WebKit => Vec::new(),
        }
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

/// The same for a GET.
#[derive(Debug)]
pub struct Asked(pub String);

impl WebDriverCompatibleCommand for Asked {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.0
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}
