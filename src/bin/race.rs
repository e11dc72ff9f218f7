//! The Wasm module of races, which is all that a first visit loads.

fn main() {
    #[cfg(target_arch = "wasm32")]
    photofinish::app::start::<photofinish::app::RacePage>(photofinish::app::screens::Module::Race);
}
