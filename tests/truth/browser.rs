//! A browser that keeps few connections, and a server that does as its address says. Both note what
//! really happened to each request.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use futures::future::{Either, select};
use photofinish::fetch::{Exchange, FetchError, FetchRequest, Fetched, Fetcher, Phases};
use photofinish::record::Outcome;
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};

/// What really happened to one request.
#[derive(Clone, Debug)]
pub struct Request {
    pub label: String,
    pub asked: Duration,
    /// When it got a connection.
    pub sent: Option<Duration>,
    /// When it was over, or was dropped.
    pub over: Duration,
    /// `None`: dropped.
    pub outcome: Option<Outcome>,
    /// What the server asked for.
    pub retry_after: Option<Duration>,
    /// Whether the browser told of its times.
    pub told: bool,
}

/// What a browser tells of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Timing {
    /// When it was sent and answered.
    Told,
    /// Nothing: the server does not allow it.
    Hidden,
    /// Something else: the times of its service worker.
    Nonsense,
}

#[derive(Clone, Copy, Debug)]
pub struct Habits {
    /// So many connections per host, if they are limited.
    pub connections: Option<usize>,
    pub timing: Timing,
    pub protocol: &'static str,
    /// Nobody is there.
    pub is_dead: bool,
    /// Whether the server asks to be left alone after an error that may pass.
    pub asks_to_wait: bool,
}

#[derive(Clone)]
pub struct Browser(Rc<Inner>);

struct Inner {
    runtime: Rc<VirtualRuntime>,
    habits: Habits,
    taken: Cell<usize>,
    waiting: RefCell<VecDeque<(u64, Waker)>>,
    tickets: Cell<u64>,
    requests: RefCell<Vec<Request>>,
}

/// A connection, given back when dropped; or a place in the queue for one, given up.
struct Ticket(Rc<Inner>, u64, bool);

impl Drop for Ticket {
    fn drop(&mut self) {
        if self.2 {
            self.0.taken.set(self.0.taken.get() - 1);
        }
        let mut waiting = self.0.waiting.borrow_mut();
        waiting.retain(|(number, _)| *number != self.1);
        if let Some((_, waker)) = waiting.front() {
            waker.wake_by_ref();
        }
    }
}

/// Writes down a request that is dropped before its end.
struct Note(Rc<Inner>, usize);

impl Drop for Note {
    fn drop(&mut self) {
        let request = &mut self.0.requests.borrow_mut()[self.1];
        if request.outcome.is_none() {
            request.over = self.0.runtime.now();
        }
    }
}

impl Browser {
    pub fn new(runtime: Rc<VirtualRuntime>, habits: Habits) -> Self {
        Browser(Rc::new(Inner {
            runtime,
            habits,
            taken: Cell::default(),
            waiting: RefCell::default(),
            tickets: Cell::default(),
            requests: RefCell::default(),
        }))
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.0.requests.borrow().clone()
    }

    async fn connection(&self) -> Ticket {
        let number = self.0.tickets.get();
        self.0.tickets.set(number + 1);
        let mut ticket = Ticket(self.0.clone(), number, false);
        let most = self.0.habits.connections.unwrap_or(usize::MAX);
        std::future::poll_fn(|context| {
            let mut waiting = self.0.waiting.borrow_mut();
            let is_next = waiting.front().is_none_or(|(first, _)| *first == number);
            if is_next && self.0.taken.get() < most {
                waiting.retain(|(waits, _)| *waits != number);
                return Poll::Ready(());
            }
            if !waiting.iter().any(|(waits, _)| *waits == number) {
                waiting.push_back((number, context.waker().clone()));
            }
            Poll::Pending
        })
        .await;
        self.0.taken.set(self.0.taken.get() + 1);
        ticket.2 = true;
        // Two may have become free at once.
        if let Some((_, waker)) = self.0.waiting.borrow().front() {
            waker.wake_by_ref();
        }
        ticket
    }

    /// From a connection to the end of the answer.
    async fn exchange(&self, url: &str, index: usize) -> Result<Fetched, FetchError> {
        let _connection = self.connection().await;
        let runtime = self.0.runtime.clone();
        self.0.requests.borrow_mut()[index].sent = Some(runtime.now());
        let value = |key: &str| {
            let query = url.split('?').nth(1)?;
            let mut pairs = query.split('&');
            pairs.find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
        };
        if self.0.habits.is_dead {
            runtime.sleep(Duration::from_millis(3)).await;
            let detail = "Failed to fetch".into();
            return Err(FetchError::Network { detail });
        }
        // Without a plan a server takes the time it takes.
        let own = url.bytes().map(u64::from).sum::<u64>() * 7 % 90 + 5;
        let delay = value("delay").map_or(own, |text| text.parse().unwrap());
        runtime.sleep(Duration::from_millis(delay)).await;
        match value("status") {
            Some(status) => Err(FetchError::Http {
                status: status.parse().unwrap(),
                reason: String::new(),
                retry_after: (status == "503" && self.0.habits.asks_to_wait && delay % 2 == 0)
                    .then(|| Duration::from_secs(1 + delay % 3)),
            }),
            None if delay % 11 == 3 => Err(FetchError::NotFound { url: url.into() }),
            None => Ok(Fetched {
                status: 200,
                bytes: 9,
                image: None,
                protocol: None,
            }),
        }
    }
}

impl Fetcher for Browser {
    fn fetch(&self, request: FetchRequest) -> LocalBoxFuture<Exchange> {
        let browser = self.clone();
        Box::pin(async move {
            let runtime = browser.0.runtime.clone();
            let asked = runtime.now();
            let index = browser.0.requests.borrow().len();
            browser.0.requests.borrow_mut().push(Request {
                label: label_of(&request.url),
                asked,
                sent: None,
                over: Duration::MAX,
                outcome: None,
                retry_after: None,
                told: false,
            });
            let _note = Note(browser.0.clone(), index);
            let limit = runtime.sleep(request.timeout);
            let exchange = Box::pin(browser.exchange(&request.url, index));
            let result = match select(limit, exchange).await {
                Either::Left(_) => Err(FetchError::Timeout {
                    timeout: request.timeout,
                }),
                Either::Right((result, _)) => result,
            };
            let (now, mut requests) = (runtime.now(), browser.0.requests.borrow_mut());
            let request = &mut requests[index];
            request.over = now;
            request.outcome = Some(
                result
                    .as_ref()
                    .err()
                    .map_or(Outcome::Ok, FetchError::outcome),
            );
            request.retry_after = result.as_ref().err().and_then(FetchError::retry_after);
            let answered = !matches!(
                result,
                Err(FetchError::Timeout { .. } | FetchError::Network { .. })
            );
            let sent = match browser.0.habits.timing {
                Timing::Told => request.sent,
                Timing::Nonsense => Some(now - (now - asked) / 50),
                Timing::Hidden => None,
            };
            let phases = sent.filter(|_| answered).map(|sent| Phases {
                asked,
                sent,
                answered: now,
                complete: now,
                server: None,
                protocol: browser.0.habits.protocol.into(),
            });
            request.told = phases.is_some() && browser.0.habits.timing == Timing::Told;
            Exchange {
                result,
                phases,
                redirected: false,
            }
        })
    }
}

fn label_of(url: &str) -> String {
    let file = url.split('?').next().unwrap().rsplit('/').next().unwrap();
    file.split('.').next().unwrap().to_ascii_uppercase()
}
