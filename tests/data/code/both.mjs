// 20 flags, at most 5 at once, beside 12 jobs by 2 workers: each as soon as it is there.
// Needs Node 20 or newer, and a server: `cargo xtask serve`.

import { createHash } from "node:crypto";
import { once } from "node:events";
import { Worker, isMainThread, parentPort } from "node:worker_threads";

const BASE = "http://127.0.0.1:8001/flags";
const MAX_WORKERS = 5;
const WORKERS = 2;
const TIMEOUT = 5000; // milliseconds
const CODES = [
  "BD", "BR", "CD", "CN", "DE", "EG", "ET", "FR", "ID", "IN", "IR", "JP", "MX", "NG", "PH", "PK",
  "RU", "TR", "US", "VN",
];
const JOBS = Array.from({ length: 12 }, (_, n) => [42 + n, 1048576]);

async function download(cc) {
  const code = cc.toLowerCase();
  const signal = AbortSignal.timeout(TIMEOUT);
  const response = await fetch(`${BASE}/${code}/${code}.svg`, { signal });
  if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status });
  return response.arrayBuffer();
}

// Errors are results: none of them ends the others.
const failed = (error) => (error.status === 404 ? "not found" : "error");
const downloadOne = async (cc) => [cc, await download(cc).then(() => "ok", failed)];

/** The page's: SplitMix32. */
function randomBytes(seed, length) {
  const words = new Uint32Array(Math.ceil(length / 4));
  for (let n = 0; n < words.length; n++) {
    let z = (seed + Math.imul(n + 1, 0x9e3779b9)) | 0;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    words[n] = z ^ (z >>> 15);
  }
  return new Uint8Array(words.buffer, 0, length);
}

function work([seed, length]) {
  const digest = createHash("sha256").update(randomBytes(seed, length)).digest("hex");
  return `${digest.slice(0, 16)}…`;
}

function label([, length]) {
  return `${(length / 1024).toFixed(1)} KB`;
}

/** A promise for each input; `mapper` is called for at most `concurrency` of them at once. */
function submitAll(inputs, mapper, { concurrency: free }) {
  const waiting = [];
  const enter = async () => (free > 0 ? free-- : new Promise((resolve) => waiting.push(resolve)));
  const leave = () => (waiting.shift() ?? (() => free++))();
  return inputs.map((input) => enter().then(() => mapper(input)).finally(leave));
}

/** A worker that takes one job after the other until there are none. */
async function drain(queue, deliver) {
  const worker = new Worker(new URL(import.meta.url));
  for (const job of queue) {
    worker.postMessage(job);
    const [result] = await once(worker, "message"); // or the worker's error
    deliver(job, result);
  }
  await worker.terminate();
}

if (!isMainThread) {
  parentPort.on("message", (job) => parentPort.postMessage(work(job)));
} else {
  const start = performance.now();
  const counts = {};
  const deliver = (what, status) => {
    counts[status] = (counts[status] ?? 0) + 1;
    console.log(what, status);
  };
  const downloads = submitAll(CODES, downloadOne, { concurrency: MAX_WORKERS });
  const queue = JOBS.values();
  await Promise.all([
    ...downloads.map((each) => each.then(([cc, status]) => deliver(cc, status))),
    ...Array.from({ length: WORKERS }, () => drain(queue, (job) => deliver(label(job), "ok"))),
  ]);
  for (const [status, count] of Object.entries(counts)) console.log(count, status);
  console.log(`Elapsed time: ${((performance.now() - start) / 1000).toFixed(2)}s`);
}
