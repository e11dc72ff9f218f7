//! Results that were there but had to wait for an earlier one: head-of-line blocking.

use std::rc::Rc;
use std::time::Duration;

use crate::record::{FutureId, Lane, Record};

/// What waited for delivery behind a future that finished later but was to be delivered earlier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many results waited.
    pub results: usize,
    /// All their waiting time together.
    pub total: Duration,
    /// The longest wait of one result.
    pub longest: Duration,
    /// The future that cost the others the most time.
    pub worst: Option<HeadOfLine>,
}

/// One future that others waited behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadOfLine {
    /// The future at the head of the line.
    pub id: FutureId,
    /// What it was for.
    pub label: Rc<str>,
    /// How many results waited behind it.
    pub results: usize,
    /// All their waiting time together.
    pub total: Duration,
    /// The longest wait of one of them.
    pub longest: Duration,
}

impl Waiting {
    /// The waiting in a record so far.
    ///
    /// A result waited behind the latest to finish of those delivered before it, if that one
    /// finished later than itself, in the same executor: what another one has is asked for apart. A consumer that is merely slow is nobody's head of line; nor is what came after the
    /// run was cancelled, which waited for what was cancelled.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let mut waiting = Waiting::default();
        let mut head: Option<(&Lane, Duration)> = None;
        let mut line: Option<HeadOfLine> = None;
        for lane in record
            .delivered()
            .iter()
            .filter_map(|id| record.lanes().get(*id))
        {
            let (Some(finished), Some(delivered)) = (lane.finished, lane.delivered) else {
                continue;
            };
            if record.cancelled().is_some_and(|at| delivered >= at) {
                break;
            }
            match head {
                Some((head, head_finished))
                    if finished < head_finished && lane.executor == head.executor =>
                {
                    let wait = delivered.saturating_sub(finished);
                    waiting.results += 1;
                    waiting.total += wait;
                    waiting.longest = waiting.longest.max(wait);
                    let line = line.get_or_insert_with(|| HeadOfLine {
                        id: head.id,
                        label: head.label.clone(),
                        results: 0,
                        total: Duration::ZERO,
                        longest: Duration::ZERO,
                    });
                    line.results += 1;
                    line.total += wait;
                    line.longest = line.longest.max(wait);
                }
                // From here on it is this one that holds up the rest.
                _ => {
                    waiting.consider(line.take());
                    head = Some((lane, finished));
                }
            }
        }
        waiting.consider(line);
        waiting
    }

    fn consider(&mut self, line: Option<HeadOfLine>) {
        let worst = self
            .worst
            .as_ref()
            .map_or(Duration::ZERO, |worst| worst.total);
        if let Some(line) = line
            && line.total > worst
        {
            self.worst = Some(line);
        }
    }
}
