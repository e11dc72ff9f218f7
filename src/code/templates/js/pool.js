/** A worker that takes one job after the other until there are none. */
function drain(queue, deliver) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url));
    let job;
    const next = () => {
      const { done, value } = queue.next();
      job = value;
      if (done) worker.terminate().then(resolve, reject);
      else worker.postMessage(job);
    };
    worker.on("error", reject);
    worker.on("message", (result) => {
      deliver(job, result); ⟦deliver⟧
      next();
    });
    next();
  });
}
