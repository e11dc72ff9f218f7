//! The Wasm module of everything but races, and of its workers.

/// Where the workers begin.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn photofinish_worker() {
    photofinish::lab::work().await;
}

/// Draws the settings of a query as programs, in an element of whichever module shows them. They ask the origin at `outside`, and
/// in the page the one at `inside`, whose files end in `extension`. The lines of these turns are lit.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn photofinish_code(
    host: web_sys::Element,
    query: String,
    outside: String,
    inside: String,
    extension: String,
    is_simulated: bool,
    lit: u8,
) {
    let asked = photofinish::app::code::Asked {
        query: query.into(),
        outside: outside.into(),
        inside: inside.into(),
        extension: extension.into(),
        is_simulated,
    };
    photofinish::app::code::draw(host, asked, lit);
}

/// That element goes.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn photofinish_leave_code(host: &web_sys::Element) {
    photofinish::app::code::leave(host);
}

/// Carries out the command of this name, on the page of whichever module is shown.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn photofinish_command(name: &str) {
    photofinish::app::carry_out(name);
}

/// Opens the sheet from which the settings of a query are shared, and the run of which `export` was made is saved.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn photofinish_sheet(export: Option<String>, query: &str) {
    photofinish::app::open_sheet(export.as_deref(), query);
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    photofinish::app::start::<photofinish::app::LabPage>(photofinish::app::screens::Module::Lab);
}
