//! A pool of workers for a page in JavaScript, which Vite builds:
//!
//! ```sh
//! wasm-pack build --target web --out-dir public/pkg
//! npm install && npx vite
//! ```
//!
//! What wasm-bindgen writes goes into `public/`, from where Vite serves and copies it as it is: workers load
//! the very file that started the program, and a part of a bundle is no such file.
#![cfg(target_arch = "wasm32")]

use concurrent_futures::job;
use concurrent_futures::workers::WorkerPool;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

const PIECE: u32 = 10_000;

/// How many primes there are in one piece.
#[job]
fn primes_of_piece(from: u32, to: u32) -> u32 {
    let is_prime = |n: &u32| {
        *n > 1
            && (2..)
                .take_while(|d| d * d <= *n)
                .all(|d| !n.is_multiple_of(d))
    };
    (from..to).filter(is_prime).count() as u32
}

#[job]
fn endless() {
    loop {
        std::hint::spin_loop();
    }
}

/// What the page has: a pool, for functions of this module.
#[wasm_bindgen]
pub struct Primes {
    pool: WorkerPool,
}

#[wasm_bindgen]
impl Primes {
    /// Makes the pool.
    ///
    /// # Errors
    /// Within a worker.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Primes, JsError> {
        let pool = WorkerPool::new()?;
        Ok(Primes { pool })
    }

    /// How many primes there are below a number.
    ///
    /// # Errors
    /// What went wrong in a worker.
    pub async fn count(&self, below: u32) -> Result<u32, JsError> {
        let starts = (0..below).step_by(PIECE as usize);
        let pieces = starts.map(move |from| (from, below.min(from + PIECE)));
        let counts = self.pool.map(primes_of_piece, pieces);
        Ok(counts.collect_ok().await?.into_iter().sum())
    }

    /// Computes for ever, or until the signal says so.
    ///
    /// # Errors
    /// That it was stopped.
    pub async fn endless(&self, signal: AbortSignal) -> Result<(), JsError> {
        let future = self.pool.submit(endless, ())?;
        future.abort_on(&signal);
        Ok(future.await?)
    }
}
