/** A worker that takes one job after the other until there are none. */
async function drain(queue, deliver = () => {}) { ⟦!both !verbose⟧
async function drain(queue, deliver) { ⟦?both⟧
async function drain(queue, deliver) { ⟦!both ?verbose⟧
  const worker = new Worker(new URL(import.meta.url));
  for (const job of queue) {
    worker.postMessage(job);
    const [result] = await once(worker, "message"); // or the worker's error
    deliver(job, result); ⟦deliver⟧
  }
  await worker.terminate();
}
