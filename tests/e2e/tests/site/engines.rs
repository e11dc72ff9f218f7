//! The engines of the kernels as they are published, JavaScript and Wasm without and with SIMD: each
//! gives the same answers, else comparing their speed would mean nothing.

use e2e::{StaticHost, drive_at};
use serde_json::Value;

/// Calls back with how many answers were compared, and with those that differ.
const COMPARE: &str = r"
    const done = arguments[arguments.length - 1];
    const names = performance.getEntriesByType('resource').map(({ name }) => name);
    const beside = names.find((name) => name.endsWith('/early.js'));
    const load = async (file) => {
        const engine = await import(new URL(file, beside).href);
        await engine.default?.();
        return engine;
    };
    // An error is an answer too, whatever its words.
    const answer = (engine, [kernel, ...inputs]) => {
        let is;
        try { is = engine[kernel](...inputs); } catch (error) { is = `${error instanceof Error}`; }
        return is instanceof Uint8Array ? is.join() : `${typeof is} ${is}`;
    };
    const questions = () => {
        const all = [];
        // Around the sizes of words, of SHA-256's blocks, of vectors and of chunks.
        const lengths = [0, 1, 3, 4, 15, 16, 17, 55, 56, 63, 64, 65, 119, 120, 4095, 4096, 4097, 70001];
        for (const seed of [0, 1, 7, 2 ** 31, 2 ** 32 - 1]) {
            for (const length of lengths) all.push(['sha256', seed, length], ['rc4', seed, length]);
        }
        const numbers = Array.from({ length: 500 }, (_, i) => BigInt(i));
        for (const power of [2n ** 16n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 10n ** 12n]) {
            for (let i = -9n; i < 10n; i++) numbers.push(power + i);
        }
        // The largest there are, a square of a prime, and one too large.
        numbers.push(9999999999999917n, 10n ** 16n, 99999989n ** 2n, 10n ** 16n + 1n);
        for (const number of numbers) all.push(['smallestDivisor', number], ['isPrime', number]);
        // The whole, its finest edge, and a view that leaves at once; widths around that of a vector.
        for (const view of [[-2, -1.5, 3 / 64], [-0.7485, 0.1, 1e-5], [-6, -6, 0.125]]) {
            for (const iterations of [1, 255, 256, 1000]) {
                all.push(['mandelbrot', ...view, 0, 0, 64, 64, iterations]);
                for (let width = 0; width < 10; width++) {
                    all.push(['mandelbrot', ...view, 11, 30, width, 3, iterations]);
                }
            }
        }
        return all;
    };
    (async () => {
        const files = ['kernels.js', 'engines/kernels.js', 'engines/kernels_simd.js'];
        const engines = await Promise.all(files.map(load));
        const different = [];
        const all = questions();
        for (const question of all) {
            const answers = engines.map((engine) => answer(engine, question));
            if (new Set(answers).size > 1) different.push(`${question}: ${answers.join(' | ').slice(0, 300)}`);
        }
        done({ compared: all.length, different });
    })().catch((error) => done({ different: [String(error)] }));
";

#[test]
fn all_engines_give_the_same_answers() {
    let host = StaticHost::start("photofinish");
    drive_at(
        &format!("{}?lang=en&experiment=workers", host.address),
        async |page| {
            page.find("button", "Start").await;
            let compared = page.client().execute_async(COMPARE, Vec::new()).await;
            let compared = compared.expect("the engines can be asked");
            assert_eq!(compared["different"], Value::Array(Vec::new()));
            assert_eq!(compared["compared"], 1510);
        },
    );
}
