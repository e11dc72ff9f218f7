//! The states of a future, and how it looks as text.

use std::fmt;

use super::error::short_type_name;
use super::{FutureError, FutureHandle};

/// Where a future is in its life. `Cancelled` and `Finished` are final.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::future::State;
///
/// let executor = IoExecutor::new(runtime.clone(), 1)?;
/// let futures = [1, 2, 3].map(|n| executor.submit(move || async move { Ok::<_, TaskError>(n) }));
/// let futures: Vec<_> = futures.into_iter().flatten().collect();
/// assert!(futures[2].cancel());
/// let states = || futures.iter().map(|future| future.state()).collect::<Vec<_>>();
/// assert_eq!(states(), [State::Running, State::Pending, State::Cancelled]);
/// runtime.run();
/// assert_eq!(states(), [State::Finished, State::Finished, State::Cancelled]);
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Submitted, not started.
    Pending,
    /// Its task is running and can no longer be cancelled, only aborted.
    Running,
    /// Cancelled before it ran, or aborted while it ran.
    Cancelled,
    /// It has a result or an error.
    Finished,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            State::Pending => "pending",
            State::Running => "running",
            State::Cancelled => "cancelled",
            State::Finished => "finished",
        })
    }
}

/// State and outcome of a future, read in one go.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::{future::Completer, runtime::VirtualRuntime};
/// use concurrent_futures::future::{Snapshot, State};
///
/// let (completer, future) = Completer::pair(Rc::new(VirtualRuntime::new()));
/// completer.set_result(7).unwrap();
/// let Snapshot { state, outcome } = future.snapshot();
/// assert_eq!((state, outcome), (State::Finished, Some(Ok(7))));
/// ```
#[derive(Clone, Debug)]
pub struct Snapshot<T> {
    /// The state.
    pub state: State,
    /// Result or error, once the state is final.
    pub outcome: Option<Result<T, FutureError>>,
}

/// The textual form of the chapter: `<Future #3 state=finished returned str>`. Types that Python has
/// too go by the name they have there.
impl<T> fmt::Display for FutureHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<Future #{} state={}", self.0.id, self.state())?;
        match self.0.outcome.get() {
            Some(Ok(_)) => write!(f, " returned {}", python_name(short_type_name::<T>()))?,
            Some(Err(FutureError::Failed(error))) => write!(f, " raised {}", error.type_name())?,
            Some(Err(FutureError::Broken(_))) => f.write_str(" raised BrokenExecutor")?,
            _ => {}
        }
        f.write_str(">")
    }
}

impl<T> fmt::Debug for FutureHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The name Python has for a type of Rust, where it has the like of it.
fn python_name(name: &'static str) -> &'static str {
    match name.trim_start_matches('&') {
        "str" | "String" => "str",
        "bool" => "bool",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128"
        | "usize" => "int",
        "f32" | "f64" => "float",
        "Vec" => "list",
        "HashMap" | "BTreeMap" => "dict",
        "HashSet" | "BTreeSet" => "set",
        "()" => "NoneType",
        name => name,
    }
}
