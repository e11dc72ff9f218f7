//! Interleaved rounds: each subject once per round, so that a busy moment of the machine meets all.

use std::time::Duration;

const ROUNDS: usize = 15;

/// A run of a subject; gives the time of what is measured, without preparation.
pub type Run<'a> = &'a mut dyn FnMut() -> Duration;

/// Prints a line per subject: subject, metric, unit, median, minimum, maximum, with tabs between.
pub fn compare(metric: &str, count: usize, subjects: &mut [(&str, Run<'_>)]) {
    let mut samples = vec![Vec::new(); subjects.len()];
    // The first round warms up.
    for round in 0..=ROUNDS {
        for ((_, run), samples) in subjects.iter_mut().zip(&mut samples) {
            let micros = run().as_secs_f64() * 1e6 / count as f64;
            if round > 0 {
                samples.push(micros);
            }
        }
    }
    for ((subject, _), mut samples) in subjects.iter().zip(samples) {
        samples.sort_by(f64::total_cmp);
        let (min, max) = (samples[0], samples[ROUNDS - 1]);
        let median = samples[ROUNDS / 2];
        println!("{subject}\t{metric} of {count}\tµs\t{median:.4}\t{min:.4}\t{max:.4}");
    }
}
