// «title»
// Needs Node 20 or newer, and a server: `cargo xtask serve`. ⟦!elsewhere⟧
// Needs Node 20 or newer. ⟦?elsewhere⟧

import { createHash } from "node:crypto"; ⟦?sha256⟧
import { once } from "node:events";
import { Worker, isMainThread, parentPort } from "node:worker_threads";

const BASE = «base»; ⟦!list⟧
const MAX_WORKERS = «max_workers»;
const WORKERS = «workers»;
const TIMEOUT = «timeout»; // milliseconds
const RETRIES = «retries»; ⟦?retries⟧
«codes»
«jobs»

«download»

«kernel»

«limited»

«pool»

if (!isMainThread) {
  parentPort.on("message", (job) => parentPort.postMessage(work(job)));
} else {
  const start = performance.now();
  const counts = {};
  const deliver = (what, status) => { ⟦deliver⟧
    counts[status] = (counts[status] ?? 0) + 1; ⟦deliver⟧
    console.log(what, status); ⟦?verbose⟧
  };
  const downloads = submitAll(«all», downloadOne, { concurrency: MAX_WORKERS }); ⟦submit⟧
  const queue = JOBS.values(); ⟦submit⟧
  await Promise.all([
    ...downloads.map((each) => each.then(([cc, status]) => deliver(cc, status))), ⟦deliver⟧
    ...Array.from({ length: WORKERS }, () => drain(queue, (job) => deliver(label(job), "ok"))), ⟦?verbose⟧
    ...Array.from({ length: WORKERS }, () => drain(queue, (job) => deliver(job, "ok"))), ⟦!verbose⟧
  ]);
  for (const [status, count] of Object.entries(counts)) console.log(count, status);
  console.log(`Elapsed time: ${((performance.now() - start) / 1000).toFixed(2)}s`);
}
