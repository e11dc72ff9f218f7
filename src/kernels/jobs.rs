//! Job lists: from a kernel, a number of jobs and a size to the tasks themselves.

use super::kernel::Kernel;
use super::mandelbrot::{Tile, View};
use super::primes;
use super::task::KernelTask;

/// How long a point of the picture is looked at before it counts as inside the set.
const MAX_ITERATIONS: u32 = 1000;

/// The largest prime of 1, 2, … 15 digits (OEIS A003618).
const LARGEST_PRIMES: [u64; 15] = [
    7,
    97,
    997,
    9973,
    99991,
    999983,
    9999991,
    99999989,
    999999937,
    9999999967,
    99999999977,
    999999999989,
    9999999999971,
    99999999999973,
    999999999999989,
];

/// A job list that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JobsError {
    /// No jobs, or too many.
    #[error("{given} jobs: choose 1 to {}", Kernel::MAX_JOBS)]
    Jobs {
        /// The number asked for.
        given: u32,
    },
    /// A size outside the bounds of the kernel.
    #[error("size {given}: {kernel} takes {} to {} {}", kernel.sizes().start(), kernel.sizes().end(), kernel.size_unit())]
    Size {
        /// The kernel.
        kernel: Kernel,
        /// The size asked for.
        given: u32,
    },
    /// More rows or columns of tiles than pixels.
    #[error(
        "{jobs} jobs are {rows} × {columns} tiles, too many for {size} pixels a side: choose fewer jobs, a number with \
         more divisors, or a larger picture"
    )]
    Tiles {
        /// The number of jobs asked for.
        jobs: u32,
        /// The rows of tiles that makes.
        rows: u32,
        /// The columns of tiles that makes.
        columns: u32,
        /// The size asked for.
        size: u32,
    },
}

/// The tasks of `kernel` for `jobs` jobs of `size`, in the order in which to submit them. The same arguments give the same tasks.
///
/// - SHA-256: each over `size` bytes.
/// - RC4: around `size` bytes, from half as much again down to about half, as in the book.
/// - Primes: with 16 digits the book's numbers, the largest first, and again from the start if there are more jobs; with `size`
///   digits below 16 the largest prime that has as many, for each job: work that is the same for all.
/// - Mandelbrot: a picture `size` pixels wide and high, cut into as many tiles, as square as the number of jobs allows.
///
/// - Own: each is called with `size` and its number, from 0.
///
/// `seed` decides the bytes of the first two; the others need none.
///
/// # Errors
/// When `jobs` or `size` is outside its bounds: 1 to [`Kernel::MAX_JOBS`], and [`Kernel::sizes`].
pub fn jobs(kernel: Kernel, jobs: u32, size: u32, seed: u32) -> Result<Vec<KernelTask>, JobsError> {
    if !(1..=Kernel::MAX_JOBS).contains(&jobs) {
        return Err(JobsError::Jobs { given: jobs });
    }
    if !kernel.sizes().contains(&size) {
        return Err(JobsError::Size {
            kernel,
            given: size,
        });
    }
    let seeds = (0..jobs).map(|job| seed.wrapping_add(job));
    Ok(match kernel {
        Kernel::Sha256 => seeds
            .map(|seed| KernelTask::Sha256 { seed, len: size })
            .collect(),
        Kernel::Rc4 => {
            let lens = (0..jobs).map(|job| rc4_len(job, jobs, size));
            let tasks = seeds
                .zip(lens)
                .map(|(seed, len)| KernelTask::Rc4 { seed, len });
            tasks.collect()
        }
        Kernel::Primes => numbers(size)
            .into_iter()
            .cycle()
            .take(jobs as usize)
            .map(|number| KernelTask::Prime { number })
            .collect(),
        Kernel::Mandelbrot => tiles(jobs, size)?,
        Kernel::Own => (0..jobs)
            .map(|job| KernelTask::Own { n: size, job })
            .collect(),
    })
}

/// The book's `SIZE + int(SIZE / JOBS * (i - JOBS / 2))` for i from `JOBS` down to 1, in integers.
fn rc4_len(job: u32, jobs: u32, size: u32) -> u32 {
    let (job, jobs, size) = (i64::from(job), i64::from(jobs), i64::from(size));
    let i = jobs - job;
    // Between size / 2 and size * 3 / 2, which fits.
    (size + size * (2 * i - jobs) / (2 * jobs)) as u32
}

fn numbers(digits: u32) -> Vec<u64> {
    match LARGEST_PRIMES.get(digits as usize - 1) {
        Some(prime) => vec![*prime],
        None => primes::NUMBERS.iter().map(|(number, _)| *number).collect(),
    }
}

fn tiles(jobs: u32, size: u32) -> Result<Vec<KernelTask>, JobsError> {
    let columns = (1..=jobs.isqrt())
        .rev()
        .find(|columns| jobs.is_multiple_of(*columns));
    let columns = columns.unwrap_or(1);
    let rows = jobs / columns;
    if rows > size {
        return Err(JobsError::Tiles {
            jobs,
            rows,
            columns,
            size,
        });
    }
    // At most 8192 × 8192: no product overflows.
    let edge = |index: u32, parts: u32| index * size / parts;
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let tasks = places.map(|(row, column)| {
        let (x, y) = (edge(column, columns), edge(row, rows));
        KernelTask::Mandelbrot {
            view: View::whole(size),
            tile: Tile {
                x,
                y,
                width: edge(column + 1, columns) - x,
                height: edge(row + 1, rows) - y,
            },
            max_iterations: MAX_ITERATIONS,
        }
    });
    Ok(tasks.collect())
}
