//! What really happened in a run of requests, added up in the plainest way.

use std::time::Duration;

use photofinish::config::{RunConfig, Strategy};
use photofinish::record::Outcome;

use super::browser::Request;

/// One task and its requests.
pub struct Task {
    pub label: String,
    pub requests: Vec<Request>,
    /// When its first request was made, if it had one.
    pub from: Option<Duration>,
    pub over: Duration,
    pub outcome: Outcome,
}

/// All tasks of one run, in the order of submission, times since its start.
pub struct Accounts {
    pub tasks: Vec<Task>,
    pub elapsed: Duration,
    pub cancelled: bool,
    /// When the person asked for that.
    asked_to_end: Option<Duration>,
}

/// The pause that is due after the `number`th request for a label, if another is to follow.
fn pause(config: &RunConfig, number: usize, request: &Request) -> Option<Duration> {
    let may_pass = match request.outcome? {
        // Of the statuses of a plan only 503 may pass, and a plan with retries has no other.
        Outcome::HttpError => config.retries > 0,
        Outcome::NetworkError => true,
        _ => false,
    };
    let own = Duration::from_millis(100 << (number - 1).min(6));
    let time = request
        .retry_after
        .map_or(own, |asked| asked.min(config.request_timeout()));
    (may_pass && number <= config.retries as usize).then_some(time)
}

impl Accounts {
    /// The accounts of the requests since `start`, of a run that was cancelled at `cancelled`.
    pub fn of(
        config: &RunConfig,
        requests: &[Request],
        start: Duration,
        cancelled: Option<Duration>,
    ) -> Self {
        let since = |at: Duration| at.checked_sub(start).expect("not before the start");
        let task = |label: String| {
            let mut own: Vec<Request> = requests
                .iter()
                .filter(|r| r.label == label)
                .cloned()
                .collect();
            for request in &mut own {
                request.asked = since(request.asked);
                request.sent = request.sent.map(since);
                request.over = since(request.over);
            }
            let last = own.last();
            let paused = last.and_then(|last| pause(config, own.len(), last));
            let gone = last.is_none_or(|last| last.outcome.is_none()) || paused.is_some();
            Task {
                from: own.first().map(|first| first.asked),
                over: match (last, gone) {
                    (Some(last), false) => last.over,
                    _ => since(cancelled.expect("only a cancelled run leaves something undone")),
                },
                outcome: match (last, gone) {
                    (Some(last), false) => last.outcome.unwrap(),
                    _ => Outcome::Cancelled,
                },
                requests: own,
                label,
            }
        };
        let tasks: Vec<Task> = config.labels().into_iter().map(task).collect();
        Accounts {
            elapsed: tasks.iter().map(|task| task.over).max().unwrap_or_default(),
            cancelled: tasks.iter().any(|task| task.outcome == Outcome::Cancelled),
            asked_to_end: cancelled.map(since),
            tasks,
        }
    }

    pub fn count(&self, outcome: Outcome) -> usize {
        self.named(&[outcome]).len()
    }

    /// Labels of those that ended so.
    pub fn named(&self, outcomes: &[Outcome]) -> Vec<String> {
        let tasks = self
            .tasks
            .iter()
            .filter(|task| outcomes.contains(&task.outcome));
        tasks.map(|task| task.label.clone()).collect()
    }

    /// When tasks ran, as the executor has it.
    pub fn running(&self) -> Vec<(Duration, Duration)> {
        self.tasks
            .iter()
            .filter_map(|task| Some((task.from?, task.over)))
            .collect()
    }

    pub fn requests(&self) -> impl Iterator<Item = &Request> {
        self.tasks.iter().flat_map(|task| &task.requests)
    }

    /// When requests were on their way, with whether the browser told of it.
    pub fn on_the_way(&self) -> Vec<(Duration, Duration, bool)> {
        let sent = self
            .requests()
            .filter_map(|r| Some((r.sent?, r.over, r.told)));
        sent.collect()
    }

    /// How long the browser held back the requests of which it told, the shortest first.
    pub fn held(&self) -> Vec<Duration> {
        let told = self.requests().filter(|request| request.told);
        let mut held: Vec<_> = told.map(|r| r.sent.unwrap() - r.asked).collect();
        held.sort_unstable();
        held
    }

    /// What waited behind whom: for each that finished later than all before it, the finished ones
    /// delivered after it, until one finishes later still; as label, how many, their time together
    /// and the longest.
    pub fn lines(&self, strategy: Strategy) -> Vec<(String, usize, Duration, Duration)> {
        if strategy == Strategy::AsCompleted {
            return Vec::new();
        }
        let mut lines: Vec<(String, Duration, Vec<Duration>)> = Vec::new();
        let mut now = Duration::ZERO;
        for task in &self.tasks {
            now = now.max(task.over);
            // What comes then waited for what was cancelled.
            if self.asked_to_end.is_some_and(|at| now >= at) {
                break;
            }
            match lines.last_mut() {
                _ if task.outcome == Outcome::Cancelled => {}
                Some((_, head, waits)) if task.over < *head => waits.push(now - task.over),
                _ => lines.push((task.label.clone(), task.over, Vec::new())),
            }
        }
        let line = |(label, _, waits): (String, Duration, Vec<Duration>)| {
            let longest = waits.iter().max().copied()?;
            Some((label, waits.len(), waits.iter().sum(), longest))
        };
        lines.into_iter().filter_map(line).collect()
    }
}

/// How many spans cover the moment at which most do.
pub fn most_at_once(spans: &[(Duration, Duration)]) -> usize {
    let at = |moment: Duration| {
        spans
            .iter()
            .filter(|(from, to)| *from <= moment && moment < *to)
            .count()
    };
    spans.iter().map(|(from, _)| at(*from)).max().unwrap_or(0)
}

/// For how long at least so many spans covered each moment.
pub fn time_of(spans: &[(Duration, Duration)], number: usize) -> Duration {
    let mut moments: Vec<Duration> = spans.iter().flat_map(|(from, to)| [*from, *to]).collect();
    moments.sort_unstable();
    let covered = |at: Duration| {
        spans
            .iter()
            .filter(|(from, to)| *from <= at && at < *to)
            .count()
    };
    let gaps = moments.windows(2).filter(|pair| covered(pair[0]) >= number);
    gaps.map(|pair| pair[1] - pair[0]).sum()
}

/// The smallest that so many of a hundred do not exceed.
pub fn percentile(sorted: &[Duration], percent: usize) -> Option<Duration> {
    let reaches = |index: &usize| (index + 1) * 100 >= sorted.len() * percent;
    (0..sorted.len()).find(reaches).map(|index| sorted[index])
}
