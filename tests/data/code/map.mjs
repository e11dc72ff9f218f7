// 20 flags, at most 5 at once, in the order of submission.
// Needs Node 18 or newer, or a browser's console, and a server: `cargo xtask serve`.

const BASE = "http://127.0.0.1:8001/flags";
const MAX_WORKERS = 5;
const TIMEOUT = 5000; // milliseconds
const PLAN = { // what seed 42 has in store for each, as in the page
  BD: "715", BR: "549", CD: "830", CN: "610", DE: "232", EG: "672", ET: "327", FR: "346", ID: "648",
  IN: "963", IR: "924", JP: "242", MX: "733", NG: "928", PH: "879", PK: "167", RU: "546", TR: "341",
  US: "143", VN: "324",
};

async function download(cc) {
  const code = cc.toLowerCase();
  const signal = AbortSignal.timeout(TIMEOUT);
  const response = await fetch(`${BASE}/${code}/${code}.svg?delay=${PLAN[cc]}`, { signal });
  if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status });
  return response.arrayBuffer();
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

const start = performance.now();
const counts = {};
const promises = submitAll(Object.keys(PLAN), downloadOne, { concurrency: MAX_WORKERS });
for await (const [cc, status] of promises) {
  counts[status] = (counts[status] ?? 0) + 1;
  console.log(cc, status);
}
for (const [status, count] of Object.entries(counts)) console.log(count, status);
console.log(`Elapsed time: ${((performance.now() - start) / 1000).toFixed(2)}s`);
