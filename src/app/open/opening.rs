//! What comes in, whichever way: read, kept beside the page's own runs, shown.

use std::rc::Rc;

use super::driver::OpenedFile;
use super::input::Came;
use super::pair::Part;
use crate::app::hooks::Page;
use crate::app::kept::shelf::{Kept, Ran};
use crate::app::kept::{Wanted, store};
use crate::app::run::{Driver, Run};
use crate::app::state::Action;
use crate::config::Lang;
use crate::import::{self, Expected, MAX_BYTES, Opened, ReadError};
use crate::tell::words;
use crate::tell::words::open::Words;

/// What is open, and what became of what came in last.
#[derive(Clone, Default, PartialEq)]
pub struct Last {
    /// What is open.
    pub open: Option<Open>,
    /// What was refused since: its name, and why.
    pub refused: Option<(Option<String>, Why)>,
}

/// What is open.
#[derive(Clone, PartialEq)]
pub enum Open {
    /// A file of this name, or what came without one.
    File(Option<String>),
    /// What was kept since the visit began.
    Kept(Kept),
    /// Two of those.
    Both([Part; 2]),
}

/// Why something could not be opened.
#[derive(Clone, PartialEq)]
pub enum Why {
    /// It is not as the format says.
    Read(ReadError),
    /// The browser could not read it, in its words.
    Browser(String),
    /// It is kept no longer.
    Gone,
}

impl Why {
    /// In words, which end without a full stop.
    pub fn sentence(&self, words: &Words, lang: Lang) -> String {
        match self {
            Why::Read(error) => error.sentence(lang, &|error| {
                (words::page::of(lang).problem)(error.field, &error.problem)
            }),
            Why::Browser(why) => (words.unreadable)(why),
            Why::Gone => words::kept::of(lang).gone.to_owned(),
        }
    }
}

impl Last {
    /// After something of this name was to be opened: what was open stays where that could not be.
    pub fn after(&self, opened: Result<Open, Why>, name: Option<String>) -> Self {
        match opened {
            Ok(open) => Last {
                open: Some(open),
                refused: None,
            },
            Err(why) => Last {
                open: self.open.clone(),
                refused: Some((name, why)),
            },
        }
    }
}

/// Opens what came in, and keeps it beside the page's own.
pub fn open(inner: &Page, run: &Run, Came { name, text }: Came) -> Result<Open, Why> {
    let text = match text {
        Ok(Some(text)) => text,
        Ok(None) => {
            return Err(Why::Read(ReadError {
                path: String::new(),
                expected: Expected::AtMostBytes(MAX_BYTES),
                found: None,
            }));
        }
        Err(why) => return Err(Why::Browser(why)),
    };
    let opened = import::read(&text).map_err(Why::Read)?;
    keep(&opened, name.as_deref(), &text);
    show(inner, run, OpenedFile::new(opened));
    Ok(Open::File(name))
}

/// Keeps what was opened, once.
fn keep(opened: &Opened, name: Option<&str>, text: &str) {
    let is_same =
        |stored: &store::Stored| Kept::read(&stored.text).is_some_and(|(_, export)| export == text);
    if store::all().iter().any(is_same) {
        return;
    }
    let runs = opened
        .runs
        .iter()
        .map(|run| Ran::of(run.config.clone(), &run.record));
    store::keep(
        runs.collect(),
        Some(name.unwrap_or_default().to_owned()),
        text,
    );
}

/// Shows what was kept.
pub fn show_kept(inner: &Page, run: &Run, wanted: Wanted) -> Result<Open, Why> {
    match wanted {
        Wanted::One(number) => {
            let (kept, opened) = find(number)?;
            show(inner, run, OpenedFile::new(opened));
            Ok(Open::Kept(kept))
        }
        Wanted::Both(both) => {
            let [a, b] = both.map(|(number, part)| {
                let (kept, mut opened) = find(number)?;
                if part >= opened.runs.len() {
                    return Err(Why::Gone);
                }
                Ok(((kept, part), opened.runs.swap_remove(part)))
            });
            let ((of_a, a), (of_b, b)) = (a?, b?);
            show(inner, run, OpenedFile::pair([a, b]));
            Ok(Open::Both([of_a, of_b]))
        }
    }
}

/// What is kept under this number.
fn find(number: u64) -> Result<(Kept, Opened), Why> {
    let all = store::all();
    let stored = all.iter().find(|stored| stored.number == number);
    let (kept, export) = stored
        .and_then(|stored| Kept::read(&stored.text))
        .ok_or(Why::Gone)?;
    Ok((kept, import::read(export).map_err(Why::Read)?))
}

fn show(inner: &Page, run: &Run, file: OpenedFile) {
    let config = file.config().clone();
    run.show(Rc::new(file));
    let experiment = config.experiment;
    inner.dispatch(Action::Go(config.to_query()));
    inner.dispatch(Action::Asked(config));
    inner.dispatch(Action::Ended(experiment));
}
