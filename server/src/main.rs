//! Serves the app and the flags.
fn main() {}
