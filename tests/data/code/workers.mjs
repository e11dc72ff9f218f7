// 20 jobs by 2 workers: each result as soon as it is there.
// Needs Node 20 or newer.

import { once } from "node:events";
import { Worker, isMainThread, parentPort } from "node:worker_threads";

const WORKERS = 2;
const JOBS = [
  9999999999999999n, 9999999999999917n, 7777777777777777n, 7777777777777753n, 7777777536340681n,
  6666667141414921n, 6666666666666719n, 6666666666666666n, 5555555555555555n, 5555555555555503n,
  5555553133149889n, 4444444488888889n, 4444444444444444n, 4444444444444423n, 3333335652092209n,
  3333333333333333n, 3333333333333301n, 299593572317531n, 142702110479723n, 2n,
];

function work(number) {
  if (number < 2n) return "not prime";
  if (number % 2n === 0n) return number === 2n ? "prime" : "divisible by 2";
  // Odd d divides 2h + 1 just when h leaves (d - 1) / 2, and h is exact where 2h + 1 is not.
  const half = Number(number / 2n);
  for (let d = 3; d * d <= 2 * half + 1; d += 2) {
    if (half % d === (d - 1) / 2) return `divisible by ${d}`;
  }
  return "prime";
}

/** A worker that takes one job after the other until there are none. */
async function drain(queue, deliver = () => {}) {
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
  const queue = JOBS.values();
  await Promise.all(Array.from({ length: WORKERS }, () => drain(queue)));
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  console.log(`${WORKERS} workers, elapsed time: ${seconds}s`);
}
