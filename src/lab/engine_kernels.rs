//! The same kernels in JavaScript and in Wasm modules of their own, run in a worker.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::Engine;
use crate::kernels::primes::Primality;
use crate::kernels::{KernelOutput, KernelTask, TaskError};
use crate::workers::JobError;

#[wasm_bindgen]
extern "C" {
    /// What `www/kernels.js` and both builds of `engines/` export.
    type Kernels;
    #[wasm_bindgen(method, catch)]
    fn sha256(this: &Kernels, seed: u32, len: u32) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn rc4(this: &Kernels, seed: u32, len: u32) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, catch, js_name = smallestDivisor)]
    fn smallest_divisor(this: &Kernels, number: u64) -> Result<Option<u64>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = isPrime)]
    fn is_prime(this: &Kernels, number: u64) -> Result<bool, JsValue>;
    #[allow(clippy::too_many_arguments)]
    #[wasm_bindgen(method, catch)]
    fn mandelbrot(
        this: &Kernels,
        left: f64,
        top: f64,
        pixel: f64,
        x: u32,
        y: u32,
        width: u32,
        height: u32,
        max_iterations: u32,
    ) -> Result<Vec<u8>, JsValue>;

    /// This module's own address, beside which the engines lie.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static GLUE: String;
}

#[wasm_bindgen(module = "/www/engines.js")]
extern "C" {
    /// Loads a module and, if it is the JavaScript of a Wasm module, that too.
    #[wasm_bindgen(catch)]
    async fn load(address: &str) -> Result<JsValue, JsValue>;
}

thread_local! {
    static LOADED: RefCell<Vec<(Engine, Result<Kernels, String>)>> = RefCell::default();
}

/// Loads all engines; what keeps one from being loaded is told to those who want it.
pub(super) async fn load_all() {
    for engine in Engine::ALL {
        let file = match engine {
            Engine::JavaScript => "./kernels.js",
            Engine::Wasm => "./engines/kernels.js",
            Engine::WasmSimd => "./engines/kernels_simd.js",
        };
        let address = web_sys::Url::new_with_base(file, &GLUE.with(Clone::clone));
        let loaded = match address {
            Ok(address) => load(&address.href()).await,
            Err(error) => Err(error),
        };
        let loaded = loaded
            .map(JsCast::unchecked_into)
            .map_err(|error| text(&error));
        LOADED.with_borrow_mut(|all| all.push((engine, loaded)));
    }
}

/// Whether the engine is there.
///
/// # Errors
/// Why it is not.
pub(super) fn check(engine: Engine) -> Result<(), JobError> {
    with(engine, |_| Ok(()))
}

/// Runs a kernel on an engine.
///
/// # Errors
/// The engine's own, or why it is not there.
pub(super) fn compute(engine: Engine, task: &KernelTask) -> Result<KernelOutput, JobError> {
    with(engine, |kernels| run(kernels, task))
}

fn with<T>(
    engine: Engine,
    run: impl FnOnce(&Kernels) -> Result<T, JsValue>,
) -> Result<T, JobError> {
    LOADED.with_borrow(
        |all| match all.iter().find(|(loaded, _)| *loaded == engine) {
            Some((_, Ok(kernels))) => run(kernels).map_err(|error| JobError::message(text(&error))),
            Some((_, Err(cause))) => Err(JobError::message(format!(
                "{} cannot be loaded in this browser: {cause}",
                engine.name()
            ))),
            None => Err(JobError::message(format!(
                "{} was not loaded",
                engine.name()
            ))),
        },
    )
}

fn run(kernels: &Kernels, task: &KernelTask) -> Result<KernelOutput, JsValue> {
    Ok(match *task {
        KernelTask::Sha256 { seed, len } => KernelOutput::Sha256 {
            digest: kernels.sha256(seed, len)?,
        },
        KernelTask::Rc4 { seed, len } => KernelOutput::Rc4 {
            checksum: kernels.rc4(seed, len)?,
            recovered: true,
        },
        KernelTask::Prime { number } => {
            let smallest_divisor = kernels.smallest_divisor(number)?;
            let is_prime = smallest_divisor.is_none() && number > 1;
            KernelOutput::Prime(Primality {
                number,
                is_prime,
                smallest_divisor,
            })
        }
        KernelTask::Mandelbrot {
            view,
            tile,
            max_iterations,
        } => {
            let pixels = kernels.mandelbrot(
                view.left,
                view.top,
                view.pixel,
                tile.x,
                tile.y,
                tile.width,
                tile.height,
                max_iterations,
            )?;
            KernelOutput::Mandelbrot { tile, pixels }
        }
        KernelTask::Own { .. } => return Err(TaskError::Own.to_string().into()),
    })
}

fn text(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}
