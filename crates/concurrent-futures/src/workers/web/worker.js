// The script of a worker, and the page's end of the line to it.
//
// The page's JavaScript imports this file, and so does a worker with it; but only a worker with a
// name of ours begins to work.

export const address = import.meta.url;

// Page and script may be of two builds; raise it with every change of what they say to each other.
const PROTOCOL = 4;

// ---- Messages, both ways: a block of bytes, or a list of such a block and the objects beside it.

// From this size on a block is handed over; copying less is quicker.
const TRANSFER_FROM = 32 * 1024;

// Up to this size a block travels as a text, each character a byte: browsers clone a short text
// quicker than a buffer, which both sides must get memory for.
const TEXT_UP_TO = 128;
const text = new Uint8Array(TEXT_UP_TO);

function pack(bytes) {
  if (bytes.length <= TEXT_UP_TO) return String.fromCharCode.apply(null, bytes);
  // Not the buffer's own `slice`: WebKit's gives nothing of a memory of 4 GiB, which is what a full one is.
  return bytes.slice().buffer;
}

// The result is good until the next call.
function unpack(block) {
  if (typeof block !== "string") return new Uint8Array(block);
  const { length } = block;
  for (let i = 0; i < length; i++) text[i] = block.charCodeAt(i);
  return text.subarray(0, length);
}

// Sends `bytes`, a part of the program's memory.
export function post(target, bytes) {
  const block = pack(bytes);
  if (bytes.length < TRANSFER_FROM) target.postMessage(block);
  else target.postMessage(block, [block]);
}

// The same with objects; those in `transfer` are handed over, of an array its buffer.
export function postWith(target, bytes, objects, transfer) {
  const given = transfer.map((object) => (ArrayBuffer.isView(object) ? object.buffer : object));
  // Two arrays may be on one buffer.
  target.postMessage([pack(bytes), ...objects], [...new Set(given)]);
}

// Gives a message to `receive`; false for what is none.
function deliver(data, receive) {
  if (typeof data === "string" || data instanceof ArrayBuffer) receive(unpack(data));
  else if (Array.isArray(data)) receive(unpack(data[0]), data.slice(1));
  else return false;
  return true;
}

// ---- The page's end.

// `receive` gets the messages of the program inside the worker, `hear` what this script says there,
// `fail` the text of an error that nobody caught, none where the script could not be fetched.
export function listen(worker, receive, hear, fail) {
  ears.set(worker, hear);
  worker.onmessage = ({ data }) => {
    if (!deliver(data, receive)) hear(data.hello, data.dead, data.text);
  };
  // Not every browser has this one as a property.
  worker.addEventListener("messageerror", () => tell(worker, "message"));
  worker.onerror = (event) => {
    // It has been handled: not to be reported as an error of the page.
    event.preventDefault();
    fail(event.message);
  };
}

const ears = new WeakMap();

// Says to the page's program what became of a worker; once it is ended nobody listens.
function tell(worker, dead) {
  ears.get(worker)?.(undefined, dead, "");
}

// Sends the first message. Where there are no Web Locks (pages without a secure address, some frames)
// a port goes with it, on which the worker's heart beats.
export function greet(worker, first) {
  if (navigator.locks) return worker.postMessage(first);
  const { port1, port2 } = new MessageChannel();
  pulses.set(worker, { port: port1 });
  worker.postMessage({ ...first, pulse: port2 }, [port2]);
}

const pulses = new WeakMap();

// Ends the worker; nobody hears of it any more.
export function end(worker) {
  worker.onmessage = worker.onerror = null;
  ears.delete(worker);
  worker.terminate();
  stopListening(worker);
}

// Tells when the worker, which holds this lock, is no more.
export function awaitRelease(worker, lock) {
  // What the worker posted before its end may still be on its way: let it come first.
  const later = () => void setTimeout(() => tell(worker, "vanished"));
  if (pulses.has(worker)) listenTo(worker, later);
  else navigator.locks?.request(lock, later).catch(() => {});
}

// The page looks once in this time, in ms,
const LOOK = 1000;
// and so many looks without a beat in between are an end.
const LOOKS = 4;

// A page that was busy, hidden or asleep looks late, and between two looks hears what came: what is
// counted is looks, not time. Nothing is counted before the first beat, as some browsers may not let
// a worker have a heart; there only what a worker itself says is heard.
function listenTo(worker, gone) {
  const pulse = pulses.get(worker);
  const over = () => {
    stopListening(worker);
    gone();
  };
  let missed = NaN;
  pulse.port.onmessage = () => (missed = 0);
  // In some browsers a port tells that its other end is gone, at once.
  pulse.port.addEventListener("close", over);
  pulse.timer = setInterval(() => ++missed > LOOKS && over(), LOOK);
}

function stopListening(worker) {
  const pulse = pulses.get(worker);
  if (!pulse) return;
  pulses.delete(worker);
  clearInterval(pulse.timer);
  pulse.port.onmessage = null;
  pulse.port.close();
}

// ---- The worker's end.

const isWorker = typeof DedicatedWorkerGlobalScope !== "undefined" && self.name.startsWith("concurrent-futures ");

// In WebKit the script that a worker starts with runs once more when the program imports it.
if (isWorker && !self.concurrentFuturesBegan) {
  self.concurrentFuturesBegan = true;
  addEventListener("message", ({ data }) => start(data), { once: true });
  // What is sent before this line may be lost, where another script loads this one.
  postMessage({ hello: PROTOCOL });
}

// A worker that computes cannot answer, and one that is gone neither. So each has a worker of its own
// beside it, which ends with it, and beats until then.
const HEART = "concurrent-futures-heart";
const BEAT = 500;
const HEART_MS = 2000;

if (typeof DedicatedWorkerGlobalScope !== "undefined" && self.name === HEART) {
  onmessage = ({ data: pulse }) => {
    const beat = () => pulse.postMessage(0);
    beat();
    setInterval(beat, BEAT);
    postMessage(0);
  };
}

// Comes back once it beats: in some browsers it does not get that far while its parent computes.
function beatFor(pulse) {
  // Without nested workers there is no heart, and the page does not wait for it.
  if (typeof Worker === "undefined") return;
  // Where the site takes no address of a script that nobody vouches for (Trusted Types): this one is its own.
  self.trustedTypes?.createPolicy("default", { createScriptURL: (own) => (own === address ? own : null) });
  const heart = new Worker(address, { type: "module", name: HEART });
  return new Promise((beats) => {
    heart.onmessage = heart.onerror = beats;
    // Nor does a worker wait for one that neither comes nor fails.
    setTimeout(beats, HEART_MS);
    heart.postMessage(pulse, [pulse]);
  });
}

async function start({ glue, module, entry, lock, pulse }) {
  // What is to be thought of if this goes wrong.
  let hint = `${glue} is to be the JavaScript that wasm-bindgen writes for its target web`;
  try {
    const locked = pulse ? beatFor(pulse) : hold(lock);
    const bindings = await import(glue);
    if (typeof bindings.default !== "function") throw new TypeError("it starts no module");
    hint = "the start of the program runs in workers too: write #[concurrent_futures::main] above `main`";
    await bindings.default({ module_or_path: module });
    hint = "";
    const jobs = Object.keys(bindings).filter((name) => name.startsWith(JOB));
    if (entry ? typeof bindings[entry] !== "function" : !jobs.length) {
      throw new TypeError(entry ? `the page exports no function ${entry}` : "no function is marked with #[job]");
    }
    await locked;
    work(bindings);
    // They make themselves known; with the last one begins the work, where none is named for that.
    for (const name of jobs) bindings[name](!entry && name === jobs.at(-1));
    if (entry) bindings[entry]();
  } catch (error) {
    postMessage({ dead: "load", text: hint ? `${error} (${hint})` : String(error) });
  }
}

// What the exports of functions marked with #[job] begin with.
const JOB = "concurrentFuturesJob_";

// Takes a lock for as long as the worker lives.
function hold(lock) {
  const { locks } = navigator;
  return locks && new Promise((granted) => {
    locks.request(lock, () => (granted(), new Promise(() => {}))).catch(granted);
  });
}

function work(bindings) {
  const { concurrentFuturesWorkerMessage: receive, concurrentFuturesWorkerStop: stop } = bindings;
  const die = (cause, text) => {
    try {
      stop(cause, text);
    } catch {
      // The program is too far gone to say which job it was at.
    }
    postMessage({ dead: cause, text });
  };
  onmessage = ({ data }) => {
    try {
      if (!deliver(data, receive)) die("message", "");
    } catch (error) {
      die(isMemory(error, bindings) ? "memory" : "trap", String(error));
    }
  };
  addEventListener("messageerror", () => die("message", ""));
  // No event tells the page when a worker closes itself.
  const close = self.close.bind(self);
  self.close = () => {
    die("closed", "");
    close();
  };
}

// A Rust program that gets no memory aborts: a trap as any other, and wasm-opt leaves no name to know
// its place by. So the dead program is made to do the same again: fail to allocate, fail to take a
// message, and merely abort. Memory was the cause where the trap was more like the former than like
// the latter. For JavaScript objects that find no room the error says so.
function isMemory(error, { concurrentFuturesWorkerMessage: receive, concurrentFuturesWorkerAbort: abort }) {
  // The last is what wasm-bindgen says in builds with assertions.
  if (/allocation failed|out of memory|invalid malloc request/i.test(error?.message)) return true;
  // What was thrown, and did not trap, is somebody's own error.
  if (!(error instanceof WebAssembly.RuntimeError)) return false;
  const trap = places(error);
  const likeness = (again) => {
    try {
      again();
    } catch (other) {
      const like = places(other);
      const end = like.findIndex((place, i) => place !== trap[i]);
      return end < 0 ? like.length : end;
    }
    return 0;
  };
  const merely = likeness(() => abort(false));
  // More bytes than Rust allows for one thing, whatever is free.
  const message = { length: 2 ** 31 };
  return likeness(() => abort(true)) > merely || likeness(() => receive(message)) > merely;
}

// Where in Wasm an error was thrown, from the inside out, as every browser writes it:
// `lab_bg.wasm:wasm-function[12]:0x345`, in some without what follows the bracket.
function places(error) {
  return String(error?.stack).match(/\S*wasm-function\[\d+\]\S*/g) ?? [];
}
