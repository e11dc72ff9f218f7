//! The programs that the page shows, run against the server: by CPython, on a cluster of Dask, by Node.
//!
//! `python3` has to know the packages of `clients/python/requirements.txt`, and `PHOTOFINISH_SERVER` names the server's
//! program; `cargo xtask test programs` sees to both.
#![cfg(all(feature = "program-tests", not(target_arch = "wasm32")))]

mod jobs;
mod lessons;
mod races;
mod recorder;
mod stage;
