//! What the plan of a run says of it.

use std::time::Duration;

use crate::config::{RunConfig, Server};
use crate::plan::FateOutcome;
use crate::record::{Attempt, Lane, Outcome, Record};

/// So much too short a delay may seem by the clocks of browsers, which are coarse.
const CLOCK: Duration = Duration::from_millis(2);

/// How long the requests of a run would take one by one: the delays of its plan added up, with the
/// attempts that were made and the pauses between them. Calculated, not measured: a server adds what
/// it needs itself. `None` where there is no plan, or a stranger's server was asked, or where the run did not go by it: a request that
/// was cut short, or ended otherwise, would have taken another time.
#[must_use]
pub fn one_by_one(config: &RunConfig, record: &Record) -> Option<Duration> {
    // A stranger's server need not do as its address asks.
    let is_ours = !config.server.as_ref().is_some_and(Server::is_elsewhere);
    let plan = config.plan().filter(|_| is_ours)?;
    let mut sum = Duration::ZERO;
    for lane in record.lanes().iter().filter(|lane| lane.is_fetch()) {
        for told in attempts(lane)? {
            let fate = plan.fate(&lane.label, told.number);
            let as_planned = match fate.outcome {
                // What was cut short has no delay of its own to add up.
                _ if fate.delay >= config.request_timeout() => false,
                FateOutcome::Ok => matches!(told.outcome, Outcome::Ok | Outcome::NotFound),
                FateOutcome::Status(status) => told.http_status == Some(status),
                FateOutcome::Reset | FateOutcome::Truncate | FateOutcome::Stall => false,
            };
            let delay = fate.delay;
            // A server that knows nothing of the plan answers sooner.
            if !as_planned || told.took + CLOCK < delay {
                return None;
            }
            sum += delay + told.pause;
        }
    }
    (!sum.is_zero()).then_some(sum)
}

/// What counts of an attempt.
struct Told {
    number: u32,
    outcome: Outcome,
    http_status: Option<u16>,
    took: Duration,
    pause: Duration,
}

impl Told {
    fn of(attempt: &Attempt) -> Self {
        Told {
            number: attempt.number,
            outcome: attempt.outcome,
            http_status: attempt.http_status,
            took: attempt.to.saturating_sub(attempt.from),
            pause: attempt.pause.map(|pause| pause.time).unwrap_or_default(),
        }
    }
}

/// The attempts of a lane; its settlement where none are told of. `None` before it settled.
fn attempts(lane: &Lane) -> Option<Vec<Told>> {
    let settled = lane.settled.as_ref()?;
    if settled.outcome == Outcome::Cancelled {
        return None;
    }
    let told = lane.attempts.iter().map(Told::of).collect::<Vec<_>>();
    if told.is_empty() {
        return Some(vec![Told {
            number: 1,
            outcome: settled.outcome,
            http_status: settled.http_status,
            took: lane.finished?.saturating_sub(lane.started?),
            pause: Duration::ZERO,
        }]);
    }
    Some(told)
}
