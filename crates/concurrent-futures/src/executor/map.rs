//! Results in submission order, whatever the order in which they are completed.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use super::{ConfigError, SubmitError};
use crate::future::{FutureError, FutureHandle, ResultFuture};
use crate::runtime::Deadline;

/// Options of [`Executor::map_with`](super::Executor::map_with).
///
/// ```
/// # use std::{rc::Rc, time::Duration};
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::{FutureError, TaskError};
/// # use concurrent_futures::runtime::{Runtime, VirtualRuntime};
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::executor::MapOptions;
///
/// let executor = IoExecutor::new(runtime.clone(), 1)?;
/// # let clock = runtime.clone();
/// let second = move |n: u32| {
///     let clock = clock.clone();
///     move || async move {
///         clock.sleep(Duration::from_secs(1)).await;
///         Ok::<_, TaskError>(n)
///     }
/// };
/// let options = MapOptions {
///     timeout: Some(Duration::from_millis(1500)), // for all together
///     buffer_size: Some(1),                       // so that the inputs may be endless
///     ..MapOptions::default()
/// };
/// let mut numbers = executor.map_with(options, 1.., second)?;
/// let two = runtime.block_on(async move { (numbers.next().await, numbers.next().await) });
/// assert_eq!(two, Some((Some(Ok(1)), Some(Err(FutureError::Timeout)))));
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapOptions {
    /// Time from the call of `map` for all results; none waits as long as it takes.
    pub timeout: Option<Duration>,
    /// How many tasks `map` submits by itself; then one more each time a result is asked for.
    /// None submits all inputs at once.
    pub buffer_size: Option<usize>,
    /// Inputs sent to a worker together. It means something where sending costs: an
    /// [`IoExecutor`](super::IoExecutor) only checks it, as Python's thread pool ignores it.
    pub chunk_size: Option<usize>,
}

impl MapOptions {
    pub(super) fn check(self) -> Result<(), ConfigError> {
        if self.buffer_size == Some(0) {
            return Err(ConfigError::BufferSize);
        }
        if self.chunk_size == Some(0) {
            return Err(ConfigError::ChunkSize);
        }
        Ok(())
    }
}

type Source<T> = Box<dyn Iterator<Item = Result<FutureHandle<T>, SubmitError>>>;

/// What [`Executor::map`](super::Executor::map) gives: results in the order of the inputs.
///
/// It ends after the first error. Then, and when it is dropped after at least one result was asked
/// for, the tasks that have not started are cancelled; dropped untouched it cancels nothing. A
/// result handed out is not kept.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::executor::Map;
///
/// let executor = IoExecutor::new(runtime.clone(), 2)?;
/// let double = |n: u32| move || async move { Ok::<_, TaskError>(2 * n) };
/// let mut doubled: Map<u32> = executor.map([3, 1, 2], double)?;
/// assert_eq!(doubled.futures().count(), 3);
/// let first = runtime.block_on(async move { doubled.next().await });
/// assert_eq!(first, Some(Some(Ok(6))));
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
pub struct Map<T: 'static> {
    source: Option<Source<T>>,
    submitted: VecDeque<FutureHandle<T>>,
    head: Option<ResultFuture<T>>,
    deadline: Deadline,
    touched: bool,
}

impl<T: 'static> Map<T> {
    pub(super) fn new(
        source: impl Iterator<Item = Result<FutureHandle<T>, SubmitError>> + 'static,
        buffer_size: Option<usize>,
        deadline: Deadline,
    ) -> Result<Self, SubmitError> {
        let mut map = Map {
            source: Some(Box::new(source)),
            submitted: VecDeque::new(),
            head: None,
            deadline,
            touched: false,
        };
        let mut room = buffer_size;
        while map.source.is_some() && room != Some(0) {
            map.submit_next()?;
            room = room.map(|room| room - 1);
        }
        Ok(map)
    }

    fn submit_next(&mut self) -> Result<(), SubmitError> {
        match self.source.as_mut().and_then(Iterator::next) {
            Some(submitted) => self.submitted.push_back(submitted?),
            None => self.source = None,
        }
        Ok(())
    }

    /// The futures behind the results not yet handed out, in order. For looking on; Python hides
    /// them.
    pub fn futures(&self) -> impl Iterator<Item = &FutureHandle<T>> {
        self.submitted.iter()
    }

    /// The next result in submission order, `None` at the end.
    ///
    /// # Errors
    /// The error of that task, or [`FutureError::Timeout`]; either ends the map.
    pub async fn next(&mut self) -> Option<Result<T, FutureError>>
    where
        T: Clone,
    {
        poll_fn(|cx| self.poll_result(cx)).await
    }

    fn poll_result(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, FutureError>>>
    where
        T: Clone,
    {
        self.touched = true;
        if self.head.is_none() && !self.submitted.is_empty() {
            // One more is drawn for each asked for. An executor shut down meanwhile takes no more:
            // what is buffered still comes out, then the map ends (CF-Q06).
            if self.source.is_some() && self.submit_next().is_err() {
                self.source = None;
            }
            self.head = self.submitted.front().map(FutureHandle::result);
        }
        let Some(head) = &mut self.head else {
            return Poll::Ready(None);
        };
        let result = match Pin::new(head).poll(cx) {
            Poll::Ready(result) => result,
            // What is ready is handed out even past the deadline, so the clock is asked second.
            Poll::Pending => {
                if !self.deadline.poll_over(cx) {
                    return Poll::Pending;
                }
                Err(FutureError::Timeout)
            }
        };
        self.head = None;
        match result {
            Ok(value) => {
                self.submitted.pop_front();
                Poll::Ready(Some(Ok(value)))
            }
            Err(error) => {
                if matches!(error, FutureError::Timeout)
                    && let Some(first) = self.submitted.pop_front()
                {
                    first.cancel();
                }
                self.cancel_rest();
                Poll::Ready(Some(Err(error)))
            }
        }
    }

    fn cancel_rest(&mut self) {
        self.source = None;
        // From the last to the first, as CPython does: no slot is handed one that is to go.
        while let Some(future) = self.submitted.pop_back() {
            future.cancel();
        }
    }
}

impl<T: Clone + 'static> Stream for Map<T> {
    type Item = Result<T, FutureError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_result(cx)
    }
}

impl<T: 'static> Unpin for Map<T> {}

impl<T: 'static> Drop for Map<T> {
    fn drop(&mut self) {
        if self.touched {
            self.source = None;
            while let Some(future) = self.submitted.pop_back() {
                future.cancel();
            }
        }
    }
}
