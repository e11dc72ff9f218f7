// The service worker: a simulated origin below sim/, and the page offline.
//
// sim/flags/<cc>/<cc>.svg answers as server/ does, with the same fate by query (delay, status,
// fail=reset|truncate|stall, retry_after) and the same bounds, so that a plain static host runs every lesson.
// Everything is relative to the scope, which is the folder of this file.

const SCOPE = new URL("./", self.location.href);
// The build writes the version here, so that browsers see a new worker for every new site.
const CACHE = "photofinish-%VERSION%";
const MAX_DELAY_MS = 60_000;
const MAX_RETRY_AFTER_S = 3600;
const REASONS = { 200: "OK", 400: "Bad Request", 404: "Not Found", 418: "I'm a Teapot", 429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable" };

const at = (path) => new URL(path, SCOPE).href;

/** What the build wants kept; nothing where the site was not built, as in development. */
async function wanted() {
  const answer = await fetch(at("precache.json"), { cache: "no-cache" }).catch(() => undefined);
  const list = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  return { app: list?.app ?? [], rest: list?.rest ?? [] };
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const { app } = await wanted();
      const cache = await caches.open(CACHE);
      await cache.addAll(app.map(at));
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        // Other sites may live on this origin in other folders: only our own are ours to delete.
        if (name.startsWith("photofinish-") && name !== CACHE && (await isOurs(name))) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

async function isOurs(name) {
  const [first] = await (await caches.open(name)).keys();
  return first !== undefined && first.url.startsWith(SCOPE.href);
}

self.addEventListener("message", (event) => {
  // A page loaded with Shift is not controlled by anyone until it is claimed.
  if (event.data === "claim") event.waitUntil(self.clients.claim());
  // Sent while no run is going, so that this traffic disturbs no measurement; one at a time.
  if (event.data === "keep-site") event.waitUntil(keepRest());
});

async function keepRest() {
  const { rest } = await wanted();
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map((request) => request.url));
  for (const address of rest.map(at)) {
    if (!kept.has(address)) await cache.add(address).catch(() => undefined);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (!url.href.startsWith(SCOPE.href) || request.method !== "GET") return;
  const path = url.href.slice(SCOPE.href.length).replace(/[?#].*$/, "");
  if (path.startsWith("sim/")) event.respondWith(simulate(path.slice(4), url.searchParams, request.signal));
  else if (request.mode === "navigate") event.respondWith(page(request));
  else if (path.startsWith("app-")) event.respondWith(keptFirst(request));
  else if (path.startsWith("flags/")) {
    // A picture for the page may come from what is kept; a fetch of a race must go to the server.
    if (request.destination === "image") event.respondWith(keptFirst(request));
  } else event.respondWith(fetch(request).catch(() => kept(request)));
});

const kept = async (request) => (await caches.match(request, { cacheName: CACHE, ignoreSearch: true })) ?? Response.error();

async function keptFirst(request) {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}

/** As `keptFirst`; what comes over the network is kept for the next time. */
async function keptFromNowOn(address) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(address);
  if (found) return found;
  const answer = await fetch(address);
  // Without a version there is no build, and the files may change at any time.
  if (answer.ok && !CACHE.includes("%")) await cache.put(address, answer.clone());
  return answer;
}

async function page(request) {
  return fetch(request).catch(() => kept(at("index.html")));
}

// --- The simulated origin ---------------------------------------------------------------------

async function simulate(path, query, signal) {
  const fate = readFate(query);
  if (fate.refused) return plain(400, fate.refused);
  // The flag is got while the delay runs, so that the network behind the simulation does not show.
  const body = flag(path);
  body.catch(() => undefined);
  if (!(await pause(fate.delay, signal)) || fate.fail === "reset") return Response.error();
  const found = await body.catch(() => undefined);
  if (found === undefined) return Response.error();
  const [status, type, bytes] =
    fate.status !== 200
      ? [fate.status, "text/plain; charset=utf-8", new TextEncoder().encode(REASONS[fate.status] ?? "")]
      : (found ?? [404, "text/plain; charset=utf-8", new TextEncoder().encode("Not Found")]);
  const init = { status, statusText: REASONS[status] ?? "", headers: { "content-type": type, "cache-control": "no-store" } };
  if (fate.retryAfter !== null) init.headers["retry-after"] = fate.retryAfter;
  if (status === 204 || status === 205 || status === 304) return new Response(null, init);
  return new Response(fate.fail ? brokenOff(bytes, fate.fail, signal) : bytes, init);
}

/** The parts of a fate, or why it is refused, in the words of the server. */
function readFate(query) {
  for (const name of ["delay", "status", "fail", "retry_after"]) {
    if (query.getAll(name).length > 1) return { refused: `${name} is given twice` };
  }
  const delay = query.get("delay") ?? "0";
  if (!/^\d+(\.\d+)?$/.test(delay) || Number(delay) > MAX_DELAY_MS)
    return { refused: `delay="${delay}" is not a number of milliseconds from 0 to ${MAX_DELAY_MS}` };
  const status = query.get("status") ?? "200";
  if (!/^[2-5]\d\d$/.test(status)) return { refused: `status="${status}" is not an HTTP status code from 200 to 599` };
  const fail = query.get("fail");
  if (fail !== null && !["reset", "truncate", "stall"].includes(fail))
    return { refused: `fail="${fail}" is unknown: it is reset, truncate or stall` };
  const retryAfter = query.get("retry_after");
  if (retryAfter !== null && !(/^\d+$/.test(retryAfter) && Number(retryAfter) <= MAX_RETRY_AFTER_S))
    return { refused: `retry_after="${retryAfter}" is not a whole number of seconds from 0 to ${MAX_RETRY_AFTER_S}` };
  return { delay: Number(delay), status: Number(status), fail, retryAfter };
}

/** `[status, type, bytes]`, or `null` where there is no such flag. */
async function flag(path) {
  const [, code, name] = /^flags\/([a-z]{2})\/([a-z]+\.[a-z]+)$/.exec(path) ?? [];
  if (!code || ![`${code}.svg`, `${code}.gif`, "metadata.json"].includes(name)) return null;
  const answer = await keptFromNowOn(at(path));
  const type = answer.headers.get("content-type") ?? "application/octet-stream";
  // Some hosts answer what they do not have with their start page.
  if (answer.status === 404 || type.startsWith("text/html")) return null;
  if (!answer.ok) throw new TypeError(`${path}: ${answer.status}`);
  return [200, type, new Uint8Array(await answer.arrayBuffer())];
}

/** Waits; `false` as soon as the page has aborted its request. */
function pause(ms, signal) {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const timer = setTimeout(() => resolve(true), ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

/** Half of the bytes, then an error (truncate) or silence until the page gives up (stall). */
function brokenOff(bytes, fail, signal) {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, bytes.length >> 1));
      if (fail === "stall") signal?.addEventListener("abort", () => controller.error(new TypeError("aborted")));
    },
    pull(controller) {
      // Asked for more only after the first half was taken: erroring at once would discard it.
      if (fail === "truncate") controller.error(new TypeError("the answer broke off"));
      else return new Promise(() => undefined);
    },
  });
}

function plain(status, text) {
  return new Response(text, { status, statusText: REASONS[status], headers: { "content-type": "text/plain; charset=utf-8" } });
}
