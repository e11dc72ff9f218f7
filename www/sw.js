// The service worker: the page offline, and a simulated origin below sim/ (`simulate`, further down).
//
// Everything is relative to the scope, which is the folder of this file. A version of the site is installed whole or not
// at all, and an older one is forgotten when no open page is of it. A page asks by a message with a port for the reply:
// "version"; "keep-site", to keep all of the site, answered by whether that is done; "keep-asked", to keep what was asked for
// before this worker was in charge; "pause", to keep no more for now;
// "take-over", to be in charge of the open pages. It is itself asked for its "version" (`boot.js`).

const SCOPE = new URL("./", self.location.href).href;
// The build writes the version here, so that browsers see a new worker for every new site.
const VERSION = "%VERSION%";
const PREFIX = `photofinish ${SCOPE} `;
const CACHE = PREFIX + VERSION;
/** Python for the page: kept once it was asked for, and longer than a version of the site. */
const PYTHON = `${PREFIX}python`;
const LIST = "precache.json";
/** What every page of ours says of itself (index.html). */
const MARK = '<meta name="photofinish"';
/** How long one file may take. */
const FILE_MS = 60_000;
/** How long the network may take for a page that is kept. */
const PAGE_MS = 3000;
/** How long an open page may take to tell its version. */
const REPLY_MS = 1000;

const at = (path) => new URL(path, SCOPE).href;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// --- Installed whole, or not at all -------------------------------------------------------------

self.addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const isNew = !(await caches.has(CACHE));
  try {
    const list = await fetched(at(LIST));
    const { version, app } = await list.clone().json();
    if (version !== VERSION) throw new Error(`the host has version ${version} of the site, not ${VERSION}`);
    const cache = await caches.open(CACHE);
    await Promise.all(app.map(at).map((address) => keep(cache, address)));
    const page = await (await cache.match(at("index.html"))).text();
    if (!page.includes(`${MARK} content="${VERSION}">`)) throw new Error(`index.html is not of version ${VERSION}`);
    await cache.put(at(LIST), list);
  } catch (error) {
    if (isNew) await caches.delete(CACHE);
    throw error;
  }
}

async function keep(cache, address) {
  await cache.put(address, await fetched(address));
}

/** A file of the site as the host has it now. */
function fetched(address) {
  const asked = async (cache) => {
    const answer = await fetch(address, { cache, signal: AbortSignal.timeout(FILE_MS) });
    if (!answer.ok || isPage(answer) !== /(\/|\.html)$/.test(address)) throw new TypeError(`${address}: ${answer.status}`);
    return whole(answer);
  };
  // What has a hash in its address never changes: what the browser has of it will do, if it is any good.
  return isHashed(address) ? asked("default").catch(() => asked("reload")) : asked("reload");
}

const isHashed = (address) => address.startsWith(at("app-")) || address.startsWith(at("python-"));

/** Some hosts answer what they do not have with their start page. */
const isPage = (answer) => answer.headers.get("content-type")?.startsWith("text/html") ?? false;

/** The answer, all of it here, as a copy: a browser takes no page from a worker that says it was redirected. */
async function whole(answer) {
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  return new Response(await answer.blob(), { status: answer.status, statusText: answer.statusText, headers });
}

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// --- Asked by pages -----------------------------------------------------------------------------

let isPaused = false;

self.addEventListener("message", (event) => {
  const answer = { version: () => VERSION, "keep-site": keepSite, "keep-asked": keepAsked, pause: () => (isPaused = true), "take-over": takeOver }[event.data];
  const replied = async () => {
    const reply = await answer();
    event.ports[0]?.postMessage(reply);
  };
  if (answer) event.waitUntil(replied());
});

async function takeOver() {
  await self.skipWaiting();
  // Those that were loaded without it, as with Shift. One that waits may not claim yet, and does so when it begins.
  await self.clients.claim().catch(() => undefined);
}

/** Keeps what is missing, one file at a time and not during runs, so that it disturbs no measurement. */
async function keepSite() {
  isPaused = false;
  await forgetOlder();
  const list = await listed();
  if (list === undefined) return false;
  const { app = [], rest = [] } = list;
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map((request) => request.url));
  const missing = [...app, ...rest].map(at).filter((address) => !there.has(address));
  let failed = 0;
  for (const address of missing) {
    if (isPaused) return false;
    await keep(cache, address).catch(() => failed++);
  }
  return failed === 0;
}

/** What there is to keep of this version; nothing where the host has another. */
async function listed() {
  const cache = await caches.open(CACHE);
  const answer = (await cache.match(at(LIST))) ?? (await fetched(at(LIST)).catch(() => undefined));
  const list = await answer?.json();
  return list?.version === VERSION ? list : undefined;
}

/** Deletes what is kept of older versions, unless a page of one is open, which may still load more of its files. */
async function forgetOlder() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const versions = await Promise.all(pages.filter(({ url }) => url.startsWith(SCOPE)).map(versionOf));
  if (versions.some((version) => version !== VERSION)) return;
  for (const name of await caches.keys()) if (await isOlder(name)) await caches.delete(name);
}

function versionOf(page) {
  const { port1, port2 } = new MessageChannel();
  const told = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  page.postMessage("version", [port2]);
  return Promise.race([told, sleep(REPLY_MS)]);
}

/** Other sites may live on this origin in other folders: only our own caches are ours to delete. */
async function isOlder(name) {
  if (name.startsWith(PREFIX)) return name !== CACHE && name !== PYTHON;
  if (!/^photofinish-[0-9a-f]{16}$/.test(name)) return false;
  // So they were named once, in whatever folder.
  const kept = await (await caches.open(name)).keys();
  return kept.length === 0 || kept.some(({ url }) => url === at("index.html"));
}

// --- What pages load ----------------------------------------------------------------------------

let isLeft = false;

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const respond = (answer) => event.respondWith(request.destination === "worker" ? answer.then(embeddable) : answer);
  if (isLeft || !url.href.startsWith(SCOPE) || request.method !== "GET") return;
  const path = url.href.slice(SCOPE.length).replace(/[?#].*$/, "");
  if (path.startsWith("sim/")) event.respondWith(simulate(event, path.slice(4), url));
  else if (path === "" || path === "index.html") event.respondWith(sharesMemory(url) ? page(event).then(isolated) : page(event));
  else if (/^(python-[^/]+|app-[^/]+\/python)\//.test(path)) respond(keptOnceAsked(event, path));
  else if (path.startsWith("app-")) respond(keptFirst(request));
  // A picture for the page may come from what is kept; a fetch of a race must go to the server.
  else if (path.startsWith("flags/") && request.destination === "image") event.respondWith(keptFirst(request));
  else if (/^(icons\/|manifest|licences)/.test(path)) event.respondWith(fetch(request).catch(() => keptFirst(request)));
  // All else, servers.json above all, is between the page and its host.
});

// --- Shared memory ------------------------------------------------------------------------------
//
// Browsers share memory only in a page that two headers isolate from all others. One page needs it, and only that one gets them.
// All it asks of other origins it asks in the mode `cors`, so the strict policy, which every browser knows, takes nothing away.

const EMBEDDER = ["cross-origin-embedder-policy", "require-corp"];

/** As `app::isolation::shares_memory` says of settings. */
function sharesMemory({ searchParams }) {
  const last = (name) => searchParams.getAll(name).pop();
  const experiment = last("experiment");
  return experiment === "shared" || (experiment === "lessons" && last("lesson") === "15");
}

/** The page, alone in its group of windows. */
const isolated = (answer) => withHeaders(answer, [EMBEDDER, ["cross-origin-opener-policy", "same-origin"]]);

/** A worker's script: in an isolated page one without this is refused. Elsewhere it changes nothing. */
const embeddable = (answer) => withHeaders(answer, [EMBEDDER]);

function withHeaders(answer, more) {
  // What is no answer of ours to read, as a redirect that the browser is to follow, stays as it is.
  if (answer.type === "error" || answer.type.startsWith("opaque") || answer.redirected) return answer;
  const headers = new Headers(answer.headers);
  for (const [name, value] of more) headers.set(name, value);
  const { body, status, statusText } = answer;
  return new Response(body, { status, statusText, headers });
}

/** What this version has kept, or an older one for its pages that are still open. */
async function kept(address) {
  const found = await caches.match(address, { cacheName: CACHE });
  if (found) return found;
  for (const cacheName of await caches.keys()) {
    const older = cacheName.startsWith("photofinish") ? await caches.match(address, { cacheName }) : undefined;
    if (older) return older;
  }
}

const keptFirst = async (request) => (await kept(request.url)) ?? fetch(request);

/** What is not kept before somebody asks for it: Python, of which an older one goes when another comes. */
async function keptOnceAsked(event, path) {
  const { request } = event;
  const found = await kept(request.url);
  if (found) return found;
  const answer = await fetch(request);
  if (!answer.ok || isPage(answer)) return answer;
  const copy = answer.clone();
  const keeping = async () => keepOne(path, await whole(copy));
  // Nobody waits for the disk, and where there is no room it is loaded again the next time.
  event.waitUntil(keeping().catch(() => undefined));
  return answer;
}

/** Keeps a file that was asked for, and forgets an older Python. */
async function keepOne(path, answer) {
  const isPython = path.startsWith("python-");
  const cache = await caches.open(isPython ? PYTHON : CACHE);
  await cache.put(at(path), answer);
  if (!isPython) return;
  const folder = at(`${path.split("/")[0]}/`);
  for (const { url } of await cache.keys()) if (!url.startsWith(folder)) await cache.delete(url);
}

/** Keeps all of that: it came before this worker was in charge, on a first visit, and the browser has it still. */
async function keepAsked() {
  const list = await listed();
  if (list === undefined) return false;
  for (const path of list.asked ?? []) {
    if (await kept(at(path))) continue;
    const answer = await fetched(at(path)).catch(() => undefined);
    if (answer === undefined) return false;
    await keepOne(path, answer);
  }
  return true;
}

/** The page as the host has it, past what the browser has of it; the kept one where the host does not answer. */
async function page(event) {
  const found = await kept(at("index.html"));
  const fresh = fetch(new Request(event.request, { cache: "no-cache" })).then((answer) => {
    if (answer.type === "basic" && answer.ok) event.waitUntil(leaveOthers(answer.clone()));
    return answer.status >= 500 && found ? found.clone() : answer;
  });
  if (!found) return fresh;
  return Promise.race([fresh, sleep(PAGE_MS).then(() => found.clone())]).catch(() => found.clone());
}

/** Gives way where another site has taken this place, as on localhost, where one project follows the other. */
async function leaveOthers(answer) {
  if ((await answer.text()).includes(MARK)) return;
  isLeft = true;
  await self.registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}

// --- The simulated origin -----------------------------------------------------------------------
//
// sim/stats tells what was asked of it, as the server's own does; sim/flags/<cc>/<cc>.svg answers as server/ does, with the same fate by query and the same bounds (`tests/data/fates.txt`
// holds both to that), so that a plain static host runs every lesson.

const MAX_DELAY_MS = 60_000;
const MAX_STALL_MS = 60_000;
const MAX_QUERY = 2048;
const REASONS = { 200: "OK", 400: "Bad Request", 404: "Not Found", 414: "URI Too Long", 418: "I'm a Teapot", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout" };

/** Each parameter: what it may say, and what it is told that it is not. */
const RULES = {
  delay: [(text) => /^\d+(\.\d+)?$/.test(text) && Number(text) <= MAX_DELAY_MS, `is not a number of milliseconds from 0 to ${MAX_DELAY_MS}`],
  status: [(text) => /^[2-5]\d\d$/.test(text), "is not an HTTP status code from 200 to 599"],
  fail: [(text) => ["reset", "truncate", "stall"].includes(text), "is unknown: it is reset, truncate or stall"],
  retry_after: [(text) => /^\d+$/.test(text) && Number(text) <= 3600, "is not a whole number of seconds from 0 to 3600"],
  nocors: [(text) => text === "", "has a value: it is given without one, or not at all"],
  notao: [(text) => text === "", "has a value: it is given without one, or not at all"],
};

/** What was in flight, by its own count: from a request's arrival until its answer is handed over. */
const counts = { in_flight: 0, max_in_flight: 0, requests: 0 };

async function simulate(event, path, url) {
  if (path === "stats") return Response.json(counts, { headers: { "cache-control": "no-store" } });
  counts.requests += 1;
  counts.in_flight += 1;
  counts.max_in_flight = Math.max(counts.max_in_flight, counts.in_flight);
  try {
    return await answered(event, path, url);
  } finally {
    counts.in_flight -= 1;
  }
}

async function answered(event, path, { search, searchParams }) {
  const { signal } = event.request;
  if (search.length > MAX_QUERY + 1) return plain(414, `The query is longer than ${MAX_QUERY} bytes.`);
  const refused = refusal(searchParams);
  if (refused) return plain(400, `${refused}.`);
  const given = (name) => searchParams.get(name);
  const [status, fail] = [Number(given("status") ?? 200), given("fail")];
  // The flag is got while the delay runs, so that the network behind the simulation does not show.
  const body = status === 200 ? flag(event, path) : Promise.resolve(null);
  body.catch(() => undefined);
  if (!(await pause(Number(given("delay") ?? 0), signal)) || fail === "reset") return Response.error();
  const found = await body.catch(() => undefined);
  if (found === undefined) return Response.error();
  const answer = found ?? plain(status === 200 ? 404 : status);
  answer.headers.set("cache-control", "no-store");
  if (given("retry_after") !== null) answer.headers.set("retry-after", String(Number(given("retry_after"))));
  if (!fail || answer.body === null) return answer;
  const { status: sent, statusText, headers } = answer;
  return new Response(brokenOff(new Uint8Array(await answer.arrayBuffer()), fail, signal), { status: sent, statusText, headers });
}

/** Why a fate is refused, in the words of the server. */
function refusal(query) {
  for (const [name, [isGood, complaint]] of Object.entries(RULES)) {
    const [text, ...more] = query.getAll(name);
    if (more.length > 0) return `${name} is given twice`;
    if (text !== undefined && !isGood(text)) return `${name}=${JSON.stringify(text)} ${complaint}`;
  }
}

/** The flag, or `null` where there is no such one. */
async function flag(event, path) {
  const [, code, name] = /^flags\/([a-z]{2})\/([a-z]+\.[a-z]+)$/.exec(path) ?? [];
  if (!code || ![`${code}.svg`, `${code}.gif`, "metadata.json"].includes(name)) return null;
  const [address, cache] = [at(path), await caches.open(CACHE)];
  const found = await cache.match(address);
  if (found) return new Response(found.body, found);
  const answer = await fetch(address, { cache: "reload", signal: AbortSignal.timeout(FILE_MS) });
  if (answer.status === 404 || isPage(answer)) return null;
  if (!answer.ok) throw new TypeError(`${path}: ${answer.status}`);
  const copy = await whole(answer);
  // Nobody waits for the disk. Where there is no room it is fetched again the next time.
  event.waitUntil(cache.put(address, copy.clone()).catch(() => undefined));
  return copy;
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

/** Half of the bytes, then an error (truncate), or silence until the page or our patience gives up (stall). */
function brokenOff(bytes, fail, signal) {
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes.subarray(0, bytes.length >> 1)),
    async pull(controller) {
      // Asked for more only after the first half was taken: erroring at once would discard it.
      if (fail === "stall") await pause(MAX_STALL_MS, signal);
      controller.error(new TypeError("the answer broke off"));
    },
  });
}

/** A line of text: the given sentence, or the status in words. */
function plain(status, sentence) {
  const init = { status, statusText: REASONS[status] ?? "", headers: { "content-type": "text/plain; charset=utf-8" } };
  const hasBody = ![204, 205, 304].includes(status);
  return new Response(hasBody ? `${sentence ?? `${status} ${REASONS[status] ?? "Unassigned"}`}\n` : null, init);
}
