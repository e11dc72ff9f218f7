//! From the description of a run to its jobs.

use crate::config::RunConfig;
use crate::kernels::{JobsError, Kernel, KernelTask, jobs};

/// The jobs of a run, in submission order.
///
/// # Errors
/// [`JobsError`] where number or size is out of the kernel's bounds.
pub fn tasks(config: &RunConfig) -> Result<Vec<KernelTask>, JobsError> {
    let work = &config.work;
    // The config's kernels are these by name.
    let kernel = work.kernel.name().parse().unwrap_or(Kernel::Mandelbrot);
    let count = u32::try_from(work.jobs).unwrap_or(u32::MAX);
    let size = match work.size {
        Some(size) => u32::try_from(size).unwrap_or(u32::MAX),
        None => kernel.default_size(),
    };
    // Only the low half of the seed matters: that many job lists are enough.
    jobs(kernel, count, size, config.seed as u32)
}
