//! What was measured, by way, from the record alone.

use std::time::Duration;

use super::plan::Way;
use crate::record::{Lane, Outcome, Record};

/// Names of what is counted.
pub(super) const STEPS: &str = "steps";
pub(super) const WAITS: &str = "waits";
pub(super) const TOOK: &str = "took_us";
pub(super) const SUM: &str = "sum";
pub(super) const STANDS: &str = "stands";
pub(super) const INSIDE: &str = "inside";

/// What came of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The way.
    pub way: Way,
    /// How many workers took part.
    pub workers: usize,
    /// What all of them did together: additions, passes, or items that were taken out.
    pub steps: u64,
    /// What was to stand there: the additions; of a queue, the sum of the numbers of all items.
    pub expected: Option<u64>,
    /// What stood there, or the sum of the items that came out.
    pub stands: Option<u64>,
    /// The most workers that held a permit at once, of a semaphore.
    pub inside: Option<u64>,
    /// How often a worker was put to sleep.
    pub waits: u64,
    /// From the common start to the end of the last.
    pub took: Duration,
}

impl Row {
    /// How many additions or items are not there.
    #[must_use]
    pub fn lost(&self) -> u64 {
        let (expected, stands) = (self.expected.zip(self.stands)).unwrap_or_default();
        expected.saturating_sub(stands)
    }

    /// The time of a step, if each was done after the other.
    #[must_use]
    pub fn each(&self) -> Duration {
        Duration::from_nanos((self.took.as_nanos() as u64) / self.steps.max(1))
    }
}

/// The rows of the ways that are over, in their order.
#[must_use]
pub fn rows(record: &Record) -> Vec<Row> {
    Way::ALL
        .iter()
        .filter_map(|way| row(*way, record))
        .collect()
}

fn row(way: Way, record: &Record) -> Option<Row> {
    let parts: Vec<&Lane> = (record.lanes().iter())
        .filter(|lane| is_of(way, &lane.label))
        .collect();
    let asked = parts.first().and_then(|lane| of_all(&lane.label))?;
    let is_whole =
        parts.len() == asked && (parts.iter()).all(|lane| lane.outcome() == Some(Outcome::Ok));
    if !is_whole {
        return None;
    }
    let all = |name: &'static str| parts.iter().filter_map(|lane| count(lane, name));
    let steps: u64 = all(STEPS).sum();
    let mut row = Row {
        way,
        workers: parts.len(),
        steps,
        expected: way.adds().then_some(steps),
        stands: all(STANDS).next().filter(|_| way.adds()),
        inside: all(INSIDE).next().filter(|_| way == Way::Semaphore),
        waits: all(WAITS).sum(),
        took: Duration::from_micros(all(TOOK).max().unwrap_or_default()),
    };
    if way == Way::Queue {
        // Half of them put in, half take out, each item once. They are numbered from 1.
        let items = steps / 2;
        row.steps = items;
        row.expected = Some(items * (items + 1) / 2);
        row.stands = Some(all(SUM).sum());
    }
    Some(row)
}

/// What a label says: the way, which of its workers, and of how many.
#[must_use]
pub fn label(way: Way, nth: usize, of: usize) -> String {
    format!("{} {} of {of}", way.name(), nth + 1)
}

/// What a label says; `None` for one that [`label`] did not write.
#[must_use]
pub fn part(label: &str) -> Option<(Way, usize, usize)> {
    let way = *Way::ALL.iter().find(|way| is_of(**way, label))?;
    let (nth, of) = label[way.name().len()..].trim_start().split_once(" of ")?;
    Some((way, nth.parse().ok()?, of.parse().ok()?))
}

fn is_of(way: Way, label: &str) -> bool {
    let rest = label.strip_prefix(way.name());
    rest.is_some_and(|rest| rest.starts_with(' ') && of_all(label).is_some())
}

fn of_all(label: &str) -> Option<usize> {
    label.rsplit_once(" of ")?.1.parse().ok()
}

fn count(lane: &Lane, name: &str) -> Option<u64> {
    let counts = &lane.settled.as_ref()?.counts;
    let count = counts.iter().find(|count| &*count.name == name)?;
    Some(count.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Count, EventKind, Settled};

    /// A way, which of its workers, of how many, and what it counted.
    type Part<'a> = (Way, usize, usize, &'a [(&'a str, u64)]);

    fn record(parts: &[Part<'_>]) -> Record {
        let mut record = Record::new();
        for (id, (way, nth, of, counts)) in parts.iter().enumerate() {
            let (label, executor) = (label(*way, *nth, *of).into(), "pool".into());
            let submitted = EventKind::Submitted {
                id,
                label,
                executor,
            };
            record.push(Duration::ZERO, submitted);
            let count = |(name, value): &(&str, u64)| Count {
                name: (*name).into(),
                value: *value,
            };
            let settled = Settled {
                counts: counts.iter().map(count).collect(),
                ..Settled::plain(Outcome::Ok)
            };
            record.push(Duration::ZERO, EventKind::Settled { id, settled });
        }
        record
    }

    #[test]
    fn what_is_lost_is_what_was_added_and_does_not_stand_there() {
        let one: &[_] = &[(STEPS, 100), (TOOK, 3), (WAITS, 0)];
        let last: &[_] = &[(STEPS, 100), (TOOK, 8), (STANDS, 130), (INSIDE, 0)];
        let rows = rows(&record(&[
            (Way::Plain, 0, 2, one),
            (Way::Plain, 1, 2, last),
        ]));
        let [row] = rows[..] else { panic!("{rows:?}") };
        assert_eq!(
            (row.expected, row.stands, row.lost()),
            (Some(200), Some(130), 70)
        );
        assert_eq!(
            (row.took, row.each()),
            (Duration::from_micros(8), Duration::from_nanos(40))
        );
        assert_eq!(row.inside, None);
    }

    #[test]
    fn a_label_is_read_as_it_was_written() {
        for way in Way::ALL {
            assert_eq!(part(&label(way, 1, 4)), Some((way, 2, 4)));
        }
        assert_eq!(part("lock"), None);
        assert_eq!(part("BR"), None);
    }

    #[test]
    fn a_way_of_which_one_worker_is_missing_has_no_row() {
        let one: &[_] = &[(STEPS, 100), (STANDS, 100)];
        assert_eq!(rows(&record(&[(Way::Lock, 0, 2, one)])), []);
    }

    #[test]
    fn a_queue_is_whole_when_each_number_came_out_once() {
        let put: &[_] = &[(STEPS, 10), (WAITS, 4)];
        let took: &[_] = &[(STEPS, 10), (SUM, 55), (WAITS, 2)];
        let rows = rows(&record(&[
            (Way::Queue, 0, 2, put),
            (Way::Queue, 1, 2, took),
        ]));
        let [row] = rows[..] else { panic!("{rows:?}") };
        assert_eq!(
            (row.steps, row.expected, row.stands, row.waits),
            (10, Some(55), Some(55), 6)
        );
        assert_eq!(row.lost(), 0);
    }
}
