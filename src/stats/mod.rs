//! Figures that follow from the record of a run. Nothing here measures: all times were recorded.

mod latency;
mod passing;
mod progress;
mod speedup;
mod steps;
mod waiting;
mod workers;

pub use latency::{Bin, Histogram, Latencies, Quantiles, percentile};
pub use passing::PassingCost;
pub use progress::{Progress, elapsed, first_result};
pub use speedup::{Speedup, SpeedupPoint, median};
pub use steps::{Step, Steps};
pub use waiting::{HeadOfLine, Waiting};
pub use workers::{PhaseTotals, WorkerUse, worker_use};
