//! The whole description of a run, as it stands in the URL and in the exported record.
//!
//! [`RunConfig::set`] reads one field from text and [`RunConfig::text`] writes it; the URL and the
//! form of the page use these two and nothing else, so that both accept the same and complain in
//! the same words.

mod access;
pub mod addresses;
mod choices;
mod field;
mod parse;
mod query;
mod work;

use std::time::Duration;

use serde::{Serialize, Serializer};

pub use choices::{Experiment, Lang, Server, Strategy, Where};
pub use field::{Field, FieldError, Problem};
pub use parse::MAX_DELAY_MS;
pub use work::{SizeRange, TransferConfig, WorkConfig};

use crate::flags::Selection;
pub use crate::kernels::Kernel;
use crate::plan::{DelayRange, Plan};
use crate::runtime::micros;

/// The largest seed: above 2^53 − 1 JavaScript would not read it back from an export as it was.
pub const MAX_SEED: u64 = (1 << 53) - 1;
/// The time allowed for a request where the run does not say otherwise.
const USUAL_TIMEOUT: Duration = Duration::from_secs(5);
/// The time allowed for a call of the person's own function where the run does not say otherwise: one that is endless ends.
pub const OWN_TIMEOUT: Duration = Duration::from_secs(10);
/// How many lessons there are room for in an address.
pub const MAX_LESSON: usize = 16;
/// The largest `max_workers`, as in the book.
pub const MAX_MAX_WORKERS: usize = 1000;

/// The whole description of a run. Serialises with the names and units of the URL; what is left
/// to the page or to the kernel is `null`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunConfig {
    /// What is tried.
    pub experiment: Experiment,
    /// Which flags.
    pub codes: Selection,
    /// At most so many codes, at least 1; `None` is all of them.
    pub limit: Option<usize>,
    /// How results are waited for.
    pub strategy: Strategy,
    /// At most so many tasks at once, 1 to [`MAX_MAX_WORKERS`].
    pub max_workers: usize,
    /// Who answers; `None` until the page has found out who is there.
    pub server: Option<Server>,
    /// Delays; `None` leaves them to [`Server::usual_delay`].
    pub delay: Option<DelayRange>,
    /// Errors per request, 0 to 1; `None` leaves them to [`Server::usual_error_rate`].
    pub error_rate: Option<f64>,
    /// Time allowed from the start, at least 1 ms; `None` leaves it to
    /// [`RunConfig::request_timeout`] and [`RunConfig::job_timeout`]. In exports `timeout` is the time
    /// for requests, and `job_timeout` the one that the run names, or `null`.
    #[serde(flatten, serialize_with = "as_limits")]
    pub timeout: Option<Duration>,
    /// Further attempts after an error, 0 to 10.
    pub retries: u32,
    /// What the plan grows from, 0 to [`MAX_SEED`].
    pub seed: u64,
    /// What the jobs are, for the experiments that have jobs.
    #[serde(flatten)]
    pub work: WorkConfig,
    /// What is passed, for Passing data.
    #[serde(flatten)]
    pub transfer: TransferConfig,
    /// Which lesson is shown, 1 to [`MAX_LESSON`]. It describes no run, and stands in no export.
    #[serde(skip)]
    pub lesson: usize,
    /// A log line per event.
    pub verbose: bool,
    /// Language; `None` leaves it to the browser.
    pub lang: Option<Lang>,
    /// Only the experiment, without the page around it.
    pub embed: bool,
    /// Start without a click.
    pub autorun: bool,
}

impl Default for RunConfig {
    fn default() -> Self {
        RunConfig {
            experiment: Experiment::default(),
            codes: Selection::default(),
            limit: None,
            strategy: Strategy::default(),
            max_workers: 5,
            server: None,
            delay: None,
            error_rate: None,
            timeout: None,
            retries: 0,
            seed: 42,
            work: WorkConfig::default(),
            transfer: TransferConfig::default(),
            lesson: 1,
            verbose: false,
            lang: None,
            embed: false,
            autorun: false,
        }
    }
}

impl RunConfig {
    /// What this run asks for, in the order of submission: codes, or the names of one's own addresses.
    #[must_use]
    pub fn labels(&self) -> Vec<String> {
        match &self.server {
            Some(Server::List(list)) => {
                let names = list.names().iter();
                names
                    .take(self.limit.unwrap_or(usize::MAX))
                    .cloned()
                    .collect()
            }
            _ => self.codes.codes(self.limit),
        }
    }

    /// How many requests it makes at once, at most.
    #[must_use]
    pub fn at_once(&self) -> usize {
        match (self.experiment, self.strategy) {
            (Experiment::Race, Strategy::Sequential) => 1,
            _ => self.max_workers,
        }
    }

    /// The same run with another strategy: one of the three that `compare` consists of.
    #[must_use]
    pub fn with_strategy(&self, strategy: Strategy) -> Self {
        RunConfig {
            strategy,
            ..self.clone()
        }
    }

    /// The delays in force: those asked for, or else the server's usual ones, or else none.
    #[must_use]
    pub fn delays(&self) -> DelayRange {
        let usual = self
            .server
            .as_ref()
            .map_or(Some(DelayRange::USUAL), Server::usual_delay);
        self.delay.or(usual).unwrap_or(DelayRange::NONE)
    }

    /// The error rate in force: the one asked for, or else the server's usual one.
    #[must_use]
    pub fn errors(&self) -> f64 {
        let usual = self.server.as_ref().map_or(0.0, Server::usual_error_rate);
        self.error_rate.unwrap_or(usual)
    }

    /// Time allowed for a request from its start: the one asked for, or else five seconds.
    #[must_use]
    pub fn request_timeout(&self) -> Duration {
        self.timeout.unwrap_or(USUAL_TIMEOUT)
    }

    /// Time allowed for a job from its start. `None`: as long as it takes.
    ///
    /// Jobs with a limit are sent to their workers one by one, so the usual time, which is meant for
    /// requests, does not hold for jobs: they have a limit only where the run names one.
    /// Comparisons and Passing data measure all of the work, and never have one. A function of the person's own always
    /// has one, [`OWN_TIMEOUT`] at most unless the run names another.
    #[must_use]
    pub fn job_timeout(&self) -> Option<Duration> {
        let may_be_cut = match self.experiment {
            Experiment::Workers => !self.work.place.is_comparison(),
            Experiment::Both => true,
            _ => false,
        };
        let own = (self.work.kernel == Kernel::Own).then_some(OWN_TIMEOUT);
        self.timeout.filter(|_| may_be_cut).or(own)
    }

    /// The fate of every request. `None` means that requests carry no fate at all: `local` and a
    /// base URL are left alone unless the run asks for delays or errors, since a stranger's server
    /// would not know what to do with them. With retries its errors are such as may pass.
    #[must_use]
    pub fn plan(&self) -> Option<Plan> {
        let by_server = self
            .server
            .as_ref()
            .is_none_or(|server| server.usual_delay().is_some());
        let asked = self.delay.is_some() || self.error_rate.is_some();
        (by_server || asked).then(|| {
            let plan = Plan::new(self.seed, self.delays(), self.errors());
            match self.retries {
                0 => plan,
                _ => plan.with_passing_errors(),
            }
        })
    }
}

fn as_limits<S: Serializer>(asked: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Limits {
        timeout: u64,
        job_timeout: Option<u64>,
    }
    let milliseconds = |time| micros(time) / 1000;
    let limits = Limits {
        timeout: milliseconds(asked.unwrap_or(USUAL_TIMEOUT)),
        job_timeout: asked.map(milliseconds),
    };
    limits.serialize(serializer)
}
