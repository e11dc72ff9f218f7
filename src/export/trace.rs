//! Chrome's trace event format, as JSON that Perfetto and speedscope open.
//!
//! "Trace Event Format", Google, 2016. Each run is a group of processes: one for the main thread and
//! the consumer, one per executor, whose threads are its slots or workers. Times are whole
//! microseconds. No thread has the number 0: viewers take that for the idle thread of a core, one for all processes. What
//! took no time that could be measured is a mark, not a slice: a slice without length would not nest.

use std::rc::Rc;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use super::Run;
use crate::record::{Lane, Phase};
use crate::runtime::micros;
use crate::stats::{InFlight, Steps};

/// The threads of a page, and the first of an executor.
const MAIN: u64 = 1;
const DELIVERIES: u64 = 2;
const FIRST: u64 = 1;

/// The runs as one trace, side by side from time 0.
#[must_use]
pub fn trace(runs: &[Run]) -> String {
    let mut trace = Trace::default();
    for run in runs {
        trace.run(run);
    }
    json!({"traceEvents": trace.events, "displayTimeUnit": "ms"}).to_string()
}

#[derive(Default)]
struct Trace {
    events: Vec<Value>,
    processes: u64,
}

impl Trace {
    fn run(&mut self, run: &Run) {
        let page = self.process(&format!("{}: page", run.name()));
        self.thread(page, MAIN, "main thread");
        self.thread(page, DELIVERIES, "deliveries");
        for (at, gap) in run.record.stalls() {
            let span = Span::new(at.saturating_sub(gap), at);
            self.complete(page, MAIN, "stall", "stall", span, json!({}));
        }
        for lane in run.record.lanes() {
            if let Some(delivered) = lane.delivered {
                let event = Event {
                    ph: "i",
                    name: &lane.label,
                    cat: "delivered",
                    ts: micros(delivered),
                    pid: page,
                    tid: DELIVERIES,
                };
                self.push(event, json!({"s": "t", "args": {"id": lane.id}}));
            }
        }
        let flight = InFlight::of(run.record.lanes());
        self.counter(page, "in flight", &flight.really);
        self.counter(page, "asked for", &flight.asked);
        let mut executors: Vec<&Rc<str>> = Vec::new();
        for lane in run.record.lanes() {
            if !executors.contains(&&lane.executor) {
                executors.push(&lane.executor);
            }
        }
        for executor in executors {
            let pid = self.process(&format!("{}: {executor}", run.name()));
            let lanes = run.record.lanes().iter();
            let lanes: Vec<&Lane> = lanes.filter(|lane| lane.executor == *executor).collect();
            self.executor(pid, &lanes, run.record.last_at());
        }
    }

    /// The tasks of one executor, each on the thread of its slot or worker. Tasks without one, and
    /// tasks that overlap another of the same worker, would not nest: they get the next thread
    /// that is free.
    fn executor(&mut self, pid: u64, lanes: &[&Lane], end: Duration) {
        let mut started: Vec<(&Lane, Span)> = lanes
            .iter()
            .filter_map(|lane| {
                Some((
                    *lane,
                    Span::new(lane.started?, lane.finished.unwrap_or(end)),
                ))
            })
            .collect();
        started.sort_by_key(|(lane, span)| (span.from, lane.id));
        let mut free_from: Vec<u64> = Vec::new();
        for (lane, span) in started {
            let is_free = |tid: usize| free_from.get(tid).is_none_or(|free| *free <= span.from);
            let own = lane
                .worker
                .filter(|worker| *worker < 10_000 && is_free(*worker));
            let tid = own.unwrap_or_else(|| (0..).find(|tid| is_free(*tid)).unwrap_or(0));
            while free_from.len() <= tid {
                let number = free_from.len();
                self.thread(pid, FIRST + number as u64, &format!("worker {number}"));
                free_from.push(0);
            }
            free_from[tid] = span.to;
            let tid = FIRST + tid as u64;
            let outcome = lane.outcome().map_or("running", |outcome| outcome.name());
            let settled = lane.settled.as_ref();
            let args = json!({
                "id": lane.id,
                "outcome": outcome,
                "http_status": settled.and_then(|settled| settled.http_status),
                "bytes": settled.and_then(|settled| settled.bytes),
                "error": settled.and_then(|settled| settled.error.as_deref()),
                "submitted_us": micros(lane.submitted),
                "delivered_us": lane.delivered.map(micros),
            });
            self.complete(pid, tid, &lane.label, outcome, span, args);
            match lane.attempts.as_slice() {
                [_, _, ..] => self.attempts(pid, tid, lane, span),
                _ => {
                    let phases = settled.map_or(&[][..], |settled| &settled.phases);
                    self.phases(pid, tid, phases, span);
                }
            }
        }
    }

    fn counter(&mut self, pid: u64, name: &str, steps: &Steps) {
        for step in steps.steps() {
            let event = Event {
                ph: "C",
                name,
                cat: "in flight",
                ts: micros(step.at),
                pid,
                tid: MAIN,
            };
            self.push(event, json!({"args": {"tasks": step.count}}));
        }
    }

    /// Each attempt of a task that had several, and the pauses between them; of each its phases.
    fn attempts(&mut self, pid: u64, tid: u64, lane: &Lane, whole: Span) {
        for attempt in &lane.attempts {
            let name = format!("attempt {}", attempt.number);
            let args = json!({
                "http_status": attempt.http_status,
                "error": attempt.error.as_deref(),
                "pause_us": attempt.pause.map(|pause| micros(pause.time)),
                "retry_after_us": attempt.pause.and_then(|pause| pause.asked).map(micros),
            });
            let span = whole.part(attempt.from, attempt.to);
            self.complete(pid, tid, &name, attempt.outcome.name(), span, args);
            self.phases(pid, tid, &attempt.phases, span);
        }
    }

    fn phases(&mut self, pid: u64, tid: u64, phases: &[Phase], whole: Span) {
        for phase in phases {
            // Only within its task does a phase nest.
            let within = whole.part(phase.from, phase.to);
            if within.from < within.to {
                self.complete(pid, tid, &phase.name, "phase", within, json!({}));
            }
        }
    }

    fn process(&mut self, name: &str) -> u64 {
        self.processes += 1;
        let pid = self.processes;
        self.metadata("process_name", pid, MAIN, name);
        pid
    }

    fn thread(&mut self, pid: u64, tid: u64, name: &str) {
        self.metadata("thread_name", pid, tid, name);
    }

    fn metadata(&mut self, kind: &str, pid: u64, tid: u64, name: &str) {
        let event = Event {
            ph: "M",
            name: kind,
            cat: "__metadata",
            ts: 0,
            pid,
            tid,
        };
        self.push(event, json!({"args": {"name": name}}));
    }

    fn complete(&mut self, pid: u64, tid: u64, name: &str, cat: &str, span: Span, args: Value) {
        let dur = span.to - span.from;
        let event = Event {
            ph: if dur > 0 { "X" } else { "i" },
            name,
            cat,
            ts: span.from,
            pid,
            tid,
        };
        let more = match dur {
            0 => json!({"s": "t", "args": args}),
            dur => json!({"dur": dur, "args": args}),
        };
        self.push(event, more);
    }

    fn push(&mut self, event: Event, more: Value) {
        let mut value = json!(event);
        if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
            value.extend(more);
        }
        self.events.push(value);
    }
}

/// What every event has.
#[derive(Serialize)]
struct Event<'a> {
    ph: &'static str,
    name: &'a str,
    cat: &'a str,
    ts: u64,
    pid: u64,
    tid: u64,
}

/// Whole microseconds. Cut off rather than rounded: what follows in time still does.
#[derive(Clone, Copy)]
struct Span {
    from: u64,
    to: u64,
}

impl Span {
    fn new(from: Duration, to: Duration) -> Self {
        let from = micros(from);
        Span {
            from,
            to: micros(to).max(from),
        }
    }

    /// What of `from` to `to` lies within.
    fn part(self, from: Duration, to: Duration) -> Self {
        Span {
            from: micros(from).clamp(self.from, self.to),
            to: micros(to).clamp(self.from, self.to),
        }
    }
}
