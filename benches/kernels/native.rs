//! The kernels as `cargo xtask bench kernels` asks for them natively: a line with name and size comes
//! in, and one with milliseconds and answer goes out.

use std::io::{self, BufRead, Write};
use std::time::Instant;

use photofinish_kernels::Stepper;
use photofinish_kernels::mandelbrot::{MandelbrotJob, Tile, View};
use photofinish_kernels::random::SeededBytes;
use photofinish_kernels::rc4::Rc4Job;
use photofinish_kernels::sha256::{Sha256Job, digest, hex};

/// As `work.js` has it.
const SEED: u32 = 7;
const MAX_ITERATIONS: u32 = 1000;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let asked = line.split_once(' ');
        let Some((kernel, size)) =
            asked.and_then(|(kernel, size)| Some((kernel, size.parse().ok()?)))
        else {
            return Err(io::Error::other(format!("{line:?} asks for nothing")));
        };
        let memory = match kernel {
            "digest" => SeededBytes::take(SEED, size as usize),
            _ => Vec::new(),
        };
        let begin = Instant::now();
        let Some(answer) = answer(kernel, size, &memory) else {
            return Err(io::Error::other(format!("there is no kernel {kernel}")));
        };
        let took = begin.elapsed().as_secs_f64() * 1000.0;
        writeln!(out, "{took} {answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn answer(kernel: &str, size: u32, memory: &[u8]) -> Option<String> {
    match kernel {
        "digest" => Some(hex(&digest(memory))),
        "sha256" => Some(hex(&Sha256Job::new(SEED, size).run_to_end())),
        "rc4" => {
            let output = Rc4Job::new(SEED, size).run_to_end();
            output.recovered.then(|| output.checksum.to_string())
        }
        "mandelbrot" => {
            let tile = Tile {
                x: 0,
                y: 0,
                width: size,
                height: size,
            };
            let pixels = MandelbrotJob::new(View::whole(size), tile, MAX_ITERATIONS)?.run_to_end();
            let sum: u64 = pixels.iter().map(|pixel| u64::from(*pixel)).sum();
            Some(sum.to_string())
        }
        _ => None,
    }
}
