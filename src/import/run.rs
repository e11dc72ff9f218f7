//! A run of a file: its description, what it ran on, its record.

use std::rc::Rc;
use std::time::Duration;

use super::cursor::Cursor;
use super::error::{Expected, ReadError};
use super::future::{self, OUTCOMES, Timed};
use super::tree::Tree;
use super::{MAX_FUTURES, MAX_PARTS, MAX_RUNS};
use crate::config::{Experiment, Field, RunConfig, Strategy};
use crate::environment::{Environment, HostReach, Reach};
use crate::record::{EventKind, Outcome, Record};

/// What a file contains.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Its runs, in the order in which they ran; at least one.
    pub runs: Vec<OpenedRun>,
}

impl Opened {
    /// What was tried: by the only run, by the three of a comparison, or by the first of others.
    #[must_use]
    pub fn config(&self) -> RunConfig {
        let first = self.runs.first().map(|run| run.config.clone());
        let first = first.unwrap_or_default();
        match self.is_comparison() {
            true => first.with_strategy(Strategy::Compare),
            false => first,
        }
    }

    /// Whether its runs are the three strategies of one race.
    #[must_use]
    pub fn is_comparison(&self) -> bool {
        let strategies = self.runs.iter().map(|run| run.config.strategy);
        let is_race = |run: &OpenedRun| run.config.experiment == Experiment::Race;
        strategies.eq(Strategy::RACED) && self.runs.iter().all(is_race)
    }
}

/// One run.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedRun {
    /// How it was done.
    pub config: RunConfig,
    /// What it ran on.
    pub environment: Environment,
    /// What happened. What only the inspector of a live run knows is not in files: the turns in the
    /// inner life of futures.
    pub record: Record,
}

/// Turns of what happens to no future in particular, among events of the same moment.
const FIRST: u8 = 0;
const LAST: u8 = 9;

pub(super) fn opened(tree: &Tree) -> Result<Opened, ReadError> {
    let root = Cursor::root(tree);
    let schema = root.get("schema")?;
    let runs = match schema.as_typed().as_deref() {
        Some("photofinish.run/1") => vec![run(&root)?],
        Some("photofinish.runs/1") => {
            let list = root.get("runs")?;
            let runs = list.each(MAX_RUNS, run)?;
            if runs.is_empty() {
                return Err(list.error(Expected::Run));
            }
            runs
        }
        _ => return Err(schema.error(Expected::Schema)),
    };
    Ok(Opened { runs })
}

fn run(here: &Cursor<'_>) -> Result<OpenedRun, ReadError> {
    Ok(OpenedRun {
        config: config(&here.get("config")?)?,
        environment: environment(&here.get("environment")?)?,
        record: record(here)?,
    })
}

/// By the same readers that read the address of the page. What is `null` or missing is left open.
fn config(here: &Cursor<'_>) -> Result<RunConfig, ReadError> {
    let mut config = RunConfig::default();
    for field in Field::ALL {
        // `timeout` is what requests had in any case; that the run names one is told by the other.
        let name = match field {
            Field::Timeout => "job_timeout",
            field => field.name(),
        };
        let value = here.get(name)?;
        let Some(text) = value.as_typed() else {
            if value.is_null() {
                continue;
            }
            return Err(value.error(Expected::Text));
        };
        let set = config.set(*field, &text);
        set.map_err(|error| value.error(Expected::Value(error)))?;
    }
    // Files that are older than `job_timeout`.
    let timeout = here.get("timeout")?.maybe(|at| at.whole(1, 600_000))?;
    if let (None, Some(ms)) = (config.timeout, timeout) {
        let asked = Duration::from_millis(ms);
        config.timeout = (asked != config.request_timeout()).then_some(asked);
    }
    Ok(config)
}

fn environment(here: &Cursor<'_>) -> Result<Environment, ReadError> {
    const REACHES: &[&str] = &["unreadable", "silent", "offline", "mixed_content", "back"];
    let reaches = [
        Reach::Unreadable,
        Reach::Silent,
        Reach::Offline,
        Reach::MixedContent,
        Reach::Back,
    ];
    let reach = |at: &Cursor<'_>| Ok(reaches[at.one_of(REACHES)?]);
    let host = |at: &Cursor<'_>| {
        Ok(HostReach {
            host: at.get("host")?.text()?.to_string(),
            reach: reach(&at.get("reach")?)?,
        })
    };
    let hosts = here
        .get("hosts")?
        .maybe(|at| at.each(MAX_PARTS, |at| host(at)))?;
    let text = |name| here.get(name)?.maybe(|at| Ok(at.text()?.to_string()));
    Ok(Environment {
        user_agent: text("user_agent")?,
        cores: here
            .get("cores")?
            .maybe(|at| Ok(at.whole(1, 1 << 20)? as usize))?,
        protocol: text("protocol")?,
        origin: text("origin")?,
        reach: here.get("reach")?.maybe(reach)?,
        hosts: hosts.unwrap_or_default(),
    })
}

fn record(here: &Cursor<'_>) -> Result<Record, ReadError> {
    let mut events = Vec::new();
    let mut counts = [0; OUTCOMES.len()];
    let mut last_submitted = None;
    let mut labels = Vec::new();
    let (mut id, mut unsettled) = (0, 0);
    here.get("futures")?.each(MAX_FUTURES, |future| {
        // Futures are numbered in the order in which they were submitted.
        let submitted = future.get("submitted_ms")?;
        let submitted = submitted.not_before(last_submitted, "submitted_ms of the one before")?;
        last_submitted = Some(submitted);
        labels.push(future.get("label")?.text()?);
        match future::events(future, id, &mut events)? {
            Some(outcome) => counts[outcome.index()] += 1,
            None => unsettled += 1,
        }
        id += 1;
        Ok(())
    })?;
    here.get("stalls")?.maybe(|stalls| {
        stalls.each(MAX_FUTURES, |stall| {
            let at = stall.get("at_ms")?.time()?;
            let gap = stall.get("gap_ms")?.time()?;
            events.push(Timed::new(at, LAST - 1, EventKind::Stalled { gap }));
            Ok(())
        })
    })?;
    here.get("limits")?.maybe(|limits| {
        limits.each(MAX_PARTS, |limit| {
            let max_workers = limit.get("max_workers")?.whole(1, 1 << 20)? as usize;
            let at = limit.get("at_ms")?.time()?;
            events.push(Timed::new(at, FIRST, EventKind::MaxWorkers { max_workers }));
            Ok(())
        })
    })?;
    let summary = here.get("summary")?;
    agrees(&summary, id, unsettled, &counts)?;
    totals(&summary, unsettled, &mut events)?;
    events.sort_by_key(|event| (event.at, event.turn));
    in_order_of_delivery(&summary, &labels, &mut events)?;
    let mut record = Record::new();
    for event in events {
        record.push(event.at, event.kind);
    }
    Ok(record)
}

/// What the summary counts has to be what the futures add up to, where there is a summary.
fn agrees(
    summary: &Cursor<'_>,
    futures: usize,
    unsettled: usize,
    counts: &[usize],
) -> Result<(), ReadError> {
    if summary.is_null() {
        return Ok(());
    }
    let mut numbers = vec![("futures", futures), ("unsettled", unsettled)];
    numbers.extend(Outcome::ALL.map(|outcome| (outcome.name(), counts[outcome.index()])));
    for (name, number) in numbers {
        let told = summary.get(name)?;
        let is_told = told.maybe(|at| at.whole(0, MAX_FUTURES as u64))?;
        if is_told.is_some_and(|told| told != number as u64) {
            return Err(told.error(Expected::Number(number as u64)));
        }
    }
    Ok(())
}

/// What the summary tells and no future does: when workers were ready, Cancel, the end.
fn totals(
    summary: &Cursor<'_>,
    unsettled: usize,
    events: &mut Vec<Timed>,
) -> Result<(), ReadError> {
    let last = events
        .iter()
        .map(|event| event.at)
        .max()
        .unwrap_or_default();
    if summary.is_null() {
        // Written by somebody who had nothing to add up: over when all is.
        if unsettled == 0 {
            events.push(Timed::new(last, LAST, EventKind::Ended));
        }
        return Ok(());
    }
    if let Some(took) = summary.get("startup_ms")?.maybe(Cursor::time)? {
        let ready = EventKind::WorkersStarted { took };
        events.push(Timed::new(Duration::ZERO, FIRST, ready));
    }
    if let Some(at) = summary.get("cancel_requested_ms")?.maybe(Cursor::time)? {
        events.push(Timed::new(at, FIRST, EventKind::CancelRequested));
    }
    if summary.get("ended")?.bool()? {
        if unsettled > 0 {
            return Err(summary.get("unsettled")?.error(Expected::Number(0)));
        }
        // A stall may end after the run.
        let settled = events.iter().filter(|event| event.turn < LAST - 1);
        let settled = settled.map(|event| event.at).max();
        let at = summary.get("elapsed_ms")?;
        let at = at.not_before(settled, "the last event")?;
        events.push(Timed::new(at, LAST, EventKind::Ended));
    }
    Ok(())
}

/// Of those that were delivered in the same microsecond the summary tells the order.
fn in_order_of_delivery(
    summary: &Cursor<'_>,
    labels: &[Rc<str>],
    events: &mut [Timed],
) -> Result<(), ReadError> {
    let order = match summary.is_null() {
        true => Vec::new(),
        false => summary
            .get("delivered_order")?
            .maybe(|list| list.each(MAX_FUTURES, |text| text.text()))?
            .unwrap_or_default(),
    };
    let label_of = |event: &Timed| match event.kind {
        EventKind::Delivered { id } => labels.get(id).cloned(),
        _ => None,
    };
    let mut told = 0;
    let at_once = |a: &Timed, b: &Timed| (a.at, a.turn) == (b.at, b.turn);
    for group in events.chunk_by_mut(at_once) {
        let is_of_deliveries = matches!(group[0].kind, EventKind::Delivered { .. });
        if !is_of_deliveries {
            continue;
        }
        let here = order.get(told..).unwrap_or_default();
        let here = &here[..group.len().min(here.len())];
        told += group.len();
        // A label that is not among them stays behind those that are.
        group.sort_by_key(|event| {
            let label = label_of(event);
            let place = here.iter().position(|told| Some(told) == label.as_ref());
            place.unwrap_or(usize::MAX)
        });
    }
    Ok(())
}
