// Every pool behind the same few methods: `run`, `transfer`, `close`, and `limited` where there is
// a limit on the time of a job.

import * as Comlink from "comlink";
import greenlet from "greenlet";
import { FixedThreadPool } from "poolifier-web-worker";
import { Pool, Transfer, Worker as ThreadsWorker, spawn } from "threads";
import workerpool from "workerpool";

import { RawPool } from "./raw.js";

const address = (name) => new URL(`workers/${name}.js`, document.baseURI).href;

function openWorkerpool(size) {
  const pool = workerpool.pool(address("workerpool"), { minWorkers: size, maxWorkers: size });
  return {
    run: (name, ...args) => pool.exec(name, args),
    transfer: (buffer) => pool.exec("transfer", [buffer], { transfer: [buffer] }),
    limited: (limit, name, ...args) => pool.exec(name, args).timeout(limit),
    close: () => void pool.terminate(true),
  };
}

function openPoolifier(size) {
  const pool = new FixedThreadPool(size, new URL(address("poolifier")), {
    enableTasksQueue: true,
    errorEventHandler: () => {},
    tasksQueueOptions: { concurrency: 1 },
    workerOptions: { type: "module" },
  });
  return {
    run: (name, ...args) => pool.execute(args, name),
    transfer: (buffer) => pool.execute(buffer, "transfer", undefined, [buffer]),
    limited: (limit, name, ...args) => pool.execute(args, name, AbortSignal.timeout(limit)),
    close: () => void pool.destroy().catch(() => {}),
  };
}

function openThreads(size) {
  const pool = Pool(() => spawn(new ThreadsWorker(address("threads"))), size);
  // What it gives back is only like a promise.
  const queue = (call) => new Promise((resolve, reject) => void pool.queue(call).then(resolve, reject));
  return {
    run: (name, ...args) => queue((worker) => worker[name](...args)),
    transfer: (buffer) => queue((worker) => worker.transfer(Transfer(buffer, [buffer]))),
    close: () => void pool.terminate(true).catch(() => {}),
  };
}

// For those that know one worker only: the idle one takes the next job.
export function share(members, call) {
  const [idle, queue] = [[...members], []];
  let first = 0;
  const next = async (member) => {
    if (first === queue.length) return void idle.push(member);
    const { job, resolve, reject } = queue[first];
    queue[first++] = undefined;
    await call(member, job).then(resolve, reject);
    next(member);
  };
  return (job) =>
    new Promise((resolve, reject) => {
      if (first === queue.length) [queue.length, first] = [0, 0];
      queue.push({ job, resolve, reject });
      if (idle.length > 0) next(idle.pop());
    });
}

function openComlink(size) {
  const workers = Array.from({ length: size }, () => new Worker(address("comlink")));
  const run = share(workers.map((worker) => Comlink.wrap(worker)), (proxy, { name, args }) => proxy[name](...args));
  return {
    run: (name, ...args) => run({ name, args }),
    transfer: (buffer) => run({ name: "transfer", args: [Comlink.transfer(buffer, [buffer])] }),
    close: () => workers.forEach((worker) => worker.terminate()),
  };
}

// A worker for one function, given as source text; it cannot be ended.
function openGreenlet(size) {
  const members = Array.from({ length: size }, () =>
    greenlet(
      new Function(
        "name",
        "args",
        `self.me ??= Math.floor(Math.random() * 2 ** 50);
         if (name === "noop") return args[0] + 1;
         if (name === "who") return self.me;
         if (name === "echo") return args[0];
         throw new Error(name);`,
      ),
    ),
  );
  const run = share(members, (member, { name, args }) => member(name, args));
  return { run: (name, ...args) => run({ name, args }), close() {} };
}

export const peers = {
  raw: (size) => new RawPool(size),
  "raw-batch": (size) => new RawPool(size, { perMessage: 64 }),
  workerpool: openWorkerpool,
  comlink: openComlink,
  threads: openThreads,
  "poolifier-web-worker": openPoolifier,
  greenlet: openGreenlet,
};
