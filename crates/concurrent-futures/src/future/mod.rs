//! Futures as Python has them: a handle to a result that is still to come, with a state.
//!
//! [`FutureHandle`] is what `submit` gives; [`Completer`] is the other end, held by the executor
//! that runs the task. Following `concurrent.futures.Future`
//! (<https://docs.python.org/3/library/concurrent.futures.html#future-objects>), with awaiting in
//! place of blocking.

mod broken;
mod completer;
mod error;
mod handle;
mod nested;
mod settlement;
#[cfg(target_arch = "wasm32")]
mod signal;
mod state;
mod waiters;
mod waiting;

pub use broken::Broken;
pub use completer::{Abort, Completer, InvalidState};
pub(crate) use error::panic_message;
#[cfg(feature = "workers")]
pub(crate) use error::short_type_name;
pub use error::{FutureError, TaskError, TaskPanicked};
pub use handle::FutureHandle;
pub(crate) use settlement::{Env, Sink, fresh_mark};
pub use state::{Snapshot, State};
pub(crate) use waiters::Waiters;
pub use waiting::ResultFuture;
pub(crate) use waiting::WakeSlot;
