//! A future with a limit of time.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use crate::runtime::LocalBoxFuture;

/// The output of `future`, or `None` if `timer` is ready first; `future` is dropped then.
pub(crate) async fn within<T>(
    future: impl Future<Output = T>,
    mut timer: LocalBoxFuture<()>,
) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => timer.as_mut().poll(cx).map(|()| None),
    })
    .await
}
