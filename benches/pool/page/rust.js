// Pools in Rust, by the module that `../rust` is compiled to. They have no limits on time, and nothing is handed over.

import { share } from "./peers.js";

const JOBS = ["noop", "who", "busy", "primes", "spin"];

/** What a job is to the module: a number for what to do, and one for how much; or bytes. */
function call(pool, name, args) {
  if (name === "echo") return pool.echo(new Uint8Array(args[0]));
  if (name === "vanish") return pool.vanish();
  return pool.run(JOBS.indexOf(name), args.at(-1) ?? 0);
}

export async function openRust() {
  const module = await import(new URL("rust/pool_peers.js", document.baseURI));
  await module.default();

  function openWasmworker(size) {
    let pool;
    const opened = module.Wasmworker.open(size).then((ready) => (pool = ready));
    return {
      run: (name, ...args) => (pool ? call(pool, name, args) : opened.then((pool) => call(pool, name, args))),
      primes: module.primes_here,
      close: () => void opened.then((pool) => pool.free()),
    };
  }

  function openGloo(size) {
    const loader = new URL("workers/gloo.js", document.baseURI).href;
    const workers = Array.from({ length: size }, () => module.Gloo.open(loader));
    const run = share(workers, (worker, { name, args }) => call(worker, name, args));
    return {
      run: (name, ...args) => run({ name, args }),
      primes: module.primes_here,
      close: () => workers.forEach((worker) => worker.free()),
    };
  }

  return { wasmworker: openWasmworker, "gloo-worker": openGloo };
}
