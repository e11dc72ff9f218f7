//! A pool of workers in a page that Trunk builds: `trunk serve`.
//!
//! There is nothing to tell Trunk about the workers: they load what it wrote for the page.

use concurrent_futures::workers::WorkerPool;
use concurrent_futures::{Error, job};

const BELOW: u64 = 100_000;
const PIECE: u64 = 5_000;

/// The start of the longest chain of one piece, and its steps.
#[job]
fn longest_chain(from: u64) -> (u64, u32) {
    let steps = |start: u64| {
        let chain = std::iter::successors(Some(start), |n| match n {
            1 => None,
            n if n.is_multiple_of(2) => Some(n / 2),
            n => Some(3 * n + 1),
        });
        chain.skip(1).count() as u32
    };
    let starts = from.max(1)..from + PIECE;
    let longest = starts.map(|start| (start, steps(start)));
    longest.max_by_key(|(_, steps)| *steps).unwrap_or((1, 0))
}

#[concurrent_futures::main]
async fn main() -> Result<(), Error> {
    let pool = WorkerPool::new()?;
    let pieces = (0..BELOW).step_by(PIECE as usize);
    let chains = pool.map(longest_chain, pieces).collect_ok().await?;
    if let Some((start, steps)) = chains.into_iter().max_by_key(|(_, steps)| *steps) {
        show(&format!("from {start}, {steps} steps"));
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
