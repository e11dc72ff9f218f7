//! A function in JavaScript of a person's own: what is kept of it, and the field in which it stands.

#[cfg(target_arch = "wasm32")]
pub mod draft;
#[cfg(target_arch = "wasm32")]
mod field;
pub mod link;
pub mod told;

#[cfg(target_arch = "wasm32")]
pub use field::{OwnFunction, Refused};

/// What stands in the field to begin with: work of some tenths of a second, with a result that can be checked.
pub const FIRST: &str = "\
(n, job) => {
  // The Collatz problem: which start up to n takes the most steps to 1?
  let [best, most] = [1, 0];
  for (let start = 1; start <= n; start++) {
    let [number, steps] = [start, 0];
    while (number !== 1) {
      number = number % 2 === 0 ? number / 2 : 3 * number + 1;
      steps += 1;
    }
    if (steps > most) [best, most] = [start, steps];
  }
  return `${best}: ${most} steps`;
}";
