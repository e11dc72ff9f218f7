//! Answers: their headers, reason phrases, and a body that may end as its request's fate says.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use hyper::ext::ReasonPhrase;
use hyper::header::{self, HeaderValue};
use hyper::{Response, StatusCode};
use tokio::time::Sleep;

use crate::log::Entry;
use crate::places::{Busy, Untaken};
use crate::stats::InFlight;

/// How long a stalled answer stays silent before the server gives the connection up.
pub(crate) const MAX_STALL: Duration = Duration::from_secs(60);

pub(crate) type Answer = Response<Body>;

/// The body of every answer. It owns what watches the request, so that whoever drops it (the connection, when the
/// client has gone) ends the watch.
pub(crate) struct Body {
    data: Bytes,
    end: End,
    status: StatusCode,
    sent: u64,
    in_flight: Option<InFlight>,
    entry: Option<Entry>,
    busy: Option<Busy>,
    untaken: Option<Untaken>,
}

/// What follows the data.
enum End {
    /// Nothing: it was all.
    Complete,
    /// The connection closes though more was announced; first there is one turn to send what there is.
    Cut { turn_given: bool },
    /// Silence, then as `Cut`; unless the client leaves before.
    Stall(Pin<Box<Sleep>>, Option<Leaving>),
    /// The connection has been told to close.
    Closed,
    /// Nobody is there to be told.
    Left,
}

/// Resolves once the client has left.
type Leaving = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Ends a connection whose answer was announced longer than it is; the client sees a truncated body.
#[derive(Debug, thiserror::Error)]
#[error("the answer ends before its announced length")]
pub(crate) struct CutShort;

impl Body {
    /// Counts the request as in flight until this body has been delivered or dropped.
    pub(crate) fn counted(&mut self, in_flight: InFlight) {
        self.in_flight = Some(in_flight);
    }

    /// Logs the request once this body has been delivered or dropped.
    pub(crate) fn logged(&mut self, entry: Option<Entry>) {
        self.entry = entry;
    }

    /// The connection is busy until this body has been delivered or dropped.
    pub(crate) fn keeps(&mut self, busy: Busy) {
        self.busy = Some(busy);
    }

    /// The answer is untaken until what follows its data is asked for, or it is dropped.
    pub(crate) fn waits(&mut self, untaken: Untaken) {
        self.untaken = Some(untaken);
    }

    /// Who stalls does so for somebody: only as long as that client has not left.
    pub(crate) fn stalls_for(&mut self, leaving: impl Future<Output = ()> + Send + 'static) {
        if let End::Stall(_, left) = &mut self.end {
            *left = Some(Box::pin(leaving));
        }
    }

    fn delivered(&self) -> bool {
        self.data.is_empty() && matches!(self.end, End::Complete | End::Closed)
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        if self.delivered() {
            if let Some(in_flight) = &mut self.in_flight {
                in_flight.complete();
            }
            if let Some(entry) = &mut self.entry {
                entry.delivered(self.status, self.sent);
            }
        }
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = CutShort;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutShort>>> {
        if !self.data.is_empty() {
            let data = std::mem::take(&mut self.data);
            self.sent = data.len() as u64;
            return Poll::Ready(Some(Ok(Frame::data(data))));
        }
        // Whoever asks again has handed on what there was.
        self.untaken = None;
        match &mut self.end {
            End::Complete => return Poll::Ready(None),
            End::Cut {
                turn_given: turn @ false,
            } => {
                // The connection flushes only while the body is pending; an error now would lose the first half.
                *turn = true;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            End::Stall(silence, leaving) => {
                let left = leaving.as_mut().map(|left| left.as_mut().poll(context));
                if left.is_some_and(|left| left.is_ready()) {
                    self.end = End::Left;
                    return Poll::Ready(Some(Err(CutShort)));
                }
                ready!(silence.as_mut().poll(context));
            }
            End::Cut { .. } | End::Closed | End::Left => {}
        }
        self.end = End::Closed;
        Poll::Ready(Some(Err(CutShort)))
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_empty() && matches!(self.end, End::Complete)
    }

    fn size_hint(&self) -> SizeHint {
        // Unknown for an answer that breaks off: its length is announced in the header alone.
        if matches!(self.end, End::Complete) {
            SizeHint::with_exact(self.data.len() as u64)
        } else {
            SizeHint::default()
        }
    }
}

/// An answer with a body, its type and its length.
pub(crate) fn answer(
    status: StatusCode,
    content_type: &'static str,
    data: impl Into<Bytes>,
) -> Answer {
    let data = data.into();
    let length = data.len();
    let body = Body {
        data,
        end: End::Complete,
        status,
        sent: 0,
        in_flight: None,
        entry: None,
        busy: None,
        untaken: None,
    };
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    if let Some(phrase) = reason_phrase(status) {
        answer.extensions_mut().insert(phrase);
    }
    if may_have_body(status) {
        answer
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        answer
            .headers_mut()
            .insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    } else {
        answer.body_mut().data = Bytes::new();
    }
    answer
}

/// An answer of one line of text: the given sentence, or the status in words.
pub(crate) fn text(status: StatusCode, sentence: Option<&str>) -> Answer {
    let line = sentence.map_or_else(
        || format!("{} {}\n", status.as_u16(), words(status)),
        |text| format!("{text}\n"),
    );
    answer(status, "text/plain; charset=utf-8", line)
}

/// Drops the body but keeps the headers that describe it, as HEAD wants.
pub(crate) fn without_body(mut answer: Answer) -> Answer {
    answer.body_mut().data = Bytes::new();
    answer
}

/// Announces all, sends half, then closes the connection.
pub(crate) fn truncated(answer: Answer) -> Answer {
    halved(answer, End::Cut { turn_given: false })
}

/// Announces all, sends half, then is silent until the client leaves or [`MAX_STALL`] has passed.
pub(crate) fn stalled(answer: Answer) -> Answer {
    let silence = Box::pin(tokio::time::sleep(MAX_STALL));
    halved(answer, End::Stall(silence, None))
}

fn halved(mut answer: Answer, end: End) -> Answer {
    let body = answer.body_mut();
    // Nothing to halve: HEAD, or a status that has no body.
    if !body.data.is_empty() {
        body.data.truncate(body.data.len() / 2);
        body.end = end;
    }
    answer
}

fn may_have_body(status: StatusCode) -> bool {
    !matches!(
        status,
        StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED
    )
}

fn words(status: StatusCode) -> &'static str {
    match status {
        StatusCode::IM_A_TEAPOT => "I'm a Teapot",
        other => other.canonical_reason().unwrap_or("Unassigned"),
    }
}

/// Where the phrase on the wire is not the one hyper writes: the book's scripts print "I'm a Teapot", with that T.
fn reason_phrase(status: StatusCode) -> Option<ReasonPhrase> {
    const TEAPOT: ReasonPhrase = ReasonPhrase::from_static(b"I'm a Teapot");
    const UNASSIGNED: ReasonPhrase = ReasonPhrase::from_static(b"Unassigned");
    match status {
        StatusCode::IM_A_TEAPOT => Some(TEAPOT),
        other if other.canonical_reason().is_none() => Some(UNASSIGNED),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use tokio::time::Instant;

    use super::*;

    async fn next(body: &mut Body) -> Option<Result<Bytes, CutShort>> {
        let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await?;
        Some(frame.map(|frame| frame.into_data().unwrap_or_default()))
    }

    #[tokio::test(start_paused = true)]
    async fn a_stalled_answer_is_given_up_after_a_minute() {
        let mut body = stalled(answer(StatusCode::OK, "text/plain", "0123456789")).into_body();
        assert_eq!(next(&mut body).await.unwrap().unwrap(), "01234");
        let silent = Instant::now();
        assert!(next(&mut body).await.unwrap().is_err());
        assert_eq!(silent.elapsed(), MAX_STALL);
        assert!(body.delivered());
    }

    #[tokio::test(start_paused = true)]
    async fn a_truncated_answer_ends_at_once() {
        let mut body = truncated(answer(StatusCode::OK, "text/plain", "0123456789")).into_body();
        assert_eq!(next(&mut body).await.unwrap().unwrap(), "01234");
        assert!(!body.delivered());
        assert!(next(&mut body).await.unwrap().is_err());
        assert!(body.delivered());
    }

    #[test]
    fn an_answer_never_taken_was_not_delivered() {
        assert!(!text(StatusCode::OK, None).into_body().delivered());
        assert!(text(StatusCode::NO_CONTENT, None).into_body().delivered());
    }
}
