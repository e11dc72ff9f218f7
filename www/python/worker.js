// CPython in a worker of its own: one for each program, so that ending it ends everything, at once. It is told
// {program, file, arguments}, and {shown: n} when so many characters of output were shown; it tells what happens as texts
// of JSON, each {kind, …}: loaded, ready, out, events, interpreter, stuck, over, died.
//
// A pool of the program may have more of them (pools.js). Such a one is told {main}, the program, and {work}, and tells begun
// and {done}.
import * as pools from "./pools.js";
import * as requests from "./requests.js";
import * as stacks from "./stacks.js";

/** The folder of Python in the site; nothing where the site was built without. */
const FOLDER = "%PYTHON%";
const PYTHON = new URL(`../../${FOLDER}/`, import.meta.url);
const OWN = [
  ..."__init__ child connections console fetching loop mending missing pools run stacks threads watch web".split(" ").map((name) => `inpage/${name}.py`),
  "standins/httpx.py",
  "standins/requests.py",
];
/** Where the interpreter finds what is ours. */
const PLACE = "/inpage";
/** What is printed or happens waits so long to be told with more of it. */
const TOGETHER_MS = 16;
const TOGETHER = 1 << 14;
/** More memory a program does not get: it has a MemoryError before the browser has one. */
const MOST_MEMORY = 1 << 30;

// What Pyodide says there of a broken interpreter is told to the page, which says it where the reader looks.
console.error = console.warn = console.debug;

// Pyodide asks it what kind of worker this is, with an address that the policy of the site refuses: and says so in the console.
self.importScripts = undefined;
// Where the policy of the site holds for workers too, the only address that becomes a worker is this one.
self.trustedTypes?.createPolicy("default", { createScriptURL: (address) => (address === import.meta.url ? address : null) });

const tell = (kind, more) => postMessage(JSON.stringify({ kind, ...more }));

// --- What is told, a little at a time -------------------------------------------------------------

let [text, events, told, owed, timer] = ["", [], performance.now(), 0, undefined];
const shown = [];

function flush() {
  told = performance.now();
  clearTimeout(timer);
  timer = undefined;
  if (events.length > 0) postMessage(`{"kind":"events","events":[${events.splice(0).join(",")}]}`);
  if (text !== "") tell("out", { text });
  text = "";
}

function flushInTime() {
  if (text === "" && events.length === 0) return;
  if (performance.now() - told > TOGETHER_MS) flush();
  // Who computes comes by here again; who waits, perhaps for ever, does not.
  else timer ??= setTimeout(flush, TOGETHER_MS);
}

const pageside = {
  ...stacks,
  passOn: stacks.pass,
  begin: requests.begin,
  head: requests.head,
  error: requests.error,
  more: requests.more,
  came: requests.came,
  end: requests.end,
  /** Python has something to show: it is asked for it when it is time, which may be at once. */
  outLater() {
    stacks.askBack(true);
    return performance.now() - told > TOGETHER_MS;
  },
  out(more) {
    stacks.askBack(false);
    text += more;
    owed += more.length;
    if (text.length > TOGETHER) flush();
    else flushInTime();
  },
  owed: () => owed,
  whenShown(ticket) {
    flush();
    shown.push([ticket, stacks.awaitOutside()]);
  },
  over(code, at) {
    flush();
    tell("over", { code, at });
  },
  cores: navigator.hardwareConcurrency,
  isChild: () => child !== undefined,
  isBeginning: () => child === "begins",
  begun() {
    child = "works";
    flush();
    tell("begun");
  },
  startChild: pools.startChild,
  askChild: pools.askChild,
  childAnswer: pools.childAnswer,
  endChild: pools.endChild,
  tell(event) {
    events.push(event);
    if (events.length > 500) flush();
    else flushInTime();
  },
};

/** What a worker of a pool tells that is not for the pool. It was told together there, and here nobody may be awake to do so. */
function heardOfChild(message) {
  if (message.kind === "out") {
    text += message.text;
    owed += message.text.length;
  }
  flush();
  if (message.kind !== "out") tell(message.kind, message);
}

function isShown(count) {
  owed -= count;
  for (const [ticket, over] of shown.splice(0)) {
    stacks.wake(ticket);
    over();
  }
}

// --- Loading --------------------------------------------------------------------------------------

const fetchPlain = self.fetch;
let loaded = 0;

/** A file that does not come: whoever waits for it may never hear of that, as Pyodide for its Wasm. */
const broken = Promise.withResolvers();
broken.promise.catch(() => undefined);

/** A file of the site, counted as it comes. */
async function counted(address, type) {
  try {
    const answer = await fetchPlain(address);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const count = new TransformStream({
      transform(part, out) {
        loaded += part.byteLength;
        tell("loaded", { bytes: loaded });
        out.enqueue(part);
      },
    });
    answer.body.pipeTo(count.writable).catch((error) => broken.reject(missing(address, error)));
    // Not every host knows what Wasm is.
    return new Response(count.readable, { headers: { "content-type": type } });
  } catch (error) {
    broken.reject(missing(address, error));
    throw error;
  }
}

const missing = (address, error) => new Error(`${new URL(address).pathname.split("/").pop()}: ${error?.message ?? error}`);

function boundMemory() {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65536 > MOST_MEMORY) throw new RangeError("a program gets no more memory");
    return grow.call(this, pages);
  };
}

async function load() {
  boundMemory();
  const own = OWN.map(async (name) => [name.replace("standins/", ""), await (await counted(new URL(name, import.meta.url))).text()]);
  const rest = ["tqdm.zip", "photofinish_recorder.py"].map(async (name) => (await counted(new URL(name, PYTHON))).arrayBuffer());
  self.fetch = (address) => counted(address, String(address).endsWith(".wasm") ? "application/wasm" : "application/octet-stream");
  const at = (name) => new URL(name, PYTHON).href;
  const imported = async (name) => {
    const module = await import(at(name));
    // What is imported cannot be counted as it comes.
    loaded += performance.getEntriesByName(at(name))[0]?.decodedBodySize ?? 0;
    tell("loaded", { bytes: loaded });
    return module;
  };
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([imported("pyodide.js"), imported("pyodide.asm.js")]);
  const lockFileContents = JSON.stringify({ info: { python: "3.14.2", abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3" }, packages: {} });
  const python = await loadPyodide({ indexURL: PYTHON.href, createPyodideModule, lockFileContents, packageBaseUrl: PYTHON.href, cdnUrl: PYTHON.href });
  self.fetch = fetchPlain;
  const [tqdm, recorder] = await Promise.all(rest);
  python.FS.mkdirTree(`${PLACE}/inpage`);
  for (const [name, source] of await Promise.all(own)) python.FS.writeFile(`${PLACE}/${name}`, source);
  python.FS.writeFile(`${PLACE}/photofinish_recorder.py`, new Uint8Array(recorder));
  python.unpackArchive(tqdm, "zip", { extractDir: PLACE });
  python.registerJsModule("pageside", pageside);
  python.runPython(`import sys\nsys.path.append(${JSON.stringify(PLACE)})\nimport inpage.run\ninpage.run.install()`);
  python.setInterruptBuffer(stacks.signals);
  return python;
}

// --- Running --------------------------------------------------------------------------------------

/** Calls a function of Python, of which stacks may wait. */
async function call(module, name, ...given) {
  try {
    return await python.pyimport(`inpage.${module}`)[name].callPromising(...given);
  } catch (error) {
    died(error);
  }
}

function run(main) {
  begun = performance.now();
  pools.prepare(main, heardOfChild);
  return call("run", "run", main.file, main.program, main.arguments);
}

/** As a worker of a pool: what the program has, for what follows. */
function begin({ file, program, arguments: given, process }) {
  child = "begins";
  return call("child", "begin", file, program, given, process);
}

async function work(text) {
  const done = await call("child", "work", text);
  flush();
  postMessage({ done });
}

function hear({ data }) {
  if ("shown" in data) isShown(data.shown);
  else if ("main" in data) begin(data.main);
  else if ("work" in data) work(data.work);
  else run(data);
}

/** The interpreter is gone: by `os._exit`, or because it broke. */
function died(error) {
  flush();
  const [, code] = /^Program terminated with exit\((\d+)\)$/.exec(error?.message) ?? [];
  if (code !== undefined) tell("over", { code: Number(code) & 255, at: performance.now() - begun });
  else tell("died", { why: String(error?.message || error) });
}

addEventListener("unhandledrejection", ({ reason }) => died(reason));

let [python, begun, child] = [undefined, performance.now(), undefined];
try {
  if (FOLDER === "") throw new Error("this site was built without Python");
  if (typeof WebAssembly.Suspending !== "function") throw new Error("this browser has no JSPI (WebAssembly.Suspending)");
  python = await Promise.race([load(), broken.promise]);
  stacks.listen(flushInTime, (places) => {
    flush();
    tell("stuck", { places });
  });
  addEventListener("message", hear);
  tell("ready", { bytes: loaded, python: python.runPython("import platform; platform.python_version()") });
} catch (error) {
  died(error);
}
