//! Real fetches: a JS promise wrapped as a Rust future that aborts when dropped.

use std::cell::{Cell, LazyCell};
use std::rc::Rc;
use std::time::Duration;

use gloo_net::http::{Headers, Request, RequestBuilder};
use web_sys::{AbortController, Blob, BlobPropertyBag, RequestCache, RequestCredentials, Url};

use super::outcome::Image;
use super::timing::Timings;
use super::within::within;
use super::{Exchange, FetchError, FetchRequest, Fetched, Fetcher, Phases, retry_after};
use crate::runtime::{BrowserRuntime, LocalBoxFuture, Runtime};

/// Makes requests with the browser's `fetch`.
pub struct BrowserFetcher {
    runtime: Rc<dyn Runtime>,
    timings: Rc<Timings>,
    keep_images: bool,
}

impl BrowserFetcher {
    /// A fetcher whose timeouts run on `runtime`. With `keep_images` a body that is an image is kept in memory, to be shown
    /// without asking the server again. While it lives it listens to the browser's measurements of requests.
    #[must_use]
    pub fn new(runtime: Rc<dyn Runtime>, keep_images: bool) -> Self {
        BrowserFetcher {
            runtime,
            timings: Rc::new(Timings::new()),
            keep_images,
        }
    }
}

/// On the browser's clock, without keeping images.
impl Default for BrowserFetcher {
    fn default() -> Self {
        BrowserFetcher::new(Rc::new(BrowserRuntime), false)
    }
}

impl Fetcher for BrowserFetcher {
    fn fetch(&self, request: FetchRequest) -> LocalBoxFuture<Exchange> {
        let (runtime, timings) = (self.runtime.clone(), self.timings.clone());
        let keep_images = self.keep_images;
        Box::pin(async move {
            let guard = match AbortOnDrop::new() {
                Ok(guard) => guard,
                Err(error) => return Err(error).into(),
            };
            let started = runtime.now();
            let whole = async {
                let mut asked = Asked::default();
                let result = answer(&request, &guard, keep_images, &mut asked).await;
                guard.is_over();
                (result, asked)
            };
            // On a timeout the guard goes out of scope here, which aborts the request.
            let Some((result, asked)) = within(whole, runtime.sleep(request.timeout)).await else {
                return Err(FetchError::Timeout {
                    timeout: request.timeout,
                })
                .into();
            };
            let phases = match asked.url {
                None => None,
                Some(url) if is_answered(&result) => {
                    timings.of_answered(&url, started, &*runtime).await
                }
                Some(url) => timings.of_failed(&url, started),
            };
            with_protocol(result, phases, asked.redirected)
        })
    }
}

/// Whether the server's answer came, whatever it says.
fn is_answered(result: &Result<Fetched, FetchError>) -> bool {
    match result {
        Ok(_) | Err(FetchError::NotFound { .. } | FetchError::Http { .. }) => true,
        Err(_) => false,
    }
}

/// What came of a request, with what the browser measured of it.
fn with_protocol(
    result: Result<Fetched, FetchError>,
    phases: Option<Phases>,
    redirected: bool,
) -> Exchange {
    let protocol = phases.as_ref().map(|phases| phases.protocol.clone());
    let protocol = protocol.filter(|name| !name.is_empty());
    Exchange {
        result: result.map(|fetched| Fetched {
            protocol,
            ..fetched
        }),
        phases,
        redirected,
    }
}

/// What there is to know of a request beside its answer.
#[derive(Default)]
struct Asked {
    /// The absolute address under which the browser measures it.
    url: Option<String>,
    /// Whether the answer came from another one.
    redirected: bool,
}

/// A request for `url` that no cache answers and that tells the server nothing of the person, ended
/// with its guard.
pub(super) fn get(url: &str, guard: &AbortOnDrop) -> RequestBuilder {
    Request::get(url)
        .abort_signal(Some(&guard.controller.signal()))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
}

/// What the server answers.
async fn answer(
    request: &FetchRequest,
    guard: &AbortOnDrop,
    keep_images: bool,
    asked: &mut Asked,
) -> Result<Fetched, FetchError> {
    let built = get(&request.url, guard).build();
    let built = built.map_err(|error| FetchError::BadRequest {
        detail: error.to_string(),
    })?;
    let url = built.url();
    asked.url = Some(url.clone());
    let response = built.send().await.map_err(|error| FetchError::Network {
        detail: error.to_string(),
    })?;
    asked.redirected = response.redirected();
    let status = response.status();
    // The body is read in any case: an unread one would hold its connection.
    let body = response.binary().await;
    if !response.ok() {
        return Err(match status {
            404 => FetchError::NotFound { url },
            _ => FetchError::Http {
                status,
                reason: response.status_text(),
                retry_after: asked_to_wait(&response.headers()),
            },
        });
    }
    let body = body.map_err(|error| FetchError::BrokenOff {
        status,
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

/// What `Retry-After` asks for. A server of another origin has to allow the page to read it, by
/// `Access-Control-Expose-Headers`.
fn asked_to_wait(headers: &Headers) -> Option<Duration> {
    let text = headers.get("retry-after")?;
    retry_after(&text, |date| {
        js_sys::Date::parse(date) - js_sys::Date::now()
    })
}

/// Aborts the fetch it signals when it is dropped before the fetch is over. Dropping the `JsFuture` of a
/// promise would only stop the listening.
/// <https://developer.mozilla.org/en-US/docs/Web/API/AbortController>
pub(super) struct AbortOnDrop {
    controller: AbortController,
    is_over: Cell<bool>,
}

impl AbortOnDrop {
    pub(super) fn new() -> Result<Self, FetchError> {
        AbortController::new()
            .map(|controller| AbortOnDrop {
                controller,
                is_over: Cell::new(false),
            })
            .map_err(|error| FetchError::BadRequest {
                detail: format!("no AbortController: {error:?}"),
            })
    }

    /// The fetch is over. To abort it would do nothing, but the browser would make an error with a trace
    /// of the stack for it.
    fn is_over(&self) {
        self.is_over.set(true);
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if !self.is_over.get() {
            self.controller.abort();
        }
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
