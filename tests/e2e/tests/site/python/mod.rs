//! Programs in Python that run in the page: what they do, beside the same ones outside of it.

mod access;
mod chapter;
mod editor;
mod ends;
mod executors;
mod failing;
mod here;
mod hostile;
mod lessons;
mod meddling;
mod memory;
mod native;
mod offline;
mod planned;
mod plans;
mod pools;
mod results;
mod same;
mod times;
mod twins;
mod waiting;
