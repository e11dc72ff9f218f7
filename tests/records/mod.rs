//! Records written by hand, for tests of what follows from a record. Times are milliseconds.
#![allow(dead_code, reason = "each test file uses a part")]

use std::rc::Rc;
use std::time::Duration;

use photofinish::record::{Attempt, EventKind, Outcome, Pause, Phase, Record, Settled};

/// A record in the making: what happened, in any order.
#[derive(Default)]
pub struct Script {
    labels: Vec<(Rc<str>, Rc<str>)>,
    events: Vec<(Duration, EventKind)>,
}

/// `ms` milliseconds.
pub fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// A phase of a future, from and to.
pub fn phase(name: &str, from: u64, to: u64) -> Phase {
    Phase {
        name: name.into(),
        from: ms(from),
        to: ms(to),
    }
}

impl Script {
    pub fn new() -> Self {
        Script::default()
    }

    /// Something that happened to no future in particular.
    pub fn event(mut self, at: u64, kind: EventKind) -> Self {
        self.events.push((ms(at), kind));
        self
    }

    pub fn limit(self, at: u64, max_workers: usize) -> Self {
        self.event(at, EventKind::MaxWorkers { max_workers })
    }

    pub fn stall(self, at: u64, gap: u64) -> Self {
        self.event(at, EventKind::Stalled { gap: ms(gap) })
    }

    /// A fetch that was submitted at 0 and only that.
    pub fn queued(self, label: &str) -> Self {
        self.submitted(label, "fetch")
    }

    /// A fetch that runs since then.
    pub fn running(mut self, label: &str, from: u64) -> Self {
        self = self.queued(label);
        self.started(from, 0)
    }

    /// A fetch that ended well and was delivered at once.
    pub fn ok(self, label: &str, from: u64, to: u64) -> Self {
        self.delivered(label, from, to, to)
    }

    /// A fetch that ended well, and was delivered later.
    pub fn delivered(self, label: &str, from: u64, to: u64, delivered: u64) -> Self {
        self.fetch(label, from, to, Settled::plain(Outcome::Ok))
            .delivery(delivered)
    }

    /// A fetch that ended so, delivered at once unless cancelled.
    pub fn ended(self, label: &str, from: u64, to: u64, outcome: Outcome) -> Self {
        let mut settled = Settled::plain(outcome);
        settled.error = Some(format!("{label} ended so").into());
        let script = self.fetch(label, from, to, settled);
        if outcome == Outcome::Cancelled {
            script
        } else {
            script.delivery(to)
        }
    }

    /// A fetch that was cancelled before it started.
    pub fn never_started(mut self, label: &str, at: u64) -> Self {
        self = self.queued(label);
        self.settled(at, Settled::plain(Outcome::Cancelled))
    }

    /// A fetch that ended as `settled` tells, not delivered.
    pub fn fetch(mut self, label: &str, from: u64, to: u64, settled: Settled) -> Self {
        self = self.queued(label);
        self.started(from, 0).settled(to, settled)
    }

    /// A fetch with its phases as the browser measured them: queued from `from` on, sent at
    /// `sent`.
    pub fn measured(self, label: &str, from: u64, sent: u64, to: u64) -> Self {
        let mut settled = Settled::plain(Outcome::Ok);
        settled.phases = vec![
            phase("held", from, sent),
            phase("waiting", sent, to),
            phase("receiving", to, to),
        ];
        self.fetch(label, from, to, settled).delivery(to)
    }

    /// A fetch that was sent on to another address, which answered: its phases are hidden.
    pub fn redirected(mut self, label: &str, from: u64, to: u64) -> Self {
        self = self.queued(label).started(from, 0);
        let id = self.labels.len() - 1;
        let attempt = Attempt {
            number: 1,
            from: ms(from),
            to: ms(to),
            outcome: Outcome::Ok,
            http_status: Some(200),
            error: None,
            server: None,
            phases: Vec::new(),
            redirected: true,
            pause: None,
        };
        self = self.event(to, EventKind::Attempted { id, attempt });
        let mut settled = Settled::plain(Outcome::Ok);
        settled.http_status = Some(200);
        self.settled(to, settled).delivery(to)
    }

    /// A job in a pool: sent, received, started, finished, returned.
    pub fn job(mut self, worker: usize, times: [u64; 5]) -> Self {
        let label = format!("job {}", self.labels.len());
        self = self.submitted(&label, "pool");
        let mut settled = Settled::plain(Outcome::Ok);
        let names = ["send", "queue", "compute", "return"];
        let spans = times.windows(2).zip(names);
        settled.phases = spans
            .map(|(span, name)| phase(name, span[0], span[1]))
            .collect();
        self.started(times[2], worker)
            .settled(times[4], settled)
            .delivery(times[4])
    }

    /// A job that a worker began, of which no more is known.
    pub fn job_begun(mut self, worker: usize, at: u64) -> Self {
        let label = format!("job {}", self.labels.len());
        self = self.submitted(&label, "pool");
        self.started(at, worker)
    }

    /// A job that ended with this error.
    pub fn job_failed(self, at: u64, error: &str) -> Self {
        let settled = Settled {
            error: Some(error.into()),
            ..Settled::plain(Outcome::Failed)
        };
        self.job_begun(0, 0).settled(at, settled)
    }

    /// A fetch that was tried so often from 0 on: how long each attempt took, and the pause after
    /// it. All but the last failed.
    pub fn retried(mut self, label: &str, attempts: &[(u64, Option<u64>)]) -> Self {
        self = self.queued(label).started(0, 0);
        let id = self.labels.len() - 1;
        let mut from = 0;
        for (number, (time, pause)) in (1..).zip(attempts) {
            let attempt = Attempt {
                number,
                from: ms(from),
                to: ms(from + time),
                outcome: pause.map_or(Outcome::Ok, |_| Outcome::HttpError),
                http_status: Some(pause.map_or(200, |_| 503)),
                error: pause.map(|_| "HTTP error 503".into()),
                server: pause.map(|_| ms(time / 2)),
                phases: Vec::new(),
                redirected: false,
                pause: pause.map(|pause| Pause {
                    time: ms(pause),
                    asked: None,
                }),
            };
            from += time;
            self = self.event(from, EventKind::Attempted { id, attempt });
            from += pause.unwrap_or_default();
        }
        self.settled(from, Settled::plain(Outcome::Ok))
            .delivery(from)
    }

    fn submitted(mut self, label: &str, executor: &str) -> Self {
        self.labels.push((label.into(), executor.into()));
        self
    }

    fn started(self, at: u64, worker: usize) -> Self {
        let (id, worker) = (self.labels.len() - 1, Some(worker));
        self.event(at, EventKind::Started { id, worker })
    }

    fn settled(self, at: u64, settled: Settled) -> Self {
        let id = self.labels.len() - 1;
        self.event(at, EventKind::Settled { id, settled })
    }

    fn delivery(self, at: u64) -> Self {
        let id = self.labels.len() - 1;
        self.event(at, EventKind::Delivered { id })
    }

    /// The record of a run that goes on.
    pub fn record(mut self) -> Record {
        let mut record = Record::new();
        for (id, (label, executor)) in self.labels.into_iter().enumerate() {
            let submitted = EventKind::Submitted {
                id,
                label,
                executor,
            };
            record.push(Duration::ZERO, submitted);
        }
        self.events.sort_by_key(|(at, _)| *at);
        for (at, kind) in self.events {
            record.push(at, kind);
        }
        record
    }

    /// The record of a run that ended then.
    pub fn until(self, at: u64) -> Record {
        self.event(at, EventKind::Ended).record()
    }
}
