//! What the core costs: per ready future, per future that settles while awaited, per task from
//! submit to result, and whether that stays the same from a thousand to a million. Side by side
//! with `futures::stream::FuturesUnordered`, in interleaved rounds.
//!
//! `cargo xtask bench core` runs this, the memory and CPython's numbers, and prints one table.

#[cfg(not(target_arch = "wasm32"))]
mod rounds;
#[cfg(not(target_arch = "wasm32"))]
mod subjects;

/// Measured natively.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use rounds::compare;

    for count in [1_000, 10_000, 100_000, 1_000_000] {
        compare(
            "ready futures, each",
            count,
            &mut [
                ("photofinish as_completed", &mut || {
                    subjects::as_completed_ready(count)
                }),
                ("photofinish wait", &mut || subjects::wait_ready(count)),
                ("FuturesUnordered", &mut || subjects::unordered_ready(count)),
            ],
        );
    }
    let count = 100_000;
    compare(
        "settled while awaited, each",
        count,
        &mut [
            ("photofinish as_completed", &mut || {
                subjects::as_completed_pending(count)
            }),
            ("FuturesUnordered", &mut || {
                subjects::unordered_pending(count)
            }),
        ],
    );
    for count in [1_000, 10_000, 100_000, 1_000_000] {
        compare(
            "submit to result, 4 at once, each",
            count,
            &mut [
                ("photofinish as_completed", &mut || {
                    subjects::submit_all(count)
                }),
                ("FuturesUnordered", &mut || {
                    subjects::buffer_unordered(count)
                }),
            ],
        );
    }
    compare(
        "submit to result, one by one, each",
        count,
        &mut [("photofinish await", &mut || {
            subjects::submit_one_by_one(count)
        })],
    );
    compare(
        "map to results, 4 at once, each",
        count,
        &mut [
            ("photofinish map", &mut || subjects::map_all(count)),
            ("FuturesOrdered", &mut || subjects::buffered(count)),
        ],
    );
}
