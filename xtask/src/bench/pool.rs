//! `cargo xtask bench pool`: our worker pool beside the others, in one page of Chromium.
//!
//! The harness, `benches/pool/run.mjs`, prints one line per figure, with tabs between: subject,
//! workers, metric, unit, median, minimum, maximum. Here they become a table and
//! `target/bench/pool.json`.

use std::cmp::Ordering;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result};
use lexopt::Arg;

use super::document;
use crate::setup::{self, tools};
use crate::{paths, process};

/// One figure.
#[derive(Debug, PartialEq)]
struct Row {
    subject: String,
    workers: u32,
    metric: String,
    unit: String,
    /// Median, minimum, maximum.
    figures: [f64; 3],
}

impl Row {
    fn parse(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [subject, workers, metric, unit, median, min, max] = fields[..] else {
            return None;
        };
        Some(Self {
            subject: subject.to_owned(),
            workers: workers.parse().ok()?,
            metric: metric.to_owned(),
            unit: unit.to_owned(),
            figures: [median.parse().ok()?, min.parse().ok()?, max.parse().ok()?],
        })
    }

    fn json(&self) -> String {
        let Self {
            subject,
            workers,
            metric,
            unit,
            figures: [median, min, max],
        } = self;
        format!(
            "{{\"subject\": {subject:?}, \"workers\": {workers}, \"metric\": {metric:?}, \
             \"unit\": {unit:?}, \"median\": {median}, \"min\": {min}, \"max\": {max}}}"
        )
    }

    /// The best first: rates and efficiencies high, times low.
    fn order(&self, other: &Self) -> Ordering {
        let order = self.figures[0].total_cmp(&other.figures[0]);
        if matches!(self.unit.as_str(), "1/s" | "of ideal") {
            order.reverse()
        } else {
            order
        }
    }
}

/// `cargo xtask bench pool [--rounds N] [--only A,B] [--workers N,M] [--measures A,B]`.
pub fn run(mut args: lexopt::Parser) -> Result<ExitCode> {
    let mut options: Vec<OsString> = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long(name @ ("rounds" | "only" | "workers" | "measures")) => {
                options.push(format!("--{name}").into());
                options.push(args.value()?);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    setup::ensure(tools::E2E)?;
    let program = build()?;
    let harness = paths::root().join("benches/pool");
    if !harness.join("node_modules").is_dir() {
        let mut npm = Command::new("npm");
        npm.current_dir(&harness)
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        process::run(&mut npm)?;
    }
    let mut node = Command::new("node");
    node.arg(harness.join("run.mjs"))
        .arg(program)
        .args(options)
        .stderr(Stdio::inherit());
    if let Some(chromium) = tools::chromium() {
        node.arg("--chromium").arg(chromium);
    }
    let output = process::output(&mut node)?;
    let rows: Vec<Row> = output.lines().filter_map(Row::parse).collect();
    print!("{}", table(&rows));

    let path = paths::root().join("target/bench/pool.json");
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(&path, json(&rows)).with_context(|| format!("cannot write {}", path.display()))?;
    println!("\nWritten to {}", path.display());
    Ok(ExitCode::SUCCESS)
}

/// Our side, compiled in the same profile as the page but not gone through wasm-opt; says in which
/// folder it lies.
fn build() -> Result<PathBuf> {
    let target = paths::target();
    let flags = ["build", "--release", "--locked", "--package", "photofinish"];
    let mut cargo = process::cargo(flags);
    cargo.args(["--example", "pool_bench", "--target", tools::WASM]);
    process::run(cargo.arg("--target-dir").arg(&target))?;
    let module = target
        .join(tools::WASM)
        .join("release/examples/pool_bench.wasm");
    let out = target.join("bench/pool");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let mut bind = Command::new(tools::wasm_bindgen()?);
    bind.args([
        "--target",
        "web",
        "--no-typescript",
        "--out-name",
        "pool_bench",
    ]);
    process::run(bind.arg("--out-dir").arg(&out).arg(module))?;
    Ok(out)
}

/// One block for each metric and number of workers, in the order measured.
fn table(rows: &[Row]) -> String {
    let mut table = String::new();
    let block = |row: &Row| (row.metric.clone(), row.workers);
    let mut blocks: Vec<(String, u32)> = Vec::new();
    for row in rows {
        if !blocks.contains(&block(row)) {
            blocks.push(block(row));
        }
    }
    blocks.sort_by_key(|(_, workers)| *workers);
    for this in blocks {
        let mut rows: Vec<&Row> = rows.iter().filter(|row| block(row) == this).collect();
        rows.sort_by(|a, b| a.order(b));
        let (metric, workers) = this;
        let unit = rows.first().map_or("", |row| &row.unit);
        let title = format!("{metric} ({unit}), {workers} workers");
        let _ = writeln!(
            table,
            "\n{title:<62}{:>12}{:>12}{:>12}",
            "median", "min", "max"
        );
        for row in rows {
            let [median, min, max] = row.figures;
            let _ = writeln!(
                table,
                "  {:<60}{median:>12.3}{min:>12.3}{max:>12.3}",
                row.subject
            );
        }
    }
    table
}

fn json(rows: &[Row]) -> String {
    document(rows.iter().map(Row::json))
}

#[cfg(test)]
mod tests {
    use super::{Row, json, table};

    #[test]
    fn a_line_becomes_a_row_and_the_row_json() {
        let row = Row::parse("raw\t2\tno-op round trip p50\tµs\t35\t34.5\t40").unwrap();
        assert_eq!((row.workers, row.figures), (2, [35.0, 34.5, 40.0]));
        let expected = r#"{"subject": "raw", "workers": 2, "metric": "no-op round trip p50", "unit": "µs", "median": 35, "min": 34.5, "max": 40}"#;
        assert!(json(&[row]).contains(expected));
        assert_eq!(Row::parse("round 1 of 5"), None);
    }

    #[test]
    fn the_best_of_a_block_comes_first() {
        let lines = [
            "a\t2\tr\t1/s\t1\t1\t1",
            "b\t2\tr\t1/s\t9\t9\t9",
            "c\t2\tt\tms\t5\t5\t5",
            "d\t2\tt\tms\t3\t3\t3",
        ];
        let rows: Vec<Row> = lines.into_iter().filter_map(Row::parse).collect();
        let table = table(&rows);
        let place = |name: &str| table.find(&format!("\n  {name}")).unwrap();
        assert!(place("b") < place("a") && place("a") < place("d") && place("d") < place("c"));
    }
}
