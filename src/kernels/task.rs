//! One job of any kernel: as data to send to a worker, running, and as data to send back.

use serde::{Deserialize, Serialize};

use super::mandelbrot::{MAX_PIXELS, MandelbrotJob, Tile, View};
use super::primes::{MAX_NUMBER, Primality, PrimalityJob};
use super::rc4::{Rc4Job, Rc4Output};
use super::sha256::{self, Sha256Job};
use super::stepper::{Step, Stepper};

/// What to compute: all that a job needs, in a few bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum KernelTask {
    /// The SHA-256 digest of the first `len` bytes of the sequence of `seed`.
    Sha256 {
        /// Where the bytes come from.
        seed: u32,
        /// How many.
        len: u32,
    },
    /// The same bytes encrypted and decrypted with RC4.
    Rc4 {
        /// Where the bytes come from.
        seed: u32,
        /// How many.
        len: u32,
    },
    /// Whether a number is prime.
    Prime {
        /// The number, up to [`MAX_NUMBER`].
        number: u64,
    },
    /// A tile of the Mandelbrot set.
    Mandelbrot {
        /// The picture it is a part of.
        view: View,
        /// Which part.
        tile: Tile,
        /// How long a point is looked at before it counts as inside.
        max_iterations: u32,
    },
    /// A call of a person's own function.
    Own {
        /// Its first argument.
        n: u32,
        /// Its second: which job it is, from 0.
        job: u32,
    },
}

/// A task that cannot be started.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TaskError {
    /// A number too large to be checked exactly.
    #[error("{number} is too large to check: the largest is {MAX_NUMBER}")]
    NumberTooLarge {
        /// The number.
        number: u64,
    },
    /// A tile that would take too much memory.
    #[error("a tile of {width} × {height} is too large: it may have {MAX_PIXELS} pixels")]
    TileTooLarge {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// A person's own function, which is in JavaScript.
    #[error("a function of one's own runs in workers of its own")]
    Own,
}

impl KernelTask {
    /// The job, at its start.
    ///
    /// # Errors
    /// When the task asks for more than its kernel can do. No task made by [`jobs`](super::jobs) does.
    pub fn start(&self) -> Result<KernelJob, TaskError> {
        match *self {
            Self::Sha256 { seed, len } => Ok(KernelJob::Sha256(Sha256Job::new(seed, len))),
            Self::Rc4 { seed, len } => Ok(KernelJob::Rc4(Box::new(Rc4Job::new(seed, len)))),
            Self::Prime { number } => PrimalityJob::new(number)
                .map(KernelJob::Prime)
                .ok_or(TaskError::NumberTooLarge { number }),
            Self::Mandelbrot {
                view,
                tile,
                max_iterations,
            } => MandelbrotJob::new(view, tile, max_iterations)
                .map(|job| KernelJob::Mandelbrot(tile, job))
                .ok_or(TaskError::TileTooLarge {
                    width: tile.width,
                    height: tile.height,
                }),
            Self::Own { .. } => Err(TaskError::Own),
        }
    }

    /// A short name for it, to tell it from the others of its run.
    pub fn label(&self) -> String {
        match self {
            // As the book prints it.
            Self::Sha256 { len, .. } | Self::Rc4 { len, .. } => {
                format!("{:.1} KB", f64::from(*len) / 1024.0)
            }
            Self::Prime { number } => number.to_string(),
            Self::Mandelbrot { tile, .. } => {
                format!("{},{} {}×{}", tile.x, tile.y, tile.width, tile.height)
            }
            Self::Own { n, job } => format!("f({n}, {job})"),
        }
    }
}

/// A job of any kernel, somewhere between its start and its end.
#[derive(Clone, Debug)]
pub enum KernelJob {
    /// SHA-256.
    Sha256(Sha256Job),
    /// RC4.
    Rc4(Box<Rc4Job>),
    /// Primality.
    Prime(PrimalityJob),
    /// Mandelbrot, and the tile, for the output to name it.
    Mandelbrot(Tile, MandelbrotJob),
}

impl Stepper for KernelJob {
    type Output = KernelOutput;

    fn step(&mut self, units: u64) -> Step<KernelOutput> {
        match self {
            Self::Sha256(job) => job.step(units).map(|digest| KernelOutput::Sha256 {
                digest: sha256::hex(&digest),
            }),
            Self::Rc4(job) => job.step(units).map(
                |Rc4Output {
                     checksum,
                     recovered,
                 }| KernelOutput::Rc4 {
                    checksum,
                    recovered,
                },
            ),
            Self::Prime(job) => job.step(units).map(KernelOutput::Prime),
            Self::Mandelbrot(tile, job) => {
                let tile = *tile;
                job.step(units)
                    .map(|pixels| KernelOutput::Mandelbrot { tile, pixels })
            }
        }
    }

    fn progress(&self) -> f64 {
        match self {
            Self::Sha256(job) => job.progress(),
            Self::Rc4(job) => job.progress(),
            Self::Prime(job) => job.progress(),
            Self::Mandelbrot(_, job) => job.progress(),
        }
    }
}

/// What came of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KernelOutput {
    /// SHA-256.
    Sha256 {
        /// The digest, in hexadecimal digits.
        digest: String,
    },
    /// RC4.
    Rc4 {
        /// FNV-1a (32 bits) of the encrypted bytes.
        checksum: u32,
        /// Whether decryption gave back what was encrypted.
        recovered: bool,
    },
    /// Primality.
    Prime(Primality),
    /// Mandelbrot.
    Mandelbrot {
        /// Where the pixels belong.
        tile: Tile,
        /// Row by row: 0 inside the set, else 1 to 255 by how soon the point left.
        pixels: Vec<u8>,
    },
    /// What a person's own function returned, written out and cut to a bounded length.
    Own {
        /// The text.
        text: String,
    },
}

impl KernelOutput {
    /// It in a few words.
    pub fn summary(&self) -> String {
        match self {
            Self::Sha256 { digest } => format!("{}…", digest.chars().take(16).collect::<String>()),
            Self::Rc4 {
                checksum,
                recovered: true,
            } => format!("checksum {checksum:08x}"),
            Self::Rc4 {
                recovered: false, ..
            } => "decryption did not give back the input".to_owned(),
            Self::Prime(Primality { is_prime: true, .. }) => "prime".to_owned(),
            Self::Prime(Primality {
                smallest_divisor: Some(divisor),
                ..
            }) => format!("divisible by {divisor}"),
            Self::Prime(_) => "not prime".to_owned(),
            Self::Mandelbrot { pixels, .. } => {
                let inside = pixels.iter().filter(|pixel| **pixel == 0).count();
                format!("{inside} of {} pixels inside", pixels.len())
            }
            Self::Own { text } => text.clone(),
        }
    }
}
