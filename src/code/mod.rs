//! The present settings as a program: in Python, in Python on Dask, in Rust and in JavaScript.
//!
//! Pure functions of a run's description. The programs do what the page does, on the same plan, in the habits of "Fluent
//! Python", chapter 20: a future is submitted for each country, a dictionary tells whose a future is, a counter counts how
//! they ended. They are run by the tests. Each line says which turns in a future's life it brings about, so that the page can
//! show which of them is at work.

mod javascript;
mod jobs;
mod lesson;
mod literal;
mod python;
mod requests;
mod rust;
mod script;
mod text;
mod title;

use crate::config::{Experiment, RunConfig, Server};
use crate::kernels::JobsError;
use crate::race::Origin;
use crate::record::Turns;
use crate::workers::hardware_concurrency;
pub use script::command;
use text::Values;

/// What a run can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Python, with `concurrent.futures`.
    Python,
    /// Python, with Dask's `distributed` in the place of its executors.
    Dask,
    /// Rust, with this crate.
    Rust,
    /// JavaScript.
    JavaScript,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Language; 4] = [
        Language::Python,
        Language::Dask,
        Language::Rust,
        Language::JavaScript,
    ];

    /// Its name, the same in every language of people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Language::Python => "Python",
            Language::Dask => "Dask",
            Language::Rust => "Rust",
            Language::JavaScript => "JavaScript",
        }
    }

    /// The name of a file for a program.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Language::Python => "photofinish_run.py",
            Language::Dask => "photofinish_run_dask.py",
            Language::Rust => "photofinish_run.rs",
            Language::JavaScript => "photofinish_run.mjs",
        }
    }
}

/// A line of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is written, without the line's end.
    pub text: String,
    /// The turns in a future's life that it brings about: none where that is not exact.
    pub turns: Turns,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Program {
    /// All of it, with a line end at its end.
    #[must_use]
    pub fn text(&self) -> String {
        let lines = self.lines.iter().flat_map(|line| [&*line.text, "\n"]);
        lines.collect()
    }

    /// The turns that lines of it bring about, each set once, in the order of a life.
    #[must_use]
    pub fn steps(&self) -> Vec<Turns> {
        let turns = self.lines.iter().map(|line| line.turns);
        let mut steps: Vec<Turns> = turns.filter(|turns| !turns.is_empty()).collect();
        steps.sort_by_key(|turns| turns.bits());
        steps.dedup();
        steps
    }
}

/// Why there is no program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoProgram {
    /// Passing data is about what a page does, and a list of lessons is no run.
    #[error("{} is no run that could be written in another language", .0.name())]
    NotARun(Experiment),
    /// There are no such jobs.
    #[error(transparent)]
    Jobs(#[from] JobsError),
    /// The work is a function in JavaScript, which no other language has.
    #[error("a function of one's own is not written in other languages")]
    Own,
}

/// The settings of an address's query as a program in the language of this name, with as many workers as this browser has cores
/// where they do not say how many; nothing where there is no such language, or the settings make no program.
#[must_use]
pub fn for_page(language: &str, query: &str, base: &str, extension: &str) -> Option<Program> {
    let language = Language::ALL
        .into_iter()
        .find(|one| one.name() == language)?;
    let (config, _) = RunConfig::from_query(query);
    // Programs know folders of flags.
    if matches!(&config.server, Some(Server::Base(base)) if base.contains("{}")) {
        return None;
    }
    let origin = Origin {
        base: base.trim_end_matches('/').to_owned(),
        extension: if extension == "svg" { "svg" } else { "gif" },
    };
    program(language, &config, &origin, hardware_concurrency()).ok()
}

/// The run of `config` as a program that asks `origin`, an absolute address, and has `cores` workers where the run does
/// not say how many.
///
/// # Errors
/// [`NoProgram`] where there is no such run, or it has no program.
pub fn program(
    language: Language,
    config: &RunConfig,
    origin: &Origin,
    cores: usize,
) -> Result<Program, NoProgram> {
    let write = match language {
        Language::Python | Language::Dask => python::write,
        Language::Rust => rust::write,
        Language::JavaScript => javascript::write,
    };
    let (has_requests, has_jobs) = match config.experiment {
        Experiment::Race => (true, false),
        Experiment::Workers => (false, true),
        Experiment::Both => (true, true),
        other => {
            let own = lesson::write(config).filter(|_| language == Language::Python);
            let own = own.ok_or(NoProgram::NotARun(other))?;
            return Ok(own.finish());
        }
    };
    let mut values = Values::default();
    values.fact("dask", language == Language::Dask);
    title::say(&mut values, config, cores);
    if has_requests {
        requests::say(&mut values, language, config, origin);
    }
    if has_jobs {
        jobs::say(&mut values, language, config)?;
    }
    Ok(write(&mut values).finish())
}
