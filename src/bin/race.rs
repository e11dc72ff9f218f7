//! The Wasm module of the page of races.

fn main() {
    #[cfg(target_arch = "wasm32")]
    photofinish::app::start::<photofinish::app::RacePage>();
}
