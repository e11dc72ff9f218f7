//! `cargo xtask bench core`: the core measured beside `FuturesUnordered` and CPython. For
//! `cargo xtask bench pool` see [`pool`], for `cargo xtask bench fetch` see [`fetch`], for
//! `cargo xtask bench page` see [`page`], for `cargo xtask bench kernels` see [`kernels`].
//!
//! The programs print one line per figure, with tabs between: subject, metric, unit, median,
//! minimum, maximum. Here they become a table and `target/bench/core.json`.

mod beside;
mod fetch;
mod kernels;
mod page;
mod pool;

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};
use lexopt::Arg;

use crate::{paths, process};

/// One figure.
#[derive(Debug, PartialEq)]
struct Row {
    subject: String,
    metric: String,
    unit: String,
    /// Median, minimum, maximum.
    figures: [f64; 3],
}

impl Row {
    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut text = || Some(fields.next()?.to_owned());
        let (subject, metric, unit) = (text()?, text()?, text()?);
        let mut figure = || fields.next()?.parse().ok();
        Some(Self {
            subject,
            metric,
            unit,
            figures: [figure()?, figure()?, figure()?],
        })
    }

    fn json(&self) -> String {
        let Self {
            subject,
            metric,
            unit,
            figures: [median, min, max],
        } = self;
        format!(
            "{{\"subject\": {subject:?}, \"metric\": {metric:?}, \"unit\": {unit:?}, \
             \"median\": {median}, \"min\": {min}, \"max\": {max}}}"
        )
    }
}

/// `cargo xtask bench core|fetch|kernels|page|pool`.
pub fn command(mut args: lexopt::Parser) -> Result<ExitCode> {
    match args.next()? {
        Some(Arg::Value(what)) if what == "core" => core(),
        Some(Arg::Value(what)) if what == "fetch" => fetch::run(args),
        Some(Arg::Value(what)) if what == "kernels" => kernels::run(args),
        Some(Arg::Value(what)) if what == "page" => page::run(args),
        Some(Arg::Value(what)) if what == "pool" => pool::run(args),
        Some(Arg::Value(other)) => {
            bail!("there is no benchmark {other:?}: core, fetch, kernels, page or pool")
        }
        Some(other) => Err(other.unexpected().into()),
        None => bail!("which benchmark? core, fetch, kernels, page or pool"),
    }
}

fn core() -> Result<ExitCode> {
    let benches = ["--bench", "core", "--bench", "core_memory"];
    let mut ours = process::cargo(["bench", "--locked", "--package", "photofinish"]);
    let mut rows = rows(ours.args(benches))?;
    match paths::which(&["python3", "python"]) {
        None => println!("There is no Python on PATH: its numbers are left out."),
        Some(python) => {
            let script = paths::root().join("benches/core_cpython.py");
            rows.extend(self::rows(Command::new(python).arg(script))?);
        }
    }
    rows.sort_by(|a, b| natural(&a.metric).cmp(&natural(&b.metric)));
    print!("{}", table(&rows));
    keep("core", &json(&rows))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the figures of a benchmark to `target/bench/NAME.json`, and says so.
fn keep(name: &str, json: &str) -> Result<()> {
    let path = paths::root().join(format!("target/bench/{name}.json"));
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(&path, json).with_context(|| format!("cannot write {}", path.display()))?;
    println!("\nWritten to {}", path.display());
    Ok(())
}

/// Runs a program and reads its lines.
fn rows(command: &mut Command) -> Result<Vec<Row>> {
    command.stderr(Stdio::inherit());
    let output = process::output(command)?;
    Ok(output.lines().filter_map(Row::parse).collect())
}

/// Text and number at its end, so that 1,000 comes before 10,000.
fn natural(metric: &str) -> (&str, u64) {
    let (text, number) = metric.rsplit_once(' ').unwrap_or((metric, ""));
    (text, number.parse().unwrap_or(0))
}

fn table(rows: &[Row]) -> String {
    let mut table = String::new();
    let mut metric = "";
    for row in rows {
        if row.metric != metric {
            metric = &row.metric;
            let _ = writeln!(
                table,
                "\n{:<58}{:>10}{:>10}{:>10}",
                format!("{metric} ({})", row.unit),
                "median",
                "min",
                "max"
            );
        }
        let [median, min, max] = row.figures;
        let _ = writeln!(
            table,
            "  {:<56}{median:>10.4}{min:>10.4}{max:>10.4}",
            row.subject
        );
    }
    table
}

fn json(rows: &[Row]) -> String {
    document(rows.iter().map(Row::json))
}

/// The figures of a benchmark, each row as JSON already, with the machine they were measured on.
fn document(rows: impl Iterator<Item = String>) -> String {
    let rows: Vec<String> = rows.map(|row| format!("    {row}")).collect();
    let machine = machine();
    format!(
        "{{\n  \"machine\": {machine:?},\n  \"rows\": [\n{}\n  ]\n}}\n",
        rows.join(",\n")
    )
}

/// Processor, cores and system, as far as they can be found out.
fn machine() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("processor unknown", |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("{model}, {cores} cores, {system} {processor}")
}

#[cfg(test)]
mod tests {
    use super::{Row, json, natural};

    #[test]
    fn a_line_becomes_a_row_and_the_row_json() {
        let row = Row::parse("photofinish wait\tready, each of 1000\tµs\t0.5\t0.25\t1").unwrap();
        assert_eq!(row.figures, [0.5, 0.25, 1.0]);
        let expected = r#"{"subject": "photofinish wait", "metric": "ready, each of 1000", "unit": "µs", "median": 0.5, "min": 0.25, "max": 1}"#;
        assert_eq!(row.json(), expected);
        assert!(json(&[row]).contains(expected));
        assert_eq!(Row::parse("Compiling photofinish"), None);
    }

    #[test]
    fn metrics_are_ordered_by_their_number() {
        assert!(natural("ready of 1000") < natural("ready of 100000"));
        assert!(natural("ready of 20000") < natural("ready of 100000"));
    }
}
