//! CPU-bound work to race: what one thread, several workers and faster engines are compared on.
//!
//! Four kernels, all pure Rust and all deterministic: what they work on comes from a seed, so the same task gives the
//! same output natively, in Wasm with or without SIMD, and in the plain JavaScript of `www/kernels.js`.
//!
//! | kernel | one job | an ideal for |
//! |---|---|---|
//! | [`Kernel::Sha256`] | the digest of some random bytes | equal jobs, a well-kept library |
//! | [`Kernel::Rc4`] | encrypt and decrypt some random bytes | unequal jobs, the longest first |
//! | [`Kernel::Primes`] | trial division of one number | jobs between a microsecond and a second |
//! | [`Kernel::Mandelbrot`] | one tile of a picture | seeing the order in which jobs finish |
//!
//! The first three are those of the book "Fluent Python": RC4 and SHA-256 from the futures chapter of the first edition,
//! primes from the second; without a size, [`jobs`] makes the book's job lists.
//!
//! ```
//! use photofinish_kernels::{Kernel, Stepper, jobs};
//!
//! let tasks = jobs(Kernel::Sha256, 2, 100_000, 7)?;
//! let mut job = tasks[0].start()?;
//! let output = job.run_to_end(); // or `job.step(1)` in a loop, which can stop at any time
//! assert_eq!(tasks[0].label(), "97.7 KB");
//! assert_eq!(output.summary(), "6f8f5edc4a1edf61…");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod jobs;
mod kernel;
pub mod mandelbrot;
pub mod primes;
pub mod random;
pub mod rc4;
pub mod sha256;
mod stepper;
mod task;

pub use jobs::{JobsError, jobs};
pub use kernel::{Kernel, UnknownKernel};
pub use stepper::{Step, Stepper};
pub use task::{KernelJob, KernelOutput, KernelTask, TaskError};
