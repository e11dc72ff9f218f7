//! What [`WorkerPool::map`](super::WorkerPool::map) gives.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::Error;
use crate::executor::{Map, SubmitError};

/// Results in the order of the inputs, or why they were not accepted.
///
/// ```no_run
/// # use concurrent_futures::{Error, job, workers::WorkerPool};
/// # #[job]
/// # fn square(n: u64) -> u64 { n * n }
/// use concurrent_futures::workers::Mapped;
///
/// # async fn run() -> Result<(), Error> {
/// let pool = WorkerPool::new()?;
/// let mut squares: Mapped<u64> = pool.map(square, 1..=8);
/// while let Some(result) = squares.next().await {
///     println!("{}", result?);
/// }
/// let futures = pool.map(square, 1..=8).accepted()?;
/// assert_eq!(futures.futures().count(), 8);
/// # Ok(())
/// # }
/// ```
#[must_use = "results are handed out only to who asks for them"]
pub struct Mapped<T: 'static>(Result<Map<T>, Option<SubmitError>>);

impl<T: 'static> Mapped<T> {
    pub(super) fn new(map: Result<Map<T>, SubmitError>) -> Self {
        Mapped(map.map_err(Some))
    }

    /// The map itself, with its futures.
    ///
    /// # Errors
    /// [`SubmitError`] if not all inputs were accepted; those before still run.
    pub fn accepted(self) -> Result<Map<T>, SubmitError> {
        self.0
            .map_err(|error| error.unwrap_or(SubmitError::Shutdown))
    }
}

impl<T: Clone + 'static> Mapped<T> {
    /// The next result, `None` at the end.
    ///
    /// # Errors
    /// Why the inputs were not accepted, or the error of that job; either ends it.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        match &mut self.0 {
            Ok(map) => map.next().await.map(|result| result.map_err(Error::from)),
            Err(error) => error.take().map(|error| Err(error.into())),
        }
    }

    /// All results, once all jobs are done.
    ///
    /// # Errors
    /// The first there is; what has not started is cancelled then.
    pub async fn collect_ok(mut self) -> Result<Vec<T>, Error> {
        let mut results = Vec::new();
        while let Some(result) = self.next().await {
            results.push(result?);
        }
        Ok(results)
    }
}

impl<T: Clone + 'static> Stream for Mapped<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.get_mut().0 {
            Ok(map) => Pin::new(map).poll_next(cx).map_err(Error::from),
            Err(error) => Poll::Ready(error.take().map(|error| Err(error.into()))),
        }
    }
}

impl<T: 'static> Unpin for Mapped<T> {}
