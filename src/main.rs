//! Entry of the page's Wasm: in a window the app.

fn main() {
    #[cfg(all(target_arch = "wasm32", feature = "app"))]
    photofinish::app::start();
}
