//! What carries out an experiment, as the page sees it.

use std::any::Any;
use std::rc::Rc;

use crate::config::{Lang, RunConfig};
use crate::diagnosis::Sentence;
use crate::environment::Environment;
use crate::future::{FutureError, FutureHandle};
use crate::lab::Problem;
use crate::race::Unanswered;
use crate::record::FutureId;
use crate::recorder::Recorder;
use crate::stats::Progress;

/// Findings that are worked out in turns with the page.
pub type InTurns = Box<dyn FnMut() -> Option<Vec<Sentence>>>;

/// An experiment under way or over: one run, or several one after the other. What happened stands in
/// their records; the rest is the person's hand on it.
pub trait Driver {
    /// What is carried out.
    fn config(&self) -> &RunConfig;

    /// The records of the runs begun so far.
    fn recorders(&self) -> Vec<Rc<Recorder>>;

    /// The description of one of its runs.
    fn config_of(&self, run: usize) -> RunConfig;

    /// Whether it consists of runs that are set against each other.
    fn is_comparison(&self) -> bool;

    /// Whether a moment of it is one of all its runs, as they followed one another, and not one since the start of each.
    fn is_in_turn(&self) -> bool {
        false
    }

    /// Whether its speed is the very question, so that pictures have to give way.
    fn is_measured(&self) -> bool {
        false
    }

    /// Whether something is still to come.
    fn is_running(&self) -> bool;

    /// Whether it was cancelled.
    fn is_cancelled(&self) -> bool;

    /// Cancels what has not started and aborts what runs.
    fn cancel(&self);

    /// Changes how many tasks run at once, where that can be.
    fn set_max_workers(&self, _max_workers: usize) {}

    /// How far it is, or was by its records as they were at the moment that is shown.
    fn progress(&self, then: &[Rc<Recorder>]) -> Progress;

    /// One future, to be looked at; errors are told in this language.
    fn future(&self, run: usize, id: FutureId, lang: Lang) -> Option<Watched>;

    /// What a future is called in this language, where that is not its label.
    fn name(&self, _run: usize, _id: FutureId, _lang: Lang) -> Option<String> {
        None
    }

    /// Address of the picture a request brought.
    fn image(&self, _run: usize, _id: FutureId) -> Option<Rc<str>> {
        None
    }

    /// The protocol by which an answer came.
    fn protocol(&self, _run: usize, _id: FutureId) -> Option<Rc<str>> {
        None
    }

    /// What it ran on, where that is not this page.
    fn environment(&self) -> Option<Environment> {
        None
    }

    /// What it shows once it is over, in sentences: what follows from its records, by these, which are as they were at
    /// the moment that is shown.
    fn findings(
        &self,
        then: &[Rc<Recorder>],
        environment: &Environment,
        lang: Lang,
    ) -> Vec<Sentence>;

    /// The same of a great many events, a part of the work at each call, until the answer is there; `None` where it is all
    /// one.
    fn findings_in_turns(&self, _: &[Rc<Recorder>], _: &Environment, _: Lang) -> Option<InTurns> {
        None
    }

    /// What it shows beyond what follows from settings and record alone, in English, for its file.
    fn told(&self) -> Vec<String> {
        Vec::new()
    }

    /// Why there is nothing, or not everything, to show.
    fn problem(&self) -> Option<Problem> {
        None
    }

    /// What is left to ask after a run without an answer: see [`unanswered`](crate::race::unanswered).
    fn unanswered(&self) -> Vec<Unanswered> {
        Vec::new()
    }

    /// What carried it out, where this only shows what others did.
    fn inner(&self) -> Option<&Rc<dyn Driver>> {
        None
    }

    /// Itself, for what only its own screen shows.
    fn as_any(&self) -> &dyn Any;
}

/// A future that is looked at, whatever executor runs it.
#[derive(Clone)]
pub struct Watched {
    /// As it prints itself.
    pub form: String,
    /// Whether it is done.
    pub is_over: bool,
    /// Why there is no result, in the language of the page.
    pub error: Option<String>,
    /// Cancels it, or aborts it for `true`. What it answers stands in the record.
    pub ask: Rc<dyn Fn(bool)>,
}

impl Watched {
    /// This future; `why` says in the language of the page why there is no result.
    #[must_use]
    pub fn of<T: 'static>(
        future: &FutureHandle<T>,
        why: impl FnOnce(&FutureError) -> String,
    ) -> Self {
        let error = future.inspect(|outcome| Some(why(outcome?.err()?)));
        let asked = future.clone();
        Watched {
            form: future.to_string(),
            is_over: future.done(),
            error,
            ask: Rc::new(move |abort| {
                let _answer = if abort { asked.abort() } else { asked.cancel() };
            }),
        }
    }
}

/// How far the newest of several runs is, or was by its record as it was at a moment.
#[must_use]
pub fn newest_progress(whole: &[Rc<Recorder>], then: &[Rc<Recorder>]) -> Progress {
    let (Some(whole), Some(then)) = (whole.get(then.len().wrapping_sub(1)), then.last()) else {
        return Progress::default();
    };
    Progress {
        total: whole.record().lanes().len(),
        ..Progress::of(&then.record(), then.elapsed())
    }
}

/// Whether these are all of the runs, each to its end: what is measured in several is concluded of all together.
#[must_use]
pub fn is_all(whole: &[Rc<Recorder>], then: &[Rc<Recorder>]) -> bool {
    then.len() == whole.len() && then.iter().all(|one| one.record().ended().is_some())
}

/// How many of so many runs that follow one another are over.
#[must_use]
pub fn progress_in_turn(then: &[Rc<Recorder>], total: usize) -> Progress {
    let is_over = |one: &&Rc<Recorder>| {
        let record = one.record();
        record.ended().is_some() && !record.is_cancelled()
    };
    // With the time that workers took to start, which is before the time of their run.
    let took = |one: &Rc<Recorder>| {
        let record = one.record();
        record.startup().unwrap_or_default() + one.reached()
    };
    let counts = Progress {
        done: then.iter().filter(is_over).count(),
        total,
        ..Progress::default()
    };
    counts.after(then.iter().map(took).sum())
}
