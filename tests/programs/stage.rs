//! A server, and programs that run beside it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use boon::{Compiler, Schemas};
use photofinish::code::{Language, program};
use photofinish::config::{RunConfig, Server as From};
use photofinish::race::Origin;
use serde_json::Value;

/// How many workers there are where a run does not say.
const CORES: usize = 2;

/// Held by who runs a cluster.
static ALONE: Mutex<()> = Mutex::new(());

/// The languages that are run here; Rust is compiled for a page.
pub const RUN: [Language; 3] = [Language::Python, Language::Dask, Language::JavaScript];

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn config(query: &str) -> RunConfig {
    let (config, errors) = RunConfig::from_query(query);
    assert!(errors.is_empty(), "{errors:?}");
    config
}

/// The project's server on free ports, which ends with this.
pub struct Server {
    child: Child,
    ready: String,
}

impl Server {
    pub fn start() -> Self {
        let program =
            env::var_os("PHOTOFINISH_SERVER").expect("PHOTOFINISH_SERVER names the server");
        let mut child = Command::new(program)
            .args(["--port", "0", "--app", "no-such-folder", "--flags"])
            .arg(root().join("www/flags"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut ready).unwrap();
        Server { child, ready }
    }

    /// The folder of flags of one of its ports.
    pub fn flags(&self, name: &str) -> String {
        let mut fields = self.ready.split_whitespace();
        let url = fields.find_map(|field| field.strip_prefix(name)?.strip_prefix('='));
        format!("{}/flags", url.unwrap())
    }

    /// Where a run's requests go.
    fn origin(&self, config: &RunConfig) -> Origin {
        let base = match &config.server {
            Some(From::Base(base)) => base.clone(),
            // Each has its own.
            Some(From::List(_)) => self.flags("local"),
            server => self.flags(server.as_ref().map_or("delay", From::name)),
        };
        Origin {
            base,
            extension: "svg",
        }
    }

    /// Runs the program of `query` to its end.
    pub fn run(&self, language: Language, query: &str, test: &str) -> Ran {
        let config = config(query);
        let program = program(language, &config, &self.origin(&config), CORES).unwrap();
        let folder = folder(&format!("{test}-{}", language.name()));
        let file = folder.join(language.file_name());
        fs::write(&file, program.text()).unwrap();
        let record = folder.join("run.json");
        let mut command = match language {
            Language::JavaScript => Command::new("node"),
            _ => Command::new("python3"),
        };
        command.arg(&file);
        if language != Language::JavaScript {
            command.arg("--record").arg(&record);
        }
        // A cluster gives its processes five seconds to end: they are not to wait for each other's.
        let alone = || ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let alone = (language == Language::Dask).then(alone);
        let said = output(&mut command);
        drop(alone);
        let lines = said.lines().map(|line| line.trim().to_owned()).collect();
        let record = fs::read_to_string(record).ok();
        let record = record.map(|text| serde_json::from_str(&text).unwrap());
        if let Some(record) = &record {
            check(record);
        }
        Ran { lines, record }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An empty folder for one test, with the recorder in it.
pub fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("programs")
        .join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let recorder = "photofinish_recorder.py";
    let from = root().join("clients/python").join(recorder);
    fs::copy(from, folder.join(recorder)).unwrap();
    folder
}

/// What a program says; it has to end well.
pub fn output(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{command:?}\n{told}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    told
}

/// Holds a record to the schema.
pub fn check(record: &Value) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let file = root().join("schema/run.schema.json");
    let index = compiler
        .compile(file.to_str().unwrap(), &mut schemas)
        .unwrap();
    if let Err(error) = schemas.validate(record, index) {
        panic!("{error:#}\n{record:#}");
    }
}

/// What came of a program.
pub struct Ran {
    pub lines: Vec<String>,
    /// Those in Python write one.
    pub record: Option<Value>,
}

impl Ran {
    /// What it said of each country or job, in the order in which it did: `BR ok`.
    pub fn told(&self) -> Vec<&str> {
        let is_sum = |line: &&String| line.starts_with(char::is_numeric) && !line.contains(':');
        let is_told = |line: &&String| !is_sum(line) && !line.contains("lapsed time");
        self.lines
            .iter()
            .filter(is_told)
            .map(String::as_str)
            .collect()
    }

    /// How many it said ended so.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let sums = self.lines.iter().filter_map(|line| {
            let (count, status) = line.split_once(' ')?;
            Some((status.to_owned(), count.parse().ok()?))
        });
        sums.collect()
    }
}

/// A count of a record's summary.
pub fn count(record: &Value, name: &str) -> u64 {
    record["summary"][name].as_u64().unwrap()
}

/// The order in which a record has the consumer get the results.
pub fn delivered(record: &Value) -> Vec<&str> {
    let order = record["summary"]["delivered_order"].as_array().unwrap();
    order.iter().filter_map(Value::as_str).collect()
}
