//! Real fetches: a JS promise wrapped as a Rust future that aborts when dropped.

use std::cell::LazyCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use gloo_net::http::Request;
use web_sys::{AbortController, Blob, BlobPropertyBag, RequestCache, Url};

use super::outcome::Image;
use super::{Exchange, FetchError, FetchRequest, Fetched, Fetcher, timing};
use crate::runtime::{LocalBoxFuture, Runtime};

/// Makes requests with the browser's `fetch`.
pub struct BrowserFetcher {
    runtime: Rc<dyn Runtime>,
    keep_images: bool,
}

impl BrowserFetcher {
    /// A fetcher for about so many requests, whose timeouts run on `runtime`. With `keep_images` a body that is an image is
    /// kept in memory, to be shown without asking the server again.
    #[must_use]
    pub fn new(runtime: Rc<dyn Runtime>, requests: usize, keep_images: bool) -> Self {
        timing::make_room(requests);
        BrowserFetcher {
            runtime,
            keep_images,
        }
    }
}

impl Fetcher for BrowserFetcher {
    fn fetch(&self, request: FetchRequest) -> LocalBoxFuture<Exchange> {
        let runtime = self.runtime.clone();
        let keep_images = self.keep_images;
        Box::pin(async move {
            let guard = match AbortOnDrop::new() {
                Ok(guard) => guard,
                Err(error) => return Err(error).into(),
            };
            let started = runtime.now();
            let whole = download(&request, &guard, started, keep_images);
            // On a timeout the guard goes out of scope here, which aborts the request.
            match within(whole, runtime.sleep(request.timeout)).await {
                Some(exchange) => exchange,
                None => Exchange::from(Err(FetchError::Timeout {
                    timeout: request.timeout,
                })),
            }
        })
    }
}

/// The request from its start to the end of the body, with what the browser measured of it.
async fn download(
    request: &FetchRequest,
    guard: &AbortOnDrop,
    started: Duration,
    keep_images: bool,
) -> Exchange {
    let mut url = None;
    let result = answer(request, guard, keep_images, &mut url).await;
    let phases = url.and_then(|url| timing::of(&url, started));
    let protocol = phases.as_ref().map(|phases| phases.protocol.clone());
    let protocol = protocol.filter(|name| !name.is_empty());
    Exchange {
        result: result.map(|fetched| Fetched {
            protocol,
            ..fetched
        }),
        phases,
    }
}

/// What the server answers. `resolved` becomes the absolute address under which the browser
/// measures the request.
async fn answer(
    request: &FetchRequest,
    guard: &AbortOnDrop,
    keep_images: bool,
    resolved: &mut Option<String>,
) -> Result<Fetched, FetchError> {
    let built = Request::get(&request.url)
        .abort_signal(Some(&guard.0.signal()))
        .cache(RequestCache::NoStore)
        .build()
        .map_err(|error| FetchError::BadRequest {
            detail: error.to_string(),
        })?;
    let url = built.url();
    *resolved = Some(url.clone());
    let response = built.send().await.map_err(|error| FetchError::Network {
        detail: error.to_string(),
    })?;
    let status = response.status();
    // The body is read in any case: an unread one would hold its connection.
    let body = response.binary().await;
    if !response.ok() {
        return Err(match status {
            404 => FetchError::NotFound { url },
            _ => FetchError::Http {
                status,
                reason: response.status_text(),
            },
        });
    }
    let body = body.map_err(|error| FetchError::BrokenOff {
        detail: error.to_string(),
    })?;
    let media_type = response.headers().get("content-type").unwrap_or_default();
    let bytes = body.len() as u64;
    let image = (keep_images && media_type.starts_with("image/")).then(|| {
        let made = LazyCell::new(move || ObjectUrl::new(&body, &media_type));
        Image::new(move || Some((*made).as_ref()?.0.clone()))
    });
    Ok(Fetched {
        status,
        bytes,
        image,
        protocol: None,
    })
}

/// The output of `future`, or `None` if `timer` is ready first.
async fn within<T>(future: impl Future<Output = T>, mut timer: LocalBoxFuture<()>) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => timer.as_mut().poll(cx).map(|()| None),
    })
    .await
}

/// Aborts the fetch it signals when it is dropped; after the end of the fetch that does nothing.
/// Dropping the `JsFuture` of a promise would only stop the listening.
/// <https://developer.mozilla.org/en-US/docs/Web/API/AbortController>
struct AbortOnDrop(AbortController);

impl AbortOnDrop {
    fn new() -> Result<Self, FetchError> {
        AbortController::new()
            .map(AbortOnDrop)
            .map_err(|error| FetchError::BadRequest {
                detail: format!("no AbortController: {error:?}"),
            })
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// An address for bytes in memory, given back when dropped.
/// <https://developer.mozilla.org/en-US/docs/Web/API/URL/createObjectURL_static>
pub struct ObjectUrl(Rc<str>);

impl ObjectUrl {
    /// An address for `bytes`, or `None` if the browser gives none.
    #[must_use]
    pub fn new(bytes: &[u8], media_type: &str) -> Option<Self> {
        let part = js_sys::Uint8Array::from(bytes);
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let parts = js_sys::Array::of1(&part);
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        Url::create_object_url_with_blob(&blob)
            .ok()
            .map(|url| ObjectUrl(url.into()))
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // An address that is not known any more is no loss.
        let _ = Url::revoke_object_url(&self.0);
    }
}
