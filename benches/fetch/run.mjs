// What a race costs, beside others that make the same requests in the same page.
//
//     node run.mjs ADDRESS [--rounds N] [--servers local,sim] [--most 6,50,500] [--count 676]
//
// ADDRESS is where the site is served. In every round each subject has its turn once, in an order of
// its own; ours is the page itself, with all that it draws. Prints one line per figure, with tabs
// between: subject, how many at once, metric, unit, median, minimum, maximum.
//
// Wall time is from the first request to the last byte, as the browser's Resource Timing has it, for
// all subjects alike; main-thread time and memory are DevTools' (Performance.getMetrics).

import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { build } from "esbuild";
import { chromium } from "playwright-core";

import { FLAGS, list, metrics, print, shuffled } from "../harness.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const { positionals: [address], values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    servers: { type: "string", default: "local,sim" },
    most: { type: "string", default: "6,50,500" },
    count: { type: "string", default: "676" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
  },
});
const count = Number(options.count);
const OURS = "Photofinish";

const { outputFiles: [{ text: peers }] } = await build({
  absWorkingDir: here, entryPoints: ["peers.js"], bundle: true, format: "iife", write: false, logLevel: "error",
});
const browser = await chromium.launch({
  executablePath: options.chromium,
  args: FLAGS,
});
// The page's policy is for the page, not for those who measure it.
const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 720 } });

const results = new Map();
for (let round = 0; round < Number(options.rounds); round++) {
  for (const server of list(options.servers)) {
    for (const most of list(options.most).map(Number)) await compare(server, most);
  }
  process.stderr.write(`round ${round + 1} of ${options.rounds}, load ${loadavg()[0].toFixed(2)}\n`);
}
printAll();
await browser.close();

/** One round on a page of its own: a first race tells which addresses these are, and warms all up. */
async function compare(server, most) {
  const query = `?codes=every&limit=${count}&server=${server}&strategy=as_completed&max_workers=${most}&error_rate=0&delay=0-0&lang=en`;
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  await page.goto(address + query);
  await page.evaluate(peers);
  await page.evaluate((most) => performance.setResourceTimingBufferSize(10 * most), 10 * count);
  const race = async () => {
    await page.getByRole("button", { name: "Start" }).click();
    await page.waitForFunction((count) => [...document.querySelectorAll("button")].some((b) => b.textContent === "Start" && !b.disabled)
      && performance.getEntriesByType("resource").filter(({ initiatorType }) => initiatorType === "fetch").length >= count, count);
  };
  await page.getByRole("button", { name: "Start" }).and(page.locator(":enabled")).waitFor();
  await race();
  const urls = await page.evaluate(() => performance.getEntriesByType("resource")
    .filter(({ initiatorType, name }) => initiatorType === "fetch" && name.includes("flags/"))
    .map(({ name }) => name));
  if (urls.length !== count) throw new Error(`${urls.length} requests were seen instead of ${count}`);
  for (const subject of shuffled([OURS, "bare loop", "p-map", "p-limit"])) {
    await page.requestGC();
    await page.evaluate(() => performance.clearResourceTimings());
    const before = await metrics(devtools);
    if (subject === OURS) await race();
    else await page.evaluate(([name, urls, most]) => globalThis.peers[name](urls, most), [subject, urls, most]);
    const after = await metrics(devtools);
    const wall = await page.evaluate(() => {
      const entries = performance.getEntriesByType("resource").filter(({ initiatorType }) => initiatorType === "fetch");
      return Math.max(...entries.map((e) => e.responseEnd)) - Math.min(...entries.map((e) => e.startTime));
    });
    const keep = (metric, unit, value) => {
      const id = [subject, most, `${server}: ${metric}`, unit].join("\t");
      if (!results.has(id)) results.set(id, []);
      results.get(id).push(value);
    };
    keep("wall", "ms", wall);
    keep("main thread", "ms", 1000 * (after.TaskDuration - before.TaskDuration));
    keep("memory", "KB", (after.JSHeapUsedSize - before.JSHeapUsedSize) / 1024);
  }
  await page.close();
}

function printAll() {
  for (const [id, values] of results) {
    print([id], values);
    // A ratio per round, side by side; not one of two medians.
    const [subject, most, metric, unit] = id.split("\t");
    if (subject === "bare loop" || unit !== "ms") continue;
    const bare = results.get(["bare loop", most, metric, unit].join("\t"));
    const ratios = values.map((value, round) => value / bare[round]);
    print([subject, most, `${metric} beside the bare loop`, "times"], ratios);
  }
}
