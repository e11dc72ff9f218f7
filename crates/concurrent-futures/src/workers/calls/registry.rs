//! In a worker: which functions there are.
//!
//! `#[job]` exports one more function from the module for each, which makes it known here; `worker.js`
//! calls them all before the first job. So nothing is registered where no job will run.

use std::cell::RefCell;
use std::collections::HashMap;

use super::{Encodes, JobFn, Returned};
use crate::workers::job::{JobContext, JobError};
use crate::workers::wire::Status;
use crate::workers::work;

type Outcome = Result<Box<dyn Encodes>, (Status, JobError)>;
type Runner = fn(&[u8], &mut JobContext<'_>) -> Outcome;

thread_local! {
    static FUNCTIONS: RefCell<HashMap<u32, Runner>> = RefCell::default();
}

/// Makes a function known to this worker; called by what `#[job]` writes. With the last one of a module
/// the worker `serves`: so a module without such functions has no part of what serves them.
pub fn register<F: JobFn>(serves: bool) {
    FUNCTIONS.with_borrow_mut(|functions| functions.insert(F::ID, run_one::<F>));
    #[cfg(target_arch = "wasm32")]
    if serves {
        crate::workers::web::serve_work::<super::Calls>();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = serves;
}

/// Runs a call as it was sent.
pub(super) fn run(bytes: &[u8], context: &mut JobContext<'_>) -> Outcome {
    let undecodable = |text: &str| (Status::UndecodableJob, JobError::message(text));
    let Some((id, input)) = bytes.split_first_chunk() else {
        return Err(undecodable("the call is cut short"));
    };
    // Nothing is borrowed while a job runs.
    let runner =
        FUNCTIONS.with_borrow(|functions| functions.get(&u32::from_le_bytes(*id)).copied());
    match runner {
        Some(runner) => runner(input, context),
        None => Err(undecodable("this worker does not know the function")),
    }
}

fn run_one<F: JobFn>(input: &[u8], context: &mut JobContext<'_>) -> Outcome {
    let input = work::decode(input)?;
    match F::call(input, context) {
        Ok(output) => Ok(Box::new(Returned(output))),
        Err(error) => Err((Status::Error, error)),
    }
}
