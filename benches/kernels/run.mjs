// Measures the kernels of the lab in every engine: plain JavaScript, Wasm, Wasm with SIMD, a library from npm, the browser's own
// digest, and the same crate natively; in two browsers.
//
//     node run.mjs ENGINES NATIVE --chromedriver FILE --geckodriver FILE [--rounds N] [--only a,b] [--site ADDRESS]
//
// ENGINES is a folder with what the site has: `kernels.js`, `engines.js`, and both Wasm modules in `engines/`. NATIVE is
// `native.rs`, compiled. In every round each subject has its turn once, in an order of its own: three calls, the quickest of which
// counts. The first round does not count, as what runs in it is still being compiled. Prints one line per figure, with tabs between: subject, workers, metric, unit, median,
// minimum, maximum. All must give the same answer.
//
// With the address of a site the lesson on engines is run in it once in a round, by its own button, and its table read: its ratios
// must lie where those measured here do.

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { loadavg } from "node:os";
import { extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { FLAGS, list, print, shuffled } from "../harness.mjs";
import { lesson } from "./lesson.mjs";
import { open } from "./webdriver.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const { positionals: [folder, program], values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: "digest,sha256,rc4,mandelbrot" },
    site: { type: "string" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
    chromedriver: { type: "string", default: "chromedriver" },
    geckodriver: { type: "string", default: "geckodriver" },
  },
});

// Size, amount of work in it, what its figures are called, and who else can do it.
const KERNELS = {
  digest: [1 << 22, 4.194304, "SHA-256 of 4 MiB in memory", "MB/s", ["@noble/hashes", "WebCrypto"]],
  sha256: [1 << 22, 4.194304, "SHA-256, bytes made as needed", "MB/s", []],
  rc4: [1 << 20, 1.048576, "RC4, there and back", "MB/s", []],
  mandelbrot: [256, 0.065536, "Mandelbrot, 1000 iterations", "Mpixel/s", []],
};
const BASE = "JavaScript";
const CALLS = 3;
const kernels = list(options.only);

// ---- What is served: the harness's own files, the library's, and those of the site.

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };
const PAGE = `<!doctype html><meta charset=utf-8><title>Kernels</title><script>
  const worker = new Worker("work.js", { type: "module" });
  const heard = () => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message ?? "the worker did not start"));
  });
  window.ready = heard();
  window.measure = (job) => { const answer = heard(); worker.postMessage(job); return answer; };
</script>`;
const server = createServer(async ({ url }, answer) => {
  const path = normalize(new URL(url, "http://localhost").pathname);
  const file = path === "/work.js" ? join(here, path)
    : path.startsWith("/noble/") ? join(here, "node_modules/@noble/hashes", path.slice(7))
    : join(folder, path);
  const body = path === "/" ? PAGE : await readFile(file).catch(() => undefined);
  answer.writeHead(body ? 200 : 404, { "Content-Type": TYPES[extname(path)] ?? "text/html" });
  answer.end(body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const address = `http://127.0.0.1:${server.address().port}/`;

// Without these a signal would leave the drivers behind.
for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

// ---- Who is measured.

const AWAIT = "const done = arguments[arguments.length - 1]; ";
const BROWSERS = {
  Chromium: [options.chromedriver, { "goog:chromeOptions": { binary: options.chromium, args: FLAGS } }],
  Firefox: [options.geckodriver, { "moz:firefoxOptions": { args: ["-headless"] } }],
};
const browsers = {};
const subjects = [{ where: "native", engine: "native", kernels, ask: native() }];
for (const [name, how] of Object.entries(BROWSERS)) {
  const browser = (browsers[name] = await open(...how));
  await browser.go(address);
  const told = await browser.run(`${AWAIT} ready.then(done, (error) => done({ error: String(error) }))`);
  if (told.error) throw new Error(`${name}: ${told.error}`);
  const ask = (job) => browser.run(`${AWAIT} measure(arguments[0]).then(done, (error) => done({ error: String(error) }))`, job);
  for (const engine of told.engines) subjects.push({ where: name, engine, kernels, ask });
  for (const engine of new Set(kernels.flatMap((kernel) => KERNELS[kernel][4]))) {
    subjects.push({ where: name, engine, kernels: kernels.filter((kernel) => KERNELS[kernel][4].includes(engine)), ask });
  }
}

/** The program beside this one: a line for each question, and one for its answer. */
function native() {
  const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  process.on("exit", () => child.kill());
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return async ({ kernel, size }) => {
    child.stdin.write(`${kernel} ${size}\n`);
    const { value } = await lines.next();
    const [took, answer] = (value ?? "").split(" ");
    return value ? { took: Number(took), answer } : { error: "it ended" };
  };
}

// ---- The rounds.

const speeds = new Map();
const answers = {};

async function turn({ where, engine, ask }, kernel, isCounted) {
  const [size, work] = KERNELS[kernel];
  let quickest = Infinity;
  for (let call = 0; call < CALLS; call++) {
    const { took, answer, error } = await ask({ kernel, engine, size });
    if (error) throw new Error(`${where}, ${engine}, ${kernel}: ${error}`);
    answers[kernel] ??= answer;
    if (answer !== answers[kernel]) throw new Error(`${where}, ${engine}, ${kernel}: ${answer} is not ${answers[kernel]}`);
    quickest = Math.min(quickest, took);
  }
  if (!isCounted) return;
  const id = [where, engine, kernel].join("\t");
  if (!speeds.has(id)) speeds.set(id, []);
  speeds.get(id).push(work / (quickest / 1000));
}

const told = new Map();
const rounds = Number(options.rounds);
for (let round = 0; round <= rounds; round++) {
  const turns = subjects.flatMap((subject) => subject.kernels.map((kernel) => [subject, kernel]));
  for (const [subject, kernel] of shuffled(turns)) await turn(subject, kernel, round > 0);
  if (options.site && round > 0) {
    for (const [name, browser] of Object.entries(browsers)) {
      for (const [engine, times] of await lesson(browser, options.site)) {
        const id = [name, engine].join("\t");
        told.set(id, [...(told.get(id) ?? []), times]);
      }
      await browser.go(address);
      await browser.run(`${AWAIT} ready.then(done, done)`);
    }
  }
  process.stderr.write(`round ${round} of ${rounds}, load ${loadavg()[0].toFixed(2)}\n`);
}

// ---- What came of it.

const named = (where, engine) => (where === engine ? engine : `${where}, ${engine}`);
const ratios = (where, engine, kernel) => {
  // A ratio per round, side by side; not one of two medians.
  const base = speeds.get([where === "native" ? "Chromium" : where, BASE, kernel].join("\t"));
  return speeds.get([where, engine, kernel].join("\t"))?.map((speed, round) => speed / base[round]);
};
for (const [id, values] of speeds) {
  const [where, engine, kernel] = id.split("\t");
  const [, , metric, unit] = KERNELS[kernel];
  print([named(where, engine), 1, metric, unit], values);
  print([named(where, engine), 1, `${metric}, beside JavaScript`, "of its speed"], ratios(where, engine, kernel));
}
for (const [id, values] of told) {
  const [where, engine] = id.split("\t");
  const metric = `${KERNELS.sha256[2]}, beside JavaScript`;
  print([`${named(where, engine)}, told by the lesson`, 1, metric, "of its speed"], values);
  const here = ratios(where, engine, "sha256");
  if (!here) continue;
  const apart = Math.max(...values) < Math.min(...here) || Math.min(...values) > Math.max(...here);
  process.stderr.write(`${named(where, engine)}: the lesson's ratio lies ${apart ? "OUTSIDE" : "within"} the spread of these\n`);
}

await Promise.all(Object.values(browsers).map((browser) => browser.close()));
process.exit(0);
