//! Figures that follow from the record of a run. Nothing here measures: all times were recorded.

mod in_flight;
mod in_time;
mod latency;
mod passing;
mod places;
mod planned;
mod progress;
mod speedup;
mod steps;
mod waiting;
mod workers;

pub use in_flight::{InFlight, InFlightIs};
pub use latency::{Bin, Histogram, Latencies, Quantiles, percentile};
pub use passing::PassingCost;
pub use places::places;
pub use planned::one_by_one;
pub use progress::{Progress, elapsed, first_result};
pub use speedup::{Fit, Speedup, SpeedupPoint, median, times_of};
pub use steps::{Step, Steps};
pub use waiting::{HeadOfLine, Waiting};
pub use workers::{PhaseTotals, WorkerUse, worker_use};
