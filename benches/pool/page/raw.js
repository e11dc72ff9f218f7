// Pools by hand, the floor under every library: an idle worker gets the next job, or the next few.

export class RawPool {
  constructor(size, { perMessage = 1 } = {}) {
    this.perMessage = perMessage;
    this.queue = [];
    this.first = 0;
    this.jobs = new Map();
    this.lastId = 0;
    this.workers = new Set();
    for (let i = 0; i < size; i++) this.add();
  }

  add() {
    const worker = new Worker("workers/raw.js");
    worker.held = [];
    worker.onmessage = ({ data }) => {
      for (const { id, value } of [data].flat()) {
        const job = this.jobs.get(id);
        this.jobs.delete(id);
        clearTimeout(job.timer);
        job.resolve(value);
      }
      worker.held = [];
      this.feed(worker);
    };
    this.workers.add(worker);
    return worker;
  }

  feed(worker) {
    const left = this.queue.length - this.first;
    if (left === 0 || worker.held.length > 0) return;
    const share = Math.ceil(left / (2 * this.workers.size));
    const count = Math.max(1, Math.min(this.perMessage, share));
    worker.held = this.queue.slice(this.first, this.first + count);
    this.first += count;
    if (this.first === this.queue.length) [this.queue, this.first] = [[], 0];
    const messages = worker.held.map(({ id, name, args, transfer }) => ({ id, name, args, transfer: !!transfer }));
    const [{ limit, transfer }] = worker.held;
    if (limit) worker.held[0].timer = setTimeout(() => this.replace(worker), limit);
    if (this.perMessage > 1) worker.postMessage(messages);
    else worker.postMessage(messages[0], transfer ?? []);
  }

  replace(worker) {
    worker.terminate();
    this.workers.delete(worker);
    for (const { id, reject } of worker.held) {
      this.jobs.delete(id);
      reject(new Error("ran too long"));
    }
    this.feed(this.add());
  }

  submit(name, args, options) {
    return new Promise((resolve, reject) => {
      const job = { id: ++this.lastId, name, args, resolve, reject, ...options };
      this.jobs.set(job.id, job);
      this.queue.push(job);
      if (this.perMessage === 1) return this.feedIdle();
      // Jobs of one turn travel together.
      if (!this.planned) queueMicrotask(() => ((this.planned = false), this.feedAll()));
      this.planned = true;
    });
  }

  feedIdle() {
    for (const worker of this.workers) if (worker.held.length === 0) return this.feed(worker);
  }

  feedAll() {
    for (const worker of this.workers) this.feed(worker);
  }

  run(name, ...args) {
    return this.submit(name, args);
  }

  transfer(buffer) {
    return this.submit("echo", [buffer], { transfer: [buffer] });
  }

  limited(limit, name, ...args) {
    return this.submit(name, args, { limit });
  }

  close() {
    for (const worker of this.workers) worker.terminate();
  }
}
