// The page: all pools in one place, called from outside by name.

import { measures } from "./measures.js";
import { peers as scripts } from "./peers.js";
import { openRust } from "./rust.js";

const wasm = await import(new URL("photofinish/pool_bench.js", document.baseURI));
await wasm.default();
const peers = { ...scripts, ...(await openRust()) };

window.measure = async (subject, name, size, ...args) => {
  if (subject !== "photofinish") return measures[name](peers[subject], size, ...args);
  return JSON.parse(await wasm[name](size, ...args));
};
window.subjects = ["photofinish", ...Object.keys(peers)];
