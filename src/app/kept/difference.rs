//! Two runs beside each other, in sentences: which was over sooner, and whether that says anything.

use std::time::Duration;

use super::names::has_settings;
use crate::app::screens::Screen;
use crate::config::{Experiment, Field, Lang, RunConfig};
use crate::import::OpenedRun;
use crate::record::{Outcome, Record};
use crate::stats::elapsed;
use crate::tell::format::{seconds_in, span_in};
use crate::tell::words;

/// Times that differ by no more than this share of the longer are alike: as much differs from run to run.
const ALIKE: f64 = 0.02;

/// Whether two runs did the same: the same things, with the same fates by plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// They did.
    Same,
    /// They did not.
    Other,
    /// It looks alike, and no settings tell.
    Unknown,
}

/// How two runs differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// How long each took.
    pub times: [Duration; 2],
    /// How long each took until its first future was submitted.
    pub leads: [Duration; 2],
    /// How many results came of each, and how many were asked for.
    pub came: [(usize, usize); 2],
    /// Whether that can be told: of passing data only what was measured is in the record.
    pub is_counted: bool,
    /// Whether both ran to their end.
    pub are_over: bool,
    /// Whether both did the same work.
    pub work: Work,
    /// Whether both ran on the same program.
    pub is_same_place: bool,
    /// By which protocols their answers came, where that differs and both tell.
    pub protocols: Option<[String; 2]>,
    /// The settings that differ, each with both values.
    pub settings: Vec<(Field, [String; 2])>,
}

impl Difference {
    /// The difference of two runs.
    #[must_use]
    pub fn of(runs: [&OpenedRun; 2]) -> Self {
        let records = runs.map(|run| &run.record);
        let configs = runs.map(|run| &run.config);
        let has_settings = configs.into_iter().all(has_settings);
        let is_over = |record: &&Record| record.ended().is_some() && !record.is_cancelled();
        let came = |record: &Record| (record.count(Outcome::Ok), record.lanes().len());
        let [one, other] = runs.map(|run| &run.environment.user_agent);
        Difference {
            times: records.map(elapsed),
            leads: records.map(lead),
            came: records.map(came),
            is_counted: configs
                .iter()
                .all(|config| config.experiment != Experiment::Transfer),
            are_over: records.iter().all(is_over),
            work: work(runs, has_settings),
            is_same_place: one == other,
            protocols: protocols(runs),
            settings: match has_settings {
                true => settings(configs),
                false => Vec::new(),
            },
        }
    }

    /// In sentences; the runs are called A and B.
    #[must_use]
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let words = words::difference::of(lang);
        let mut said = vec![self.which(lang)];
        said.extend(self.before(lang));
        let [(a, of_a), (b, of_b)] = self.came;
        if self.is_counted && (a, of_a) != (b, of_b) {
            said.push((words.came)((a, of_a), (b, of_b)));
        }
        let told = match self.work {
            Work::Same => None,
            Work::Other => Some(words.other_work),
            Work::Unknown => Some(words.unknown_work),
        };
        said.extend(told.map(str::to_owned));
        if !self.is_same_place {
            said.push(words.other_place.to_owned());
        }
        if let Some([a, b]) = &self.protocols {
            said.push((words.protocols)(a, b));
        }
        if let Some(settings) = self.in_words(lang) {
            said.push(settings);
        }
        said
    }

    fn which(&self, lang: Lang) -> String {
        let words = words::difference::of(lang);
        let [a, b] = self.times;
        let [in_a, in_b] = self.times.map(|time| seconds_in(lang, time));
        if !self.are_over {
            return (words.not_over)(&in_a, &in_b);
        }
        let by = a.abs_diff(b);
        if by.as_secs_f64() <= a.max(b).as_secs_f64() * ALIKE {
            return (words.alike)(&in_a, &in_b);
        }
        let (sooner, later) = if a < b { ("A", "B") } else { ("B", "A") };
        let by = span_in(lang, by);
        (words.sooner)([sooner, later], &by, [&in_a, &in_b])
    }

    /// What passed before there was any future, where that is a part of the difference: a program first has to start.
    fn before(&self, lang: Lang) -> Option<String> {
        let [a, b] = self.leads;
        let longer = self.times.into_iter().max().unwrap_or_default();
        let is_little = a.abs_diff(b).as_secs_f64() <= longer.as_secs_f64() * ALIKE;
        let [a, b] = [a, b].map(|time| span_in(lang, time));
        (!is_little).then(|| (words::difference::of(lang).before)(&a, &b))
    }

    fn in_words(&self, lang: Lang) -> Option<String> {
        let words = words::difference::of(lang);
        let or_none = |value: &str| match value {
            "" => words.none.to_owned(),
            value => value.to_owned(),
        };
        let one = |(field, [a, b]): &(Field, [String; 2])| {
            format!("{} {} / {}", field.name(), or_none(a), or_none(b))
        };
        let all: Vec<_> = self.settings.iter().map(one).collect();
        (!all.is_empty()).then(|| (words.settings)(&all.join(words.comma)))
    }
}

/// What was asked for, in no order.
fn labels(record: &Record) -> Vec<&str> {
    let mut labels: Vec<&str> = record.lanes().iter().map(|lane| &*lane.label).collect();
    labels.sort_unstable();
    labels
}

fn lead(record: &Record) -> Duration {
    let first = record.lanes().first();
    first.map_or(Duration::ZERO, |lane| lane.submitted)
}

/// As people write them, of ALPN names such as `h2`.
fn protocols(runs: [&OpenedRun; 2]) -> Option<[String; 2]> {
    let [one, other] = runs.map(|run| run.environment.protocol.as_deref());
    let name = |alpn: &str| match alpn {
        "h2" => "HTTP/2".to_owned(),
        "h3" => "HTTP/3".to_owned(),
        alpn => alpn.to_ascii_uppercase(),
    };
    let both = [name(one?), name(other?)];
    (both[0] != both[1] && both.iter().all(|name| !name.is_empty())).then_some(both)
}

fn work([one, other]: [&OpenedRun; 2], has_settings: bool) -> Work {
    let is_alike = labels(&one.record) == labels(&other.record);
    match (is_alike, has_settings) {
        (false, _) => Work::Other,
        (true, false) => Work::Unknown,
        (true, true) if is_same_plan([&one.config, &other.config]) => Work::Same,
        (true, true) => Work::Other,
    }
}

/// Whether what each had to wait for, or to compute, was the same by plan.
fn is_same_plan([one, other]: [&RunConfig; 2]) -> bool {
    let asks =
        |config: &RunConfig| matches!(config.experiment, Experiment::Race | Experiment::Both);
    let has_jobs =
        |config: &RunConfig| matches!(config.experiment, Experiment::Workers | Experiment::Both);
    let work = |config: &RunConfig| {
        (
            config.work.kernel,
            config.work.jobs(),
            config.work.size(),
            config.seed,
        )
    };
    (one.experiment == other.experiment)
        && (!asks(one) || one.plan() == other.plan())
        && (!has_jobs(one) || work(one) == work(other))
}

/// The settings that differ, of those that have a meaning for both. How the page looked is none of them.
fn settings([one, other]: [&RunConfig; 2]) -> Vec<(Field, [String; 2])> {
    let looks = [
        Field::Lang,
        Field::Embed,
        Field::Autorun,
        Field::Verbose,
        Field::Lesson,
    ];
    let [mine, yours] = [one, other].map(|config| Screen::of(config.experiment).fields);
    let is_used = |field: &&Field| {
        let is_of_both = mine.contains(*field) && yours.contains(*field);
        **field == Field::Experiment || (is_of_both && !looks.contains(*field))
    };
    let value = |config: &RunConfig, field| match field {
        // Left open they are those of the kernel.
        Field::Jobs => config.work.jobs().to_string(),
        Field::Size => config.work.size().to_string(),
        field => config.text(field),
    };
    let fields = Field::ALL.iter().copied().filter(|field| is_used(&field));
    let values = fields.map(|field| (field, [value(one, field), value(other, field)]));
    values.filter(|(_, [one, other])| one != other).collect()
}
