//! From the description of a run to its jobs.

use crate::config::RunConfig;
use crate::kernels::{JobsError, KernelTask, jobs};

/// The jobs of a run, in submission order.
///
/// # Errors
/// [`JobsError`] where number or size is out of the kernel's bounds.
pub fn tasks(config: &RunConfig) -> Result<Vec<KernelTask>, JobsError> {
    let work = &config.work;
    // Only the low half of the seed matters: that many job lists are enough.
    jobs(work.kernel, work.jobs(), work.size(), config.seed as u32)
}
