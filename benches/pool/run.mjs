// Measures our pool beside the others, in one page of a real browser.
//
//     node run.mjs PHOTOFINISH_DIR RUST_DIR [--rounds N] [--only a,b] [--workers 2,4] [--measures start,…]
//
// PHOTOFINISH_DIR holds our Wasm, bound by wasm-bindgen as `pool_bench.js`, RUST_DIR that of the others
// in Rust, `rust/`, as `pool_peers.js`. In every round each
// pool is measured once, one after another, in an order of its own. Prints one line per figure, with
// tabs between: subject, workers, metric, unit, median, minimum, maximum.
//
// While short times are measured every core has something to do of the lowest priority (`chrt`, of
// Linux). A core with nothing to do goes to sleep, and waking it can take longer than a message does:
// then what is measured is which pool met sleeping cores, not what a pool itself costs.

import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { build } from "esbuild";
import { chromium } from "playwright-core";

import { FLAGS, list, print, shuffled } from "../harness.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const { positionals: [wasm, rust], values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: "" },
    workers: { type: "string", default: "2,4" },
    measures: { type: "string", default: "" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
  },
});

// Measure, its arguments, and what its figures are called.
const NOOPS = (count) => ["noops", [count], { rate: [`${count} no-ops`, "1/s"] }];
const PLAN = [
  ["start", [], { ready: ["pool ready", "ms"] }],
  ["latency", [], { p50: ["no-op round trip p50", "µs"], p99: ["no-op round trip p99", "µs"] }],
  NOOPS(10_000),
  NOOPS(1_000),
  ["buffers", [], { clone: ["16 MiB clone", "ms"], p50: ["16 MiB transfer", "µs"] }],
  ["equal", ["count"], { efficiency: ["64 × 20 ms efficiency", "of ideal"] }],
  ["uneven", ["count"], { ideal: ["uneven jobs", "× ideal"] }],
  ["endless", [], { whole: ["whole again after an endless job of 500 ms", "ms"] }],
  ["strangers", [], { rest: ["999 tiny ones beside an endless one", "ms"] }],
  ["vanish", [], { noticed: ["vanished worker noticed", "ms"] }],
];
// Those of short times.
const SHORT = ["latency", "buffers", "vanish"];
// What a pool cannot do is not asked of it.
const CANNOT = {
  "raw-batch": ["buffers", "endless", "strangers", "vanish"],
  comlink: ["endless"],
  // It never comes back from one.
  "poolifier-web-worker": ["endless"],
  threads: ["endless"],
  greenlet: ["equal", "uneven", "endless", "strangers", "vanish"],
  wasmworker: ["endless"],
  "gloo-worker": ["endless"],
};
// What is compiled from Rust computes as much in 20 ms as ours does.
const RUST = ["photofinish", "wasmworker", "gloo-worker"];
// They cannot end a worker that does not end by itself: the page is left after it.
const LEAVES = { wasmworker: ["strangers"], "gloo-worker": ["strangers"] };

const out = await mkdtemp(join(tmpdir(), "pool-bench-"));
const empty = join(here, "page/empty.cjs");
await build({
  absWorkingDir: here,
  entryPoints: { page: "page/main.js" },
  bundle: true, minify: true, format: "esm", platform: "browser", outdir: out,
  alias: aliases(), define: defines(), logLevel: "error",
});
const workers = ["raw", "workerpool", "comlink", "threads"];
await build({
  absWorkingDir: here,
  entryPoints: Object.fromEntries(workers.map((name) => [`workers/${name}`, `workers/${name}.js`])),
  bundle: true, minify: true, format: "iife", platform: "browser", outdir: out,
  alias: aliases(), define: defines(), logLevel: "error",
});
await build({
  absWorkingDir: here,
  entryPoints: { "workers/poolifier": "workers/poolifier.js" },
  bundle: true, minify: true, format: "esm", platform: "browser", outdir: out,
  alias: aliases(), define: defines(), logLevel: "error",
});

// Modules of node that some libraries ask for and do not need in a browser; and the build of
// poolifier for browsers, which its package description hides behind the one for Deno.
function aliases() {
  const none = Object.fromEntries(["os", "worker_threads", "node:worker_threads", "child_process", "tiny-worker"].map((name) => [name, empty]));
  return { ...none, "poolifier-web-worker": join(here, "node_modules/poolifier-web-worker/browser/mod.js") };
}

function defines() {
  return { "process.env.NODE_ENV": '"production"', "process.env.THREADS_WORKER_INIT_TIMEOUT": "undefined" };
}

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };
// With these the clock ticks in 5 µs, not in 100.
// And scripts are kept, as those of a published page are.
const HEADERS = {
  "Cache-Control": "max-age=3600",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};
const PAGE = "<!doctype html><meta charset=utf-8><title>Pools</title><script type=module src=page.js></script>";
const server = createServer(async ({ url }, answer) => {
  const path = normalize(new URL(url, "http://localhost").pathname);
  const file = path.startsWith("/photofinish/") ? join(wasm, path.slice(13))
    : path.startsWith("/rust/") ? join(rust, path.slice(6))
    // It imports what is served, so it is not bundled.
    : path === "/workers/gloo.js" ? join(here, path)
    : join(out, path);
  const body = path === "/" ? PAGE : await readFile(file).catch(() => undefined);
  answer.writeHead(body ? 200 : 404, { ...HEADERS, "Content-Type": TYPES[extname(path)] ?? "text/html" });
  answer.end(body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const address = `http://127.0.0.1:${server.address().port}/`;

const profile = await mkdtemp(join(tmpdir(), "pool-bench-profile-"));
let context = await openBrowser();
let page = await openPage();

function openBrowser() {
  return chromium.launchPersistentContext(profile, {
    executablePath: options.chromium,
    args: FLAGS,
  });
}

async function openPage() {
  const page = await context.newPage();
  page.on("pageerror", (error) => process.stderr.write(`page: ${error}\n`));
  await page.goto(address);
  await page.waitForFunction(() => window.subjects, undefined, { timeout: 60_000 });
  return page;
}

const measure = (subject, ...call) =>
  Promise.race([
    page.evaluate(([subject, call]) => window.measure(subject, ...call), [subject, call]),
    new Promise((_, fail) => setTimeout(() => fail(new Error("took longer than 40 s")), 40_000).unref()),
  ]);

const known = await page.evaluate(() => window.subjects);
const subjects = options.only ? list(options.only) : known;
const counts = {};
for (const side of ["photofinish", "raw"]) counts[side] = (await measure(side, "calibrate", 2)).count;

// Without these a signal would only end the browser, and the next one would be opened.
for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const idlers = await Promise.all(Array.from({ length: availableParallelism() }, idler));

// A process that runs when nobody else does, and no longer than this one; stopped for now. In a
// group of its own, as a group with stopped processes may be hung up on.
function idler() {
  const loop = "const { ppid } = process; while (process.ppid === ppid);";
  const child = spawn("chrt", ["--idle", "0", process.execPath, "-e", loop], { detached: true, stdio: "ignore" });
  process.on("exit", () => child.kill("SIGKILL"));
  child.unref();
  return new Promise((resolve) => {
    child.on("spawn", () => resolve(child.kill("SIGSTOP") && child));
    child.on("error", (error) => {
      process.stderr.write(`cores may sleep: ${error.message}\n`);
      resolve({ kill() {} });
    });
  });
}

const results = new Map();
const rounds = Number(options.rounds);
for (let round = 0; round < rounds; round++) {
  for (const size of list(options.workers).map(Number)) {
    for (const subject of shuffled(subjects)) {
      for (const [name, args, figures] of PLAN) {
        if (options.measures && !list(options.measures).includes(name)) continue;
        if (CANNOT[subject]?.includes(name)) continue;
        const count = counts[RUST.includes(subject) ? "photofinish" : "raw"];
        const call = args.map((arg) => (arg === "count" ? count : arg));
        const awake = SHORT.includes(name);
        if (awake) idlers.forEach((child) => child.kill("SIGCONT"));
        try {
          keep(subject, size, figures, quantiles(await measure(subject, name, size, ...call)));
        } catch (error) {
          process.stderr.write(`${subject}, ${size} workers, ${name}: ${String(error.message).split("\n")[0]}\n`);
          // Whatever is left of it must not disturb the others, and the browser may be gone.
          await context.close().catch(() => {});
          context = await openBrowser();
          page = await openPage();
        }
        if (awake) idlers.forEach((child) => child.kill("SIGSTOP"));
        if (LEAVES[subject]?.includes(name)) {
          await page.close();
          page = await openPage();
        }
        await new Promise((resume) => setTimeout(resume, 60));
      }
    }
  }
  process.stderr.write(`round ${round + 1} of ${rounds}, load ${loadavg()[0].toFixed(2)}\n`);
}

// The clock ticks in 5 µs: what reads the same lies anywhere within a tick, evenly spread.
function quantiles({ samples, ...values }) {
  if (!samples?.length) return values;
  const tick = 5;
  const ticks = samples.map((sample) => Math.round(sample / tick)).sort((a, b) => a - b);
  const at = (part) => {
    const place = part * ticks.length;
    const value = ticks[Math.min(ticks.length - 1, Math.floor(place))];
    const below = ticks.findIndex((other) => other >= value);
    const same = ticks.filter((other) => other === value).length;
    return tick * (value - 0.5 + (place - below) / same);
  };
  return { ...values, p50: at(0.5), p99: at(0.99) };
}

function keep(subject, size, figures, values) {
  for (const [key, [metric, unit]] of Object.entries(figures)) {
    const id = [subject, size, metric, unit].join("\t");
    if (!results.has(id)) results.set(id, []);
    if (values[key] !== undefined) results.get(id).push(values[key]);
    else if (key === "noticed" || key === "rest") process.stderr.write(`${subject}: ${metric}: not in 2 s\n`);
  }
}

for (const [id, values] of results) {
  if (values.length === 0) continue;
  print([id], values);
}

await context.close();
server.close();
await Promise.all([rm(profile, { recursive: true, force: true }), rm(out, { recursive: true, force: true })]);
