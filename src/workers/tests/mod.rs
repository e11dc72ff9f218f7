//! The pool on simulated workers: every rule of scheduling, dying and ending, to the microsecond.

mod clocks;
mod deaths;
mod lifetimes;
mod random;
mod rescue;
mod scheduling;
mod sim;
mod starts;
