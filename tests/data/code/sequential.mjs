// 20 flags, one after the other.
// Needs Node 18 or newer, or a browser's console, and a server that answers: `cargo xtask serve`.

const BASE = "http://127.0.0.1:8001/flags";
const MAX_WORKERS = 1;
const TIMEOUT = 5000; // milliseconds
const PLAN = { // what seed 42 has in store for each, as in the page
  BD: "delay=715", BR: "delay=549", CD: "delay=830", CN: "delay=610", DE: "delay=232",
  EG: "delay=672", ET: "delay=327", FR: "delay=346", ID: "delay=648", IN: "delay=963",
  IR: "delay=924", JP: "delay=242", MX: "delay=733", NG: "delay=928", PH: "delay=879",
  PK: "delay=167", RU: "delay=546", TR: "delay=341", US: "delay=143", VN: "delay=324",
};

async function download(cc) {
  const code = cc.toLowerCase();
  const signal = AbortSignal.timeout(TIMEOUT);
  const response = await fetch(`${BASE}/${code}/${code}.svg?${PLAN[cc]}`, { signal });
  if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status });
  return response.arrayBuffer();
}

// Errors are results: none of them ends the others.
const failed = (error) => (error.status === 404 ? "not found" : "error");
const downloadOne = async (cc) => [cc, await download(cc).then(() => "ok", failed)];

/** A promise for each input; `mapper` is called for at most `concurrency` of them at once. */
function submitAll(inputs, mapper, { concurrency: free }) {
  const waiting = [];
  const enter = () => (free > 0 ? free-- : new Promise((resolve) => waiting.push(resolve)));
  const leave = () => (waiting.shift() ?? (() => free++))();
  return inputs.map(async (input) => {
    await enter();
    return mapper(input).finally(leave);
  });
}

const start = performance.now();
const counts = {};
const promises = submitAll(Object.keys(PLAN), downloadOne, { concurrency: MAX_WORKERS });
for await (const [cc, status] of promises) {
  counts[status] = (counts[status] ?? 0) + 1;
}
for (const [status, count] of Object.entries(counts)) console.log(count, status);
console.log(`Elapsed time: ${((performance.now() - start) / 1000).toFixed(2)}s`);
