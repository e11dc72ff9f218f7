//! What a harness in Node prints, as a table and as JSON: one line per figure, with tabs between:
//! subject, how many (workers, or requests at once), metric, unit, median, minimum, maximum.

use std::cmp::Ordering;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;
use lexopt::Arg;

use super::{document, keep};
use crate::build::{self, Effort};
use crate::server::{self, Server};
use crate::setup::{self, tools};
use crate::{paths, process};

/// Runs `run.mjs` in the folder `benches/NAME` with `arguments`, installs what it needs first, prints
/// its figures and writes them to `target/bench/NAME.json`. `many` says what their second column counts.
pub fn run(name: &str, arguments: Vec<OsString>, many: &str) -> Result<()> {
    let harness = paths::root().join("benches").join(name);
    install(&harness)?;
    let mut node = Command::new("node");
    node.arg(harness.join("run.mjs"))
        .args(arguments)
        .stderr(Stdio::inherit());
    if let Some(chromium) = tools::chromium() {
        node.arg("--chromium").arg(chromium);
    }
    let output = process::output(&mut node)?;
    let rows: Vec<Row> = output.lines().filter_map(Row::parse).collect();
    print!("{}", table(&rows, many));
    keep(name, &json(&rows, many))
}

/// The same on the site as it is published: its address comes before `options`.
pub fn run_on_site(name: &str, options: Vec<OsString>, many: &str) -> Result<()> {
    setup::ensure_each(tools::CHROMIUM_AND_SITE)?;
    build::build(Effort::Full)?;
    let server = Server::start(&server::build()?, &paths::dist())?;
    let mut arguments = vec![OsString::from(&server.addresses.local)];
    arguments.extend(options);
    run(name, arguments, many)
}

/// The options of a harness among `args`, as it takes them; each has a value.
///
/// # Errors
/// An argument that is none of `names`.
pub fn options(mut args: lexopt::Parser, names: &[&str]) -> Result<Vec<OsString>> {
    let mut options = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long(name) if names.contains(&name) => {
                options.push(format!("--{name}").into());
                options.push(args.value()?);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn install(harness: &Path) -> Result<()> {
    if harness.join("node_modules").is_dir() {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.current_dir(harness)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    process::run(&mut npm)
}

/// One figure.
#[derive(Debug, PartialEq)]
struct Row {
    subject: String,
    many: u32,
    metric: String,
    unit: String,
    /// Median, minimum, maximum.
    figures: [f64; 3],
}

impl Row {
    fn parse(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [subject, many, metric, unit, median, min, max] = fields[..] else {
            return None;
        };
        Some(Self {
            subject: subject.to_owned(),
            many: many.parse().ok()?,
            metric: metric.to_owned(),
            unit: unit.to_owned(),
            figures: [median.parse().ok()?, min.parse().ok()?, max.parse().ok()?],
        })
    }

    fn json(&self, noun: &str) -> String {
        let Self {
            subject,
            many,
            metric,
            unit,
            figures: [median, min, max],
        } = self;
        format!(
            "{{\"subject\": {subject:?}, {noun:?}: {many}, \"metric\": {metric:?}, \
             \"unit\": {unit:?}, \"median\": {median}, \"min\": {min}, \"max\": {max}}}"
        )
    }

    /// The best first: rates and efficiencies high, times low.
    fn order(&self, other: &Self) -> Ordering {
        let order = self.figures[0].total_cmp(&other.figures[0]);
        if self.unit.ends_with("/s") || matches!(self.unit.as_str(), "of ideal" | "of its speed") {
            order.reverse()
        } else {
            order
        }
    }
}

/// One block for each metric and number, in the order measured.
fn table(rows: &[Row], noun: &str) -> String {
    let mut table = String::new();
    let block = |row: &Row| (row.metric.clone(), row.many);
    let mut blocks: Vec<(String, u32)> = Vec::new();
    for row in rows {
        if !blocks.contains(&block(row)) {
            blocks.push(block(row));
        }
    }
    blocks.sort_by_key(|(_, many)| *many);
    for this in blocks {
        let mut rows: Vec<&Row> = rows.iter().filter(|row| block(row) == this).collect();
        rows.sort_by(|a, b| a.order(b));
        let (metric, many) = this;
        let unit = rows.first().map_or("", |row| &row.unit);
        let title = format!("{metric} ({unit}), {many} {noun}");
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

fn json(rows: &[Row], noun: &str) -> String {
    document(rows.iter().map(|row| row.json(noun)))
}

#[cfg(test)]
mod tests {
    use super::{Row, json, table};

    #[test]
    fn a_line_becomes_a_row_and_the_row_json() {
        let row = Row::parse("raw\t2\tno-op round trip p50\tµs\t35\t34.5\t40").unwrap();
        assert_eq!((row.many, row.figures), (2, [35.0, 34.5, 40.0]));
        let expected = r#"{"subject": "raw", "workers": 2, "metric": "no-op round trip p50", "unit": "µs", "median": 35, "min": 34.5, "max": 40}"#;
        assert!(json(&[row], "workers").contains(expected));
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
        let table = table(&rows, "workers");
        let place = |name: &str| table.find(&format!("\n  {name}")).unwrap();
        assert!(place("b") < place("a") && place("a") < place("d") && place("d") < place("c"));
    }
}
