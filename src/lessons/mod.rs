//! The lessons: each asks a question, describes the runs that answer it, and reads the answer out of
//! their records. Data and pure functions; no lesson knows the page.

mod answers;
pub mod ball;
pub mod by_hand;
mod chapter;
mod kept;
pub mod playground;
mod ran;
mod say;

use std::time::Duration;

pub use answers::{Hands, Verdict};
pub use chapter::{curve, speedup};
pub use kept::Kept;
pub use ran::Ran;

use self::playground::Script;
use crate::config::{Field, Lang, RunConfig, Server};

/// A text of a lesson in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

/// The text of a language.
#[must_use]
pub fn text(lang: Lang, told: Told) -> &'static str {
    match lang {
        Lang::En => told.en,
        Lang::Zh => told.zh,
    }
}

/// One lesson.
#[derive(Debug)]
pub struct Lesson {
    /// Its number, from 1: its name in the address.
    pub number: usize,
    /// What it is called.
    pub title: Told,
    /// Its place in the chapter, in either edition.
    pub place: Told,
    /// What is done.
    pub show: Show,
    /// The question, asked of these settings.
    pub ask: fn(&RunConfig, Lang) -> Question,
    /// Which answer was measured, from 0, by the runs of the question, each once and in their order;
    /// `None` where they tell none of them.
    pub check: fn(&[&Ran]) -> Option<usize>,
    /// Why, in a sentence with the figures of these runs.
    pub why: fn(&[&Ran], Lang) -> Option<String>,
    /// These runs beside each other, where that tells more than the sentence.
    pub table: Option<Table>,
    /// What two runs of the same settings that are none of the question's show, where the lesson is about that.
    pub twice: Option<Twice>,
    /// What only this lesson has.
    pub extra: Option<Extra>,
    /// The lesson in Python, where a program shows more than the settings say.
    pub python: Option<InPython>,
    /// What to try next.
    pub goals: &'static [Goal],
}

/// What a lesson has on the page that no other has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// What a future is, in words.
    Guide,
    /// Requests that are submitted one by one.
    SubmitOne,
    /// A message as a ball between page and worker.
    Ball,
}

/// What a program in Python shows of a lesson, when it is run.
#[derive(Debug)]
pub struct InPython {
    /// The lesson's own program; else it is that of the settings.
    pub own: Option<Program>,
    /// What there is to see.
    pub shows: Told,
}

/// Programs of lessons (`code`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// What can be asked of a future, and of both classes of that name.
    Chapter,
    /// Time limits, of both classes.
    Deadline,
    /// Waiting and computing in coroutines, threads and processes, beside a clock.
    Places,
}

/// Says of two runs of one's own what they show, and sets them beside each other.
pub type Twice = fn([&Ran; 2], Lang) -> Option<(String, Beside)>;

/// Sets the runs of a question beside each other.
pub type Table = fn(&[&Ran], Lang) -> Option<Beside>;

/// Runs, or what came of one, beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// What is shown.
    pub name: &'static str,
    /// The heads of its columns; the first names a row.
    pub heads: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// What else there is to know, and from where.
    pub note: &'static str,
}

/// What a lesson shows.
#[derive(Debug)]
pub enum Show {
    /// A script of the playground.
    Play(Script),
    /// Runs, one after the other, of which each is an address's query.
    Runs(&'static [&'static str]),
    /// The same, of jobs that are made to take about so long on one thread of this machine, each or
    /// all together, before they run.
    Calibrated {
        /// The runs.
        runs: &'static [&'static str],
        /// What is made to take so long.
        to: Calibration,
    },
}

/// What a machine is measured for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calibration {
    /// All jobs together are to take so long: their number follows.
    Together(Duration),
    /// Each job is to take so long: its size follows, where the time grows as the size does.
    Each(Duration),
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// Its answers. Of a curve that is drawn, none.
    pub answers: Vec<Answer>,
}

/// An answer that can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The answer.
    pub text: String,
    /// What there is to say to who gave it and was wrong: the misconception by its name.
    pub met: &'static str,
}

impl Answer {
    /// An answer.
    pub(crate) fn new(text: impl Into<String>, met: &'static str) -> Self {
        let text = text.into();
        Answer { text, met }
    }
}

/// Something to try, that is reached when a run shows it.
#[derive(Debug)]
pub struct Goal {
    /// What to reach.
    pub text: Told,
    /// How far a run is: so much, of so much.
    pub far: fn(&Ran) -> (usize, usize),
    /// What is counted, where it is no number of things.
    pub unit: Told,
}

impl Goal {
    const fn new(text: Told, far: fn(&Ran) -> (usize, usize)) -> Self {
        let unit = Told { en: "", zh: "" };
        Goal { text, far, unit }
    }

    /// Whether a run reaches it.
    #[must_use]
    pub fn is_reached(&self, ran: &Ran) -> bool {
        let (have, want) = (self.far)(ran);
        have >= want
    }
}

/// All lessons, in their order.
pub static LESSONS: &[&Lesson] = chapter::ALL;

/// The lesson of this number; the first where there is none.
#[must_use]
pub fn lesson(number: usize) -> &'static Lesson {
    let is_it = |lesson: &&&Lesson| lesson.number == number;
    LESSONS.iter().find(is_it).unwrap_or(&LESSONS[0])
}

impl Lesson {
    /// Its place among all, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        let is_it = |lesson: &&Lesson| lesson.number == self.number;
        LESSONS.iter().position(is_it).unwrap_or_default()
    }

    /// The runs of its question; none of the playground.
    #[must_use]
    pub fn runs(&self) -> Vec<RunConfig> {
        let queries = match self.show {
            Show::Play(_) => &[][..],
            Show::Runs(runs) | Show::Calibrated { runs, .. } => runs,
        };
        let config = |query: &&str| RunConfig::from_query(query).0;
        queries.iter().map(config).collect()
    }

    /// The settings it begins with.
    #[must_use]
    pub fn first(&self) -> RunConfig {
        let first = self.runs().into_iter().next();
        first.unwrap_or_else(|| RunConfig {
            experiment: crate::config::Experiment::Lessons,
            lesson: self.number,
            ..RunConfig::default()
        })
    }

    /// Which run of the question these settings describe, if they do. Who answers is no part of the
    /// question, nor what was calibrated.
    #[must_use]
    pub fn step_of(&self, config: &RunConfig) -> Option<usize> {
        let is_free = |field: Field| {
            let calibrated = match self.show {
                Show::Calibrated { to, .. } => Some(match to {
                    Calibration::Together(_) => Field::Jobs,
                    Calibration::Each(_) => Field::Size,
                }),
                _ => None,
            };
            let is_around = [
                Field::Server,
                Field::Lesson,
                Field::Lang,
                Field::Embed,
                Field::Autorun,
                Field::Verbose,
            ];
            is_around.contains(&field) || calibrated == Some(field)
        };
        let same = |step: &RunConfig| {
            let differs = |field: &&Field| step.text(**field) != config.text(**field);
            !(Field::ALL.iter().filter(differs)).any(|field| !is_free(*field))
        };
        self.runs().iter().position(same)
    }

    /// The settings of a run of the question, with what is no part of it as it is now.
    #[must_use]
    pub fn step(&self, step: usize, now: &RunConfig) -> Option<RunConfig> {
        let mut next = self.runs().into_iter().nth(step)?;
        next.server.clone_from(&now.server);
        if let Show::Calibrated { to, .. } = self.show
            && self.step_of(now).is_some()
        {
            match to {
                Calibration::Together(_) => next.work.jobs = now.work.jobs,
                Calibration::Each(_) => next.work.size = now.work.size,
            }
        }
        Some(next)
    }

    /// The newest run of each step of the question, once all are there.
    #[must_use]
    pub fn answered_by<'a>(&self, all: &'a [Ran]) -> Option<Vec<&'a Ran>> {
        let steps = self.runs().len().max(1);
        let newest = |step| all.iter().rev().find(|ran| ran.step == Some(step));
        (0..steps).map(newest).collect()
    }

    /// Whether the newest run is none of the question's, and the question is not answered.
    #[must_use]
    pub fn is_aside(&self, all: &[Ran]) -> bool {
        let is_own = all.last().is_some_and(|ran| ran.step.is_none());
        is_own && self.answered_by(all).is_none()
    }

    /// The newest run of settings of one's own, after the last one of the same settings, if there were two.
    #[must_use]
    pub fn own_twice(all: &[Ran]) -> Option<[&Ran; 2]> {
        let (last, before) = all.split_last()?;
        let is_same = |ran: &&Ran| ran.step.is_none() && ran.config == last.config;
        let first = before.iter().rev().find(is_same)?;
        last.step.is_none().then_some([first, last])
    }

    /// How far a goal was come to by the best of these runs.
    #[must_use]
    pub fn far(goal: &Goal, all: &[Ran]) -> Option<(usize, usize)> {
        let far = all.iter().map(goal.far);
        far.max_by(|(a, of_a), (b, of_b)| (a * of_b).cmp(&(b * of_a)))
    }
}

/// Whether the flags come from the page itself, which holds nothing back.
fn is_simulated(ran: &Ran) -> bool {
    ran.config.server == Some(Server::Sim)
}
