//! A pool of workers with nothing but wasm-bindgen:
//!
//! ```sh
//! cargo build --release --target wasm32-unknown-unknown
//! wasm-bindgen --target web --out-dir site target/wasm32-unknown-unknown/release/example-plain.wasm
//! cp index.html site/
//! ```
//!
//! Any server of static files can serve `site`.

use concurrent_futures::completion::as_completed;
use concurrent_futures::workers::WorkerPool;
use concurrent_futures::{Error, job};

const BELOW: u32 = 200_000;
const PIECES: u32 = 40;

/// How many primes there are from one number up to, but without, another.
#[job]
fn count_primes(from: u32, to: u32) -> u32 {
    let is_prime = |n: &u32| {
        *n > 1
            && (2..)
                .take_while(|d| d * d <= *n)
                .all(|d| !n.is_multiple_of(d))
    };
    (from..to).filter(is_prime).count() as u32
}

#[concurrent_futures::main]
async fn main() -> Result<(), Error> {
    let pool = WorkerPool::new()?;
    let pieces = (0..PIECES).map(|i| (BELOW / PIECES * i, BELOW / PIECES * (i + 1)));
    let futures = pieces.map(|piece| pool.submit(count_primes, piece));
    let futures = futures.collect::<Result<Vec<_>, _>>()?;

    let (mut primes, mut done) = (0, 0);
    let mut arrivals = as_completed(futures, None);
    while let Some(future) = arrivals.next().await {
        primes += future?.await?;
        done += 1;
        match done {
            PIECES => show(&primes.to_string()),
            _ => show(&format!("{primes} so far, {done} of {PIECES} pieces")),
        }
    }
    Ok(())
}

fn show(text: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let output = document.and_then(|document| document.query_selector("output").ok()?);
    if let Some(output) = output {
        output.set_text_content(Some(text));
    }
}
