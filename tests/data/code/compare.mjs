// 20 flags in three ways, at most 5 at once.
// Needs Node 18 or newer, or a browser's console, and a server: `cargo xtask serve`.

const BASE = "http://127.0.0.1:8001/flags";
const MAX_WORKERS = 5;
const TIMEOUT = 5000; // milliseconds
const RETRIES = 2;
const PLAN = { // what seed 42 has in store for each, as in the page
  BD: ["715"], BR: ["549"], CD: ["830"], CN: ["610"], DE: ["232"], EG: ["672"], ET: ["327"],
  FR: ["346&status=503", "115&status=503", "952"], ID: ["648&status=503", "830"], IN: ["963"],
  IR: ["924"], JP: ["242"], MX: ["733"], NG: ["928"], PH: ["879"], PK: ["167"],
  RU: ["546&status=503", "538&status=503", "173"], TR: ["341"], US: ["143"], VN: ["324"],
};

async function download(cc) {
  const code = cc.toLowerCase();
  for (let attempt = 0; ; attempt++) {
    try {
      const signal = AbortSignal.timeout(TIMEOUT);
      const url = `${BASE}/${code}/${code}.svg?delay=${PLAN[cc][attempt]}`;
      const response = await fetch(url, { signal });
      if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status });
      return await response.arrayBuffer();
    } catch (error) {
      // Only what may pass by itself is tried again.
      const status = error.name === "TimeoutError" ? 0 : (error.status ?? 503);
      const mayPass = status === 408 || status === 429 || status >= 500;
      if (attempt === RETRIES || !mayPass) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
    }
  }
}

// Errors are results: none of them ends the others.
const failed = (error) => (error.status === 404 ? "not found" : "error");
const downloadOne = async (cc) => [cc, await download(cc).then(() => "ok", failed)];

/** A promise for each input; `mapper` is called for at most `concurrency` of them at once. */
function submitAll(inputs, mapper, { concurrency: free }) {
  const waiting = [];
  const enter = async () => (free > 0 ? free-- : new Promise((resolve) => waiting.push(resolve)));
  const leave = () => (waiting.shift() ?? (() => free++))();
  return inputs.map((input) => enter().then(() => mapper(input)).finally(leave));
}

/** Promises of what comes first, second and so on, whichever of these promises it is from. */
function asCompleted(promises) {
  const settle = [];
  const arrivals = promises.map(() => new Promise((resolve) => settle.push(resolve)));
  for (const promise of promises) promise.then((value) => settle.shift()(value));
  return arrivals;
}

for (const strategy of ["sequential", "map", "as_completed"]) {
  const start = performance.now();
  const counts = {};
  const concurrency = strategy === "sequential" ? 1 : MAX_WORKERS;
  const promises = submitAll(Object.keys(PLAN), downloadOne, { concurrency });
  const order = strategy === "as_completed" ? asCompleted(promises) : promises;
  for await (const [cc, status] of order) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  console.log(strategy);
  for (const [status, count] of Object.entries(counts)) console.log(count, status);
  console.log(`Elapsed time: ${((performance.now() - start) / 1000).toFixed(2)}s`);
}
