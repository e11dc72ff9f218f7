//! The bytes between page and worker.
//!
//! A message is one block: a kind, then its contents. Jobs and results of a batch follow each
//! other, each with its length, so that one that cannot be decoded does not hurt the next. Jobs
//! have no number of their own: a worker takes them in the order sent, and both sides count.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::job::JobError;

mod reader;

pub(crate) use reader::{Reader, ToPage, ToWorker, read_to_page, read_to_worker};

/// Both sides must speak the same; to be raised with every change of what is sent.
pub(crate) const PROTOCOL: u32 = 4;

/// To the worker: jobs to run.
const JOBS: u8 = 1;
/// To the worker: run this job before any other, its result does not matter.
const INITIALIZER: u8 = 2;
/// To the page: outcomes of jobs.
const OUTCOMES: u8 = 3;
/// To the page: a [`Notice`].
const NOTICE: u8 = 4;

/// How a job ended in its worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Result,
    Error,
    UndecodableJob,
    UnsendableResult,
}

const STATUS: [Status; 4] = [
    Status::Result,
    Status::Error,
    Status::UndecodableJob,
    Status::UnsendableResult,
];

/// What a worker tells beside outcomes.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Notice {
    /// It takes jobs now. Its clock shows `now`, in ms; the zero of it was at `time_origin`, in ms
    /// since 1970, as far as the browser knows.
    Ready {
        protocol: u32,
        time_origin: f64,
        now: f64,
    },
    /// The initializer succeeded or not.
    Initialized(Result<(), JobError>),
    /// A job sent with `announce` begins.
    Started { job: u32 },
    /// How much of a job is done.
    Progress { job: u32, fraction: f64 },
    /// It ends, while running this job if any.
    Dying { job: Option<u32>, cause: Death },
}

/// Why a worker ends.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Death {
    Panic { message: String, location: String },
    Trap(String),
    Memory(String),
    Closed,
    Message,
}

/// Bytes that are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the message is cut short or not of this protocol")]
pub(crate) struct WireError;

/// Appends a value; on an error nothing is left behind.
pub(crate) fn encode<T: Serialize + ?Sized>(
    out: &mut Vec<u8>,
    value: &T,
) -> Result<(), postcard::Error> {
    let before = out.len();
    postcard::serialize_with_flavor(value, Append(out)).inspect_err(|_| out.truncate(before))
}

pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, postcard::Error> {
    let (value, rest) = postcard::take_from_bytes(bytes)?;
    if rest.is_empty() {
        Ok(value)
    } else {
        Err(postcard::Error::DeserializeBadEncoding)
    }
}

struct Append<'a>(&'a mut Vec<u8>);

impl postcard::ser_flavors::Flavor for Append<'_> {
    type Output = ();

    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(data);
        Ok(())
    }

    fn try_push(&mut self, data: u8) -> postcard::Result<()> {
        self.0.push(data);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

/// Begins a message of jobs. With `announce` the worker tells when each starts.
pub(crate) fn begin_jobs(out: &mut Vec<u8>, first: u32, announce: bool) {
    out.clear();
    out.push(JOBS);
    out.extend(first.to_le_bytes());
    out.push(u8::from(announce));
}

pub(crate) fn begin_initializer(out: &mut Vec<u8>) {
    out.clear();
    out.push(INITIALIZER);
}

/// Appends what `encode` appends, with its length in front; on an error nothing.
pub(crate) fn push_block<E>(
    out: &mut Vec<u8>,
    encode: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    let at = out.len();
    out.extend([0; 4]);
    encode(out).inspect_err(|_| out.truncate(at))?;
    let len = (out.len() - at - 4) as u32;
    out[at..at + 4].copy_from_slice(&len.to_le_bytes());
    Ok(())
}

/// Bytes of a message of outcomes before the first of them.
pub(crate) const OUTCOMES_HEAD: usize = 1 + 4 + 8 + 8;

/// Begins a message of outcomes; times are of the worker's clock, in ms.
pub(crate) fn begin_outcomes(out: &mut Vec<u8>, first: u32, received: f64, started: f64) {
    out.clear();
    out.push(OUTCOMES);
    out.extend(first.to_le_bytes());
    out.extend(received.to_le_bytes());
    out.extend(started.to_le_bytes());
}

/// Appends one outcome, `elapsed_us` after the first of the message started.
pub(crate) fn push_outcome<E>(
    out: &mut Vec<u8>,
    status: Status,
    elapsed_us: u32,
    encode: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    let at = out.len();
    out.push(status as u8);
    out.extend(elapsed_us.to_le_bytes());
    push_block(out, encode).inspect_err(|_| out.truncate(at))
}

/// Appends one outcome whose value is encoded already.
pub(crate) fn push_encoded_outcome(
    out: &mut Vec<u8>,
    status: Status,
    elapsed_us: u32,
    value: &[u8],
) {
    out.push(status as u8);
    out.extend(elapsed_us.to_le_bytes());
    out.extend((value.len() as u32).to_le_bytes());
    out.extend(value);
}

pub(crate) fn notice(notice: &Notice) -> Vec<u8> {
    let mut out = vec![NOTICE];
    // Numbers and text: this cannot fail, and if it did the page would find the message short.
    let _ = encode(&mut out, notice);
    out
}
