// What is measured of a pool in JavaScript; each gives figures by name. The Wasm side has the same
// measures under the same names, for ours.

import { primes } from "../workers/work.js";

const now = () => performance.now();
const times = (count, make) => Promise.all(Array.from({ length: count }, (_, i) => make(i)));

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

// Until each worker has answered.
async function everyWorker(pool, size) {
  const seen = new Set();
  while (seen.size < size) for (const who of await times(size, () => pool.run("who"))) seen.add(who);
}

async function warm(pool, size) {
  await everyWorker(pool, size);
  for (let i = 0; i < 20; i++) await times(size, () => pool.run("noop", i));
}

export const measures = {
  async start(open, size) {
    const begin = now();
    const pool = open(size);
    await everyWorker(pool, size);
    const ready = now() - begin;
    pool.close();
    return { ready };
  },

  async latency(open, size) {
    const pool = open(size);
    await warm(pool, size);
    for (let i = 0; i < 200; i++) await pool.run("noop", i);
    const samples = [];
    for (let i = 0; i < 2000; i++) {
      const begin = now();
      if ((await pool.run("noop", i)) !== i + 1) throw new Error("wrong result");
      samples.push((now() - begin) * 1000);
    }
    pool.close();
    return { samples };
  },

  async noops(open, size, count) {
    const pool = open(size);
    await warm(pool, size);
    const begin = now();
    const results = await times(count, (i) => pool.run("noop", i));
    const elapsed = now() - begin;
    if (results.some((result, i) => result !== i + 1)) throw new Error("wrong result");
    pool.close();
    return { rate: (count / elapsed) * 1000 };
  },

  async buffers(open, size) {
    const pool = open(size);
    await warm(pool, size);
    const length = 16 << 20;
    const echo = async (buffer, mark, send) => {
      new Uint8Array(buffer)[length - 1] = mark;
      const begin = now();
      const back = await send(buffer);
      const took = now() - begin;
      if (back.byteLength !== length || new Uint8Array(back).at(-1) !== mark) throw new Error("wrong result");
      return { back, took };
    };
    const clones = [];
    for (let i = 1; i <= 5; i++) {
      const { buffer } = new Uint8Array(length).fill(i);
      clones.push((await echo(buffer, i, (buffer) => pool.run("echo", buffer))).took);
    }
    // One buffer, again and again: freeing the last one takes longer than handing over the next.
    const samples = [];
    let { buffer } = new Uint8Array(length).fill(1);
    for (let i = 1; pool.transfer && i <= 250; i++) {
      const { back, took } = await echo(buffer, i, (buffer) => pool.transfer(buffer));
      buffer = back;
      samples.push(took * 1000);
    }
    pool.close();
    return { clone: median(clones), samples };
  },

  // Numbers that take about 20 ms here.
  async calibrate() {
    const count = 1000;
    primes(1e6, 20 * count);
    let best = Infinity;
    for (let i = 0; i < 10; i++) {
      const begin = now();
      primes(1e6, count);
      best = Math.min(best, now() - begin);
    }
    return { count: Math.round((count * 20) / best) };
  },

  async equal(open, size, count) {
    return spread(open, size, Array(64).fill(count));
  },

  // A quarter of the jobs is eight times as long as the others, and they come first, every other
  // one: bad luck for whoever deals them out in turn.
  async uneven(open, size, count) {
    return spread(open, size, Array.from({ length: 32 }, (_, i) => (i < 16 && i % 2 === 0 ? 4 * count : count / 2)));
  },

  async endless(open, size) {
    const pool = open(size);
    await warm(pool, size);
    const begin = now();
    await pool.limited(500, "spin").then(() => { throw new Error("it ended"); }, () => {});
    for (let seen = 0; seen < size; ) {
      seen = new Set(await times(size, () => pool.run("busy", 5))).size;
    }
    const whole = now() - begin;
    pool.close();
    return { whole };
  },

  // Until all others of a thousand jobs are done, of which one does not end.
  async strangers(open, size) {
    const pool = open(size);
    await warm(pool, size);
    await times(1000, (i) => pool.run("noop", i));
    const begin = now();
    const jobs = Array.from({ length: 1000 }, (_, i) => (i === 500 ? pool.run("spin") : pool.run("noop", i)));
    // It fails when the pool is closed.
    jobs.splice(500, 1)[0].catch(() => {});
    const settled = Promise.all(jobs).then(() => true, () => true);
    const hung = new Promise((resolve) => setTimeout(() => resolve(false), 2000));
    const rest = (await Promise.race([settled, hung])) ? now() - begin : undefined;
    pool.close();
    return { rest };
  },

  async vanish(open, size) {
    const pool = open(size);
    await warm(pool, size);
    const begin = now();
    const settled = pool.run("vanish").then(() => { throw new Error("it answered"); }, () => true);
    const hung = new Promise((resolve) => setTimeout(() => resolve(false), 2000));
    const noticed = (await Promise.race([settled, hung])) ? now() - begin : undefined;
    pool.close();
    return { noticed };
  },
};

// The same work first here, on the page's own thread and in the pool's own language, then in the pool.
async function spread(open, size, jobs) {
  const pool = open(size);
  const here = pool.primes ?? primes;
  await warm(pool, size);
  await times(2 * size, () => pool.run("primes", 1e6, jobs[0]));
  const expected = [];
  let begin = now();
  for (const count of jobs) expected.push(here(1e6, count));
  const alone = now() - begin;
  begin = now();
  const found = await times(jobs.length, (i) => pool.run("primes", 1e6, jobs[i]));
  const together = now() - begin;
  if (found.some((number, i) => number !== expected[i])) throw new Error("wrong result");
  pool.close();
  return { efficiency: alone / together / Math.min(size, navigator.hardwareConcurrency), ideal: together / (alone / Math.min(size, navigator.hardwareConcurrency)) };
}
