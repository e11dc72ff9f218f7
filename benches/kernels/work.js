// The worker in which everything is measured, as the lesson's engines run in workers: each subject by the same call.

import { sha256 as noble } from "./noble/sha2.js";
import { load } from "./engines.js";

const files = { JavaScript: "kernels.js", Wasm: "engines/kernels.js", "Wasm + SIMD": "engines/kernels_simd.js" };
const engines = {};
for (const [name, file] of Object.entries(files)) {
  // A browser without SIMD has one subject fewer.
  engines[name] = await load(new URL(file, import.meta.url).href).catch(() => undefined);
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

let memory = new Uint8Array();

const calls = {
  digest(engine, size) {
    if (memory.length !== size) memory = engines.JavaScript.seededBytes(7, size);
    if (engine === "@noble/hashes") return () => hex(noble(memory));
    if (engine === "WebCrypto") return async () => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", memory)));
    return () => engines[engine].sha256Digest(memory);
  },
  sha256: (engine, size) => () => engines[engine].sha256(7, size),
  rc4: (engine, size) => () => String(engines[engine].rc4(7, size)),
  mandelbrot(engine, size) {
    const pixels = () => engines[engine].mandelbrot(-2.05, -1.3, 2.6 / size, 0, 0, size, size, 1000);
    return () => String(pixels().reduce((sum, pixel) => sum + pixel, 0));
  },
};

onmessage = async ({ data: { kernel, engine, size } }) => {
  try {
    const call = calls[kernel](engine, size);
    const begin = performance.now();
    const answer = await call();
    postMessage({ took: performance.now() - begin, answer });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
postMessage({ engines: Object.keys(files).filter((name) => engines[name]) });
