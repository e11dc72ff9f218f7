//! The phases of requests, from the browser's Resource Timing API.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::mem;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit,
    PerformanceResourceTiming,
};

use super::within::within;
use super::{Marks, Phases};
use crate::runtime::Runtime;

/// The clock is coarsened: an entry may seem to begin a little before its request was made.
const SLACK_MS: f64 = 1.0;

/// An entry may come after the answer that it is about: WebKit makes it in another process. One that has
/// not come by now does not.
const LATE: Duration = Duration::from_millis(100);

/// What the browser measured of the requests since this was made. An observer gets every entry,
/// once, however many there are; the list that the browser itself keeps ends at 250, and is as long
/// to search as it is.
/// <https://developer.mozilla.org/en-US/docs/Web/API/PerformanceObserver>
pub(super) struct Timings {
    observer: Option<PerformanceObserver>,
    told: Rc<RefCell<Vec<Told>>>,
    /// Who waits for an entry.
    waiting: Rc<RefCell<Vec<Waker>>>,
    /// Whether one that was waited for did not come: then no other is waited for.
    misses: Cell<bool>,
    _on_entries: Closure<dyn FnMut(PerformanceObserverEntryList)>,
}

/// An entry that nobody has asked for yet.
struct Told {
    start: f64,
    end: f64,
    entry: PerformanceResourceTiming,
}

impl Timings {
    /// Measures from now on, until dropped. Where the browser has no such observer, nothing is
    /// measured.
    pub(super) fn new() -> Self {
        let told: Rc<RefCell<Vec<Told>>> = Rc::default();
        let waiting: Rc<RefCell<Vec<Waker>>> = Rc::default();
        let (keeps, wakes) = (told.clone(), waiting.clone());
        let on_entries = Closure::new(move |list: PerformanceObserverEntryList| {
            keep(&keeps, &list.get_entries());
            mem::take(&mut *wakes.borrow_mut())
                .into_iter()
                .for_each(Waker::wake);
        });
        let observer = PerformanceObserver::new(on_entries.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            let kinds = js_sys::Array::of1(&"resource".into());
            observer.observe(&PerformanceObserverInit::new(&kinds));
        }
        Timings {
            observer,
            told,
            waiting,
            misses: Cell::new(false),
            _on_entries: on_entries,
        }
    }

    /// Phases of the request for `url` that was made at `started` and was answered, which is waited for if
    /// they come a little later; `None` if the browser has none, or may not tell.
    pub(super) async fn of_answered(
        &self,
        url: &str,
        started: Duration,
        runtime: &dyn Runtime,
    ) -> Option<Phases> {
        if self.observer.is_none() || self.misses.get() {
            return self.of_failed(url, started);
        }
        let entry = poll_fn(|context| {
            let entry = self.take(url, started);
            if entry.is_none() {
                self.waiting.borrow_mut().push(context.waker().clone());
            }
            entry.map_or(Poll::Pending, Poll::Ready)
        });
        let entry = within(entry, runtime.sleep(LATE)).await;
        self.misses.set(entry.is_none());
        phases(&entry?)
    }

    /// The same for a request that failed, of which a browser need not tell anything: nothing is waited for.
    pub(super) fn of_failed(&self, url: &str, started: Duration) -> Option<Phases> {
        phases(&self.take(url, started)?)
    }

    /// The entry of the request for `url` that was made at `started`, once. Two requests for one address
    /// are told apart by when they began.
    fn take(&self, url: &str, started: Duration) -> Option<PerformanceResourceTiming> {
        // What the browser has not handed out by itself yet.
        keep(&self.told, &self.observer.as_ref()?.take_records());
        let started = started.as_secs_f64() * 1e3;
        let mut told = self.told.borrow_mut();
        let entries = told.iter().enumerate().rev();
        // They come in the order in which requests end: what ended before it began is not it.
        let (index, _) = entries
            .take_while(|(_, told)| told.end + SLACK_MS >= started)
            .filter(|(_, told)| told.start + SLACK_MS >= started && told.entry.name() == url)
            .map(|(index, told)| (index, (told.start - started).abs()))
            .min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        Some(told.remove(index).entry)
    }
}

fn phases(entry: &PerformanceResourceTiming) -> Option<Phases> {
    let phases = Phases::of(&marks(entry), &entry.next_hop_protocol())?;
    Some(phases.served(server(entry)))
}

/// What the server says it took. Browsers have it only in a secure context, so it is asked for as what may be missing.
fn server(entry: &PerformanceResourceTiming) -> Option<Duration> {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    let metrics: js_sys::Array = get(entry, "serverTiming")?.dyn_into().ok()?;
    let total = metrics
        .iter()
        .find(|metric| get(metric, "name").is_some_and(|name| name == "total"))?;
    let millis = get(&total, "duration")?.as_f64()?;
    // It is the server's word: it may be any number.
    Duration::try_from_secs_f64(millis / 1e3).ok()
}

impl Drop for Timings {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

fn keep(told: &RefCell<Vec<Told>>, entries: &js_sys::Array) {
    let entries = entries
        .iter()
        .filter_map(|entry| entry.dyn_into::<PerformanceResourceTiming>().ok());
    told.borrow_mut().extend(entries.map(|entry| Told {
        start: entry.start_time(),
        end: entry.response_end(),
        entry,
    }));
}

fn marks(entry: &PerformanceResourceTiming) -> Marks {
    let at = |millis: f64| Duration::from_secs_f64(millis.max(0.0) / 1e3);
    Marks {
        start: at(entry.start_time()),
        redirect_start: at(entry.redirect_start()),
        lookup_start: at(entry.domain_lookup_start()),
        lookup_end: at(entry.domain_lookup_end()),
        connect_start: at(entry.connect_start()),
        connect_end: at(entry.connect_end()),
        request_start: at(entry.request_start()),
        response_start: at(entry.response_start()),
        response_end: at(entry.response_end()),
    }
}
