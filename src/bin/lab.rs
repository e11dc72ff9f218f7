//! The Wasm module of the page of everything but races, and of its workers.

/// Where the workers begin.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn photofinish_worker() {
    photofinish::lab::work().await;
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    photofinish::app::start::<photofinish::app::LabPage>();
}
