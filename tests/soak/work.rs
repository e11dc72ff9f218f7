//! The jobs of the soak: most do what they should, some do the worst a job can do.

use photofinish::future::{FutureError, TaskError};
use photofinish::workers::{
    Buffer, Failure, Job, JobContext, JobError, RemoteError, WorkerError, serve,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use wasm_bindgen::prelude::*;

use crate::tally::Verdict;

#[derive(Serialize, Deserialize)]
pub enum Work {
    /// Its number comes back, marked.
    Mark(u64),
    /// The same after so many µs.
    Busy(u64, u32),
    /// So many bytes come back.
    Bytes(u64, u32),
    Echo(u64, Buffer),
    Fail(u64),
    Panic(u64),
    Trap,
    Overflow,
    Exhaust,
    Throw,
    Close,
    Spin,
    Undecodable(Undecodable),
    UnsendableResult,
    Unsendable(Unsendable),
}

#[derive(Clone, Serialize, Deserialize)]
pub enum Reply {
    Mark(u64),
    Bytes(u64, Vec<u8>),
    Echo(u64, Buffer),
    Unsendable(Unsendable),
}

/// Cannot be encoded.
#[derive(Clone)]
pub struct Unsendable;

impl Serialize for Unsendable {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(ser::Error::custom("cannot be encoded"))
    }
}

impl<'de> Deserialize<'de> for Unsendable {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(de::Error::custom("never encoded"))
    }
}

/// Cannot be decoded.
pub struct Undecodable;

impl Serialize for Undecodable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(0)
    }
}

impl<'de> Deserialize<'de> for Undecodable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u8::deserialize(deserializer)?;
        Err(de::Error::custom("cannot be decoded"))
    }
}

#[wasm_bindgen]
extern "C" {
    fn close();
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn now() -> f64;
    #[wasm_bindgen(js_name = throwsNothingOfThatName)]
    fn throw_from_javascript();
}

fn marked(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn deeper(level: u64) -> u64 {
    let pad = std::hint::black_box([level; 64]);
    if level == u64::MAX {
        return 0;
    }
    deeper(level + 1).wrapping_add(std::hint::black_box(pad)[7])
}

impl Job for Work {
    type Output = Reply;
    const ENTRY: &'static str = "soak_worker";

    fn run(self, _: &mut JobContext<'_>) -> Result<Reply, JobError> {
        let number = match self {
            Work::Mark(number) => number,
            Work::Busy(number, micros) => {
                let until = now() + f64::from(micros) / 1000.0;
                while now() < until {}
                number
            }
            Work::Bytes(number, length) => {
                return Ok(Reply::Bytes(number, vec![number as u8; length as usize]));
            }
            Work::Echo(number, buffer) => return Ok(Reply::Echo(number, buffer)),
            Work::Fail(number) => return Err(JobError::message(format!("no {number}"))),
            Work::Panic(number) => panic!("panicked at {number}"),
            Work::Trap => std::process::abort(),
            Work::Overflow => deeper(0),
            Work::Exhaust => {
                let mut all = Vec::new();
                loop {
                    // Reserved, never touched: the machine itself does not feel it.
                    all.push(std::hint::black_box(Vec::<u8>::with_capacity(512 << 20)));
                }
            }
            Work::Throw => {
                throw_from_javascript();
                0
            }
            Work::Close => {
                close();
                0
            }
            Work::Spin => loop {
                std::hint::spin_loop();
            },
            Work::UnsendableResult => return Ok(Reply::Unsendable(Unsendable)),
            Work::Undecodable(_) | Work::Unsendable(_) => 0,
        };
        Ok(Reply::Mark(marked(number)))
    }
}

#[wasm_bindgen]
pub fn soak_worker() {
    serve::<Work>();
}

/// How a job is to end, if nobody disturbs it.
#[derive(Clone, Copy)]
pub enum End {
    Mark(u64),
    Bytes(u64, usize),
    Echo(u64, usize),
    Fails(u64),
    /// As its worker's failure, of which this is true.
    Dies(&'static str, fn(&Failure) -> bool),
}

impl Work {
    pub fn kind(&self) -> &'static str {
        match self {
            Work::Mark(_) => "mark",
            Work::Busy(..) => "busy",
            Work::Bytes(..) => "bytes",
            Work::Echo(..) => "echo",
            Work::Fail(_) => "fail",
            Work::Panic(_) => "panic",
            Work::Trap => "trap",
            Work::Overflow => "overflow",
            Work::Exhaust => "exhaust",
            Work::Throw => "throw",
            Work::Close => "close",
            Work::Spin => "spin",
            Work::Undecodable(_) => "undecodable",
            Work::UnsendableResult => "unsendable result",
            Work::Unsendable(_) => "unsendable",
        }
    }

    pub fn end(&self) -> End {
        match self {
            Work::Mark(number) | Work::Busy(number, _) => End::Mark(*number),
            Work::Bytes(number, length) => End::Bytes(*number, *length as usize),
            Work::Echo(number, buffer) => End::Echo(*number, buffer.len()),
            Work::Fail(number) => End::Fails(*number),
            Work::Panic(_) => End::Dies("panic", |f| matches!(f, Failure::Panic { .. })),
            Work::Trap | Work::Overflow | Work::Throw => {
                End::Dies("trap", |f| matches!(f, Failure::Trap(_)))
            }
            Work::Exhaust => End::Dies("memory", |f| matches!(f, Failure::Memory(_))),
            Work::Close => End::Dies("closed", |f| matches!(f, Failure::Closed)),
            Work::Spin => End::Dies("timeout", |f| matches!(f, Failure::Timeout(_))),
            Work::Undecodable(_) => End::Dies("undecodable job", |f| {
                matches!(f, Failure::UndecodableJob(_))
            }),
            Work::UnsendableResult => End::Dies("unsendable result", |f| {
                matches!(f, Failure::UnsendableResult(_))
            }),
            Work::Unsendable(_) => {
                End::Dies("unsendable job", |f| matches!(f, Failure::Unsendable(_)))
            }
        }
    }
}

/// Whether a job ended as it should. `stopped`: somebody cancelled or aborted it.
pub fn judge(end: End, stopped: bool, outcome: Result<&Reply, &FutureError>) -> Verdict {
    match (outcome, end) {
        (Ok(Reply::Mark(mark)), End::Mark(number)) if *mark == marked(number) => Ok("result"),
        (Ok(Reply::Bytes(number, bytes)), End::Bytes(asked, length))
            if *number == asked
                && bytes.len() == length
                && bytes.iter().all(|byte| *byte == asked as u8) =>
        {
            Ok("result")
        }
        (Ok(Reply::Echo(number, buffer)), End::Echo(asked, length))
            if *number == asked && buffer.len() == length =>
        {
            Ok("result")
        }
        (Err(FutureError::Cancelled), _) if stopped => Ok("cancelled"),
        (Err(FutureError::Aborted), _) if stopped => Ok("aborted"),
        (Err(FutureError::Broken(_)), _) => Ok("broken"),
        (Err(FutureError::Failed(error)), end) => judge_error(end, error),
        (Ok(_), _) => Err("another result than its own".into()),
        (Err(error), _) => Err(error.to_string()),
    }
}

fn judge_error(end: End, error: &TaskError) -> Verdict {
    if error.downcast_ref::<RemoteError>().is_some() {
        return match end {
            End::Fails(number) if error.to_string().contains(&format!("no {number}")) => {
                Ok("error")
            }
            _ => Err(format!("another's error: {error}")),
        };
    }
    match (error.downcast_ref::<WorkerError>(), end) {
        (Some(worker), End::Dies(word, matches)) if matches(&worker.failure) => Ok(word),
        // Whether somebody made it vanish is counted.
        (Some(worker), _) if worker.failure == Failure::Vanished => Ok("vanished"),
        _ => Err(error.to_string()),
    }
}
