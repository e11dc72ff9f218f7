//! What the worker that runs a program tells, as texts of JSON (`www/python/worker.js`).

use std::rc::Rc;
use std::time::Duration;

use crate::import::Tree;
use crate::record::{FutureId, Outcome, Settled};

/// More futures than this are not followed, of one program.
const MAX_FUTURES: f64 = 100_000.0;
/// A day: no program may run so long.
const MAX_MS: f64 = 86_400_000.0;

/// Something the worker tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// So many bytes of Python have come.
    Loaded {
        /// How many.
        bytes: u64,
    },
    /// Python is there, and waits for a program.
    Ready {
        /// How many bytes have come.
        bytes: u64,
        /// Its version.
        python: String,
    },
    /// The program prints.
    Out(String),
    /// Futures of the program have gone on.
    Events(Vec<Seen>),
    /// A worker of a pool has an interpreter of its own.
    Interpreter {
        /// How long it took to start.
        took: Duration,
    },
    /// All threads wait, and nobody is left who could wake one.
    Stuck {
        /// Where each of them waits.
        places: Vec<String>,
    },
    /// The program is over.
    Over {
        /// Its exit code.
        code: u8,
        /// When, since its start.
        at: Duration,
    },
    /// Python did not come, or is broken.
    Died {
        /// Why, in the words of the browser.
        why: String,
    },
}

/// What happened to a future, or to an executor.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Since the program's first submission.
    pub at: Duration,
    /// What.
    pub what: What,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// It was submitted.
    Submitted {
        /// Which; numbered in this order.
        id: FutureId,
        /// What it is for.
        label: Rc<str>,
        /// To which executor.
        executor: Rc<str>,
    },
    /// Its task began.
    Started {
        /// Which.
        id: FutureId,
        /// In which thread, by number.
        worker: usize,
    },
    /// It has a result, or none will come.
    Settled {
        /// Which.
        id: FutureId,
        /// How.
        settled: Settled,
    },
    /// It was handed out by `as_completed`, or its result was asked for.
    Delivered {
        /// Which.
        id: FutureId,
    },
    /// The program's dict from futures to what they are for was handed to `as_completed` or `wait`.
    Named {
        /// Which.
        id: FutureId,
        /// What it is for.
        label: Rc<str>,
    },
    /// An executor with so many workers got its first task.
    Limit {
        /// How many.
        max_workers: usize,
    },
}

/// A message that is none.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MessageError {
    /// Not JSON.
    #[error("the worker told what is not JSON ({0})")]
    NotJson(String),
    /// Something is missing, or not of its kind.
    #[error("the worker told no good {0}")]
    Field(&'static str),
}

impl Message {
    /// Reads one.
    ///
    /// # Errors
    /// [`MessageError`] where it is not as the worker writes them.
    pub fn read(text: &str) -> Result<Self, MessageError> {
        let tree = Tree::parse(text).map_err(|error| MessageError::NotJson(error.to_string()))?;
        Ok(match &*text_of(&tree, "kind")? {
            "loaded" => Message::Loaded {
                bytes: whole(&tree, "bytes", MAX_BYTES)?,
            },
            "ready" => Message::Ready {
                bytes: whole(&tree, "bytes", MAX_BYTES)?,
                python: text_of(&tree, "python")?,
            },
            "out" => Message::Out(text_of(&tree, "text")?),
            "events" => Message::Events(list(&tree, "events", seen)?),
            "interpreter" => Message::Interpreter {
                took: time(&tree, "ms")?,
            },
            "stuck" => Message::Stuck {
                places: list(&tree, "places", |place| match place {
                    Tree::Text(text) => Ok(text.clone()),
                    _ => Err(MessageError::Field("places")),
                })?,
            },
            "over" => Message::Over {
                code: whole(&tree, "code", 255.0)? as u8,
                at: time(&tree, "at")?,
            },
            "died" => Message::Died {
                why: text_of(&tree, "why")?,
            },
            _ => return Err(MessageError::Field("kind")),
        })
    }
}

const MAX_BYTES: f64 = 1e9;

fn seen(tree: &Tree) -> Result<Seen, MessageError> {
    let id = || whole(tree, "id", MAX_FUTURES).map(|id| id as FutureId);
    let what = match &*text_of(tree, "what")? {
        "submitted" => What::Submitted {
            id: id()?,
            label: text_of(tree, "label")?.into(),
            executor: text_of(tree, "executor")?.into(),
        },
        "started" => What::Started {
            id: id()?,
            worker: whole(tree, "worker", MAX_FUTURES)? as usize,
        },
        "settled" => What::Settled {
            id: id()?,
            settled: settled(tree)?,
        },
        "delivered" => What::Delivered { id: id()? },
        "named" => What::Named {
            id: id()?,
            label: text_of(tree, "label")?.into(),
        },
        "limit" => What::Limit {
            max_workers: whole(tree, "max_workers", MAX_FUTURES)?.max(1) as usize,
        },
        _ => return Err(MessageError::Field("what")),
    };
    Ok(Seen {
        at: time(tree, "at")?,
        what,
    })
}

fn settled(tree: &Tree) -> Result<Settled, MessageError> {
    let name = text_of(tree, "outcome")?;
    let outcome = Outcome::ALL.into_iter().find(|one| one.name() == name);
    Ok(Settled {
        http_status: maybe(tree, "http_status", |name| whole(tree, name, 999.0))?
            .map(|status| status as u16),
        bytes: maybe(tree, "bytes", |name| whole(tree, name, 1e15))?,
        error: maybe(tree, "error", |name| text_of(tree, name))?.map(Rc::from),
        ..Settled::plain(outcome.ok_or(MessageError::Field("outcome"))?)
    })
}

fn maybe<T>(
    tree: &Tree,
    name: &'static str,
    read: impl FnOnce(&'static str) -> Result<T, MessageError>,
) -> Result<Option<T>, MessageError> {
    match tree.get(name) {
        None | Some(Tree::Null) => Ok(None),
        Some(_) => read(name).map(Some),
    }
}

fn text_of(tree: &Tree, name: &'static str) -> Result<String, MessageError> {
    match tree.get(name) {
        Some(Tree::Text(text)) => Ok(text.clone()),
        _ => Err(MessageError::Field(name)),
    }
}

fn list<T>(
    tree: &Tree,
    name: &'static str,
    read: impl FnMut(&Tree) -> Result<T, MessageError>,
) -> Result<Vec<T>, MessageError> {
    match tree.get(name) {
        Some(Tree::List(items)) => items.iter().map(read).collect(),
        _ => Err(MessageError::Field(name)),
    }
}

fn whole(tree: &Tree, name: &'static str, most: f64) -> Result<u64, MessageError> {
    match tree.get(name) {
        Some(Tree::Number(number)) if number.fract() == 0.0 && (0.0..=most).contains(number) => {
            Ok(*number as u64)
        }
        _ => Err(MessageError::Field(name)),
    }
}

fn time(tree: &Tree, name: &'static str) -> Result<Duration, MessageError> {
    match tree.get(name) {
        Some(Tree::Number(ms)) if (0.0..=MAX_MS).contains(ms) => {
            Ok(Duration::from_micros((ms * 1000.0).round() as u64))
        }
        _ => Err(MessageError::Field(name)),
    }
}
