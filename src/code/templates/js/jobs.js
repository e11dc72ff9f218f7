// «title»
// Needs Node 20 or newer.

import { createHash } from "node:crypto"; ⟦?sha256⟧
import { once } from "node:events";
import { Worker, isMainThread, parentPort } from "node:worker_threads";

const WORKERS = «workers»;
«jobs»

«kernel»

«pool»

if (!isMainThread) {
  parentPort.on("message", (job) => parentPort.postMessage(work(job)));
} else {
  for (let workers = 1; workers <= WORKERS; workers++) { ⟦?sweep⟧
  «main» ⟦!sweep⟧
    «main» ⟦?sweep⟧
  } ⟦?sweep⟧
}
