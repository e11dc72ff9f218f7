//! Each number of each sentence against a model that knows the truth from elsewhere: random runs on
//! the virtual clock, through the real drivers, beside a browser, a server and cores that keep their
//! own accounts. What a sentence says is read back out of its text, in both languages; a sentence
//! that no template knows, or a number that the accounts do not confirm, fails.
#![cfg(not(target_arch = "wasm32"))]

mod accounts;
mod browser;
mod cores;
mod jobs;
mod langs;
mod race;
mod random;
mod read;
mod requests;
mod still;
