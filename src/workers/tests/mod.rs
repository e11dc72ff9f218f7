//! The pool on simulated workers: every rule of scheduling, dying and ending, to the microsecond.

mod deaths;
mod lifetimes;
mod random;
mod scheduling;
mod sim;
