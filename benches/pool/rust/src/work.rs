//! The jobs, as those in `../../workers/work.js`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub fn now() -> f64;
    #[wasm_bindgen(js_name = close)]
    fn close_worker();
}

thread_local! {
    static ME: u32 = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
}

pub fn me() -> u32 {
    ME.with(|me| *me)
}

pub fn busy(ms: f64) -> u32 {
    let until = now() + ms;
    while now() < until {}
    me()
}

pub fn primes(from: u32, count: u32) -> u32 {
    let is_prime = |number: &u32| {
        let mut divisor = 2;
        while divisor * divisor <= *number && !number.is_multiple_of(divisor) {
            divisor += 1;
        }
        *number > 1 && divisor * divisor > *number
    };
    (from..from + count).filter(is_prime).count() as u32
}

pub fn spin() -> ! {
    loop {
        std::hint::spin_loop();
    }
}

/// The worker goes without an answer: what this returns never comes.
pub async fn vanish() {
    close_worker();
    std::future::pending().await
}
