// What the page costs while it shows something, how it grows with what it shows, and how long it takes to be there.
//
//     node run.mjs ADDRESS [--rounds N] [--only frames,growth,start,lighthouse] [--lighthouse FOLDER]
//
// ADDRESS is where the site is served. Every subject has its turn once in a round, in an order of its own, on a page of its
// own. Prints one line per figure, with tabs between: subject, how many lanes, metric, unit, median, minimum, maximum.
//
// Frames are animation frames as the page itself sees them; a task is one of the Long Tasks API, which tells those above
// 50 ms only: 0 is none. Main-thread time and memory are DevTools' (Performance.getMetrics).

import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { chromium } from "playwright-core";

import { FLAGS, list, metrics, print, shuffled } from "../harness.mjs";
import { watch, watched } from "./watch.mjs";

const { positionals: [address], values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: "frames,growth,start,lighthouse" },
    lighthouse: { type: "string" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
  },
});
const only = list(options.only);
const IDLE = "page at rest";
const PATIENCE = 300_000;

const browser = await chromium.launch({ executablePath: options.chromium, args: FLAGS });
const results = new Map();

function keep(subject, many, metric, unit, value) {
  const id = [subject, many, metric, unit].join("\t");
  if (!results.has(id)) results.set(id, []);
  results.get(id).push(value);
}

// ---- Frames, while something is shown.

const jobs = (count, size) => `?lang=en&experiment=workers&where=pool&workers=2&kernel=primes&jobs=${count}&size=${size}`;
const race = (count, most, delay) =>
  `?lang=en&codes=every&limit=${count}&server=delay&strategy=as_completed&max_workers=${most}&error_rate=0&delay=${delay}`;

const LIVE = [
  [IDLE, 0, "?lang=en", (page) => page.waitForTimeout(3000)],
  ["race, 50 at once", 676, race(676, 50, "50-150"), run],
  ["jobs", 10_000, jobs(10_000, 13), run],
  ["jobs", 100_000, jobs(100_000, 1), run],
  ["Python: loaded, and 20 flags", 20, race(20, 5, "100-1000"), runPython],
];

async function frames() {
  for (const [subject, many, query, act] of shuffled(LIVE)) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const [page, devtools] = await open(context, query);
    await page.evaluate(watch);
    const before = await metrics(devtools);
    await act(page);
    const after = await metrics(devtools);
    const { p50, p99, longest, task } = await page.evaluate(watched);
    const wall = 1000 * (after.Timestamp - before.Timestamp);
    const main = 1000 * (after.TaskDuration - before.TaskDuration);
    keep(subject, many, "frame, median", "ms", p50);
    keep(subject, many, "frame, 99th of 100", "ms", p99);
    keep(subject, many, "longest frame", "ms", longest);
    keep(subject, many, "longest task", "ms", task);
    keep(subject, many, "main thread busy", "of 1", main / wall);
    keep(subject, many, "memory, JavaScript", "MB", (after.JSHeapUsedSize - before.JSHeapUsedSize) / 2 ** 20);
    await context.close();
  }
}

/** What grows with the number of lanes: the same small jobs, ten times as many of them each time. */
async function growth() {
  for (const many of shuffled([100, 1000, 10_000, 100_000])) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const [page, devtools] = await open(context, jobs(many, 1));
    // Workers have started, and what is compiled is compiled.
    await run(page);
    const before = await metrics(devtools);
    await run(page);
    const after = await metrics(devtools);
    keep("jobs", many, "main thread, each lane", "µs", (1e6 * (after.TaskDuration - before.TaskDuration)) / many);
    await context.close();
  }
}

// ---- Until it is there.

const PHONE = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (0.75e6 / 8) * 0.9 };

async function start() {
  for (const device of shuffled(["this machine", "phone: 4 × CPU, slow 4G"])) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    for (const visit of ["first visit", "second visit"]) {
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      const devtools = await context.newCDPSession(page);
      if (device !== "this machine") {
        await devtools.send("Network.enable");
        await devtools.send("Network.emulateNetworkConditions", PHONE);
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      }
      const subject = `${device}, ${visit}`;
      await page.goto(`${address}/?lang=en`);
      const startable = await page.waitForFunction(() => {
        const start = [...document.querySelectorAll("button")].find((button) => button.textContent === "Start");
        return start && !start.disabled ? performance.now() : 0;
      }, undefined, { polling: "raf" });
      keep(subject, 0, "Start can be pressed", "ms", await startable.jsonValue());
      const painted = await page.evaluate(() => new Promise((done) => {
        const first = performance.getEntriesByName("first-contentful-paint")[0].startTime;
        new PerformanceObserver((entries) => done([first, entries.getEntries().at(-1).startTime]))
          .observe({ type: "largest-contentful-paint", buffered: true });
      }));
      keep(subject, 0, "first picture", "ms", painted[0]);
      keep(subject, 0, "largest paint", "ms", painted[1]);
      if (device === "this machine") {
        await page.goto(`${address}/${jobs(2, 1)}`);
        const button = page.getByRole("button", { name: "Start" }).and(page.locator(":enabled"));
        await button.waitFor();
        const pressed = await page.evaluate(() => performance.now());
        await button.click();
        const first = await page.waitForFunction(() => {
          const first = document.querySelector("#results ol li");
          return first ? performance.now() : 0;
        }, undefined, { polling: "raf" });
        keep(subject, 0, "first result of a pool, from Start", "ms", (await first.jsonValue()) - pressed);
      }
      await page.close();
    }
    await context.close();
  }
}

// ---- Acting on the page.

async function open(context, query) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  await page.goto(`${address}/${query}`);
  await startable(page).waitFor();
  // What a first visit does when it is at rest: keeping the site for offline.
  await page.waitForLoadState("networkidle");
  return [page, devtools];
}

const startable = (page) => page.getByRole("button", { name: "Start", exact: true }).and(page.locator(":enabled"));

async function run(page) {
  await startable(page).click();
  const cancel = page.getByRole("button", { name: "Cancel", exact: true });
  await cancel.and(page.locator(":enabled")).waitFor();
  await startable(page).waitFor();
}

async function runPython(page) {
  await page.locator(".card.code").scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Run it here" }).click();
  await page.getByText("The program is over").waitFor();
}

/** What Lighthouse gives for performance: it ends with an error where that is not all it has to give. */
function score(device) {
  const script = fileURLToPath(new URL("../../xtask/src/test/lighthouse.mjs", import.meta.url));
  const args = [script, options.lighthouse, `${address}/?lang=en`, device, "performance"];
  const { stdout } = spawnSync(process.execPath, args, {
    env: { ...process.env, CHROME_PATH: options.chromium }, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"],
  });
  return Number(/performance: (\d+)/.exec(stdout)?.[1]);
}

function printAll() {
  for (const [id, values] of results) {
    print([id], values);
    // A ratio per round, side by side; not one of two medians.
    const [subject, many, metric, unit] = id.split("\t");
    const idle = results.get([IDLE, 0, metric, unit].join("\t"));
    if (subject === IDLE || !idle || !metric.startsWith("frame")) continue;
    print([subject, many, `${metric}, beside a page at rest`, "times"], values.map((value, round) => value / idle[round]));
  }
}

for (let round = 0; round < Number(options.rounds); round++) {
  if (only.includes("frames")) await frames();
  if (only.includes("growth")) await growth();
  if (only.includes("start")) await start();
  if (only.includes("lighthouse") && options.lighthouse) {
    for (const device of ["mobile", "desktop"]) {
      keep(`Lighthouse, ${device}`, 0, "performance", "of 100", score(device));
    }
  }
  process.stderr.write(`round ${round + 1} of ${options.rounds}, load ${loadavg()[0].toFixed(2)}\n`);
}
printAll();
await browser.close();
