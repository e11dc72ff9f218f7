// The script of a worker, and the page's end of the line to it.
//
// The page's JavaScript imports this file, and so does a worker with it; but only a worker with a
// name of ours begins to work.

export const address = import.meta.url;

// Page and script may be of two builds; raise it with every change of what they say to each other.
const PROTOCOL = 1;

// ---- Messages, both ways: a block of bytes, or a list of such a block and the buffers beside it.

// From this size on a block is handed over; copying less is quicker.
const TRANSFER_FROM = 32 * 1024;

// What is sent is cloned at once, so small blocks are used again: one for each length.
const blocks = Array(256);

// The bytes in a buffer of their own.
function block(bytes) {
  const { buffer, byteOffset, length } = bytes;
  if (length >= blocks.length) return buffer.slice(byteOffset, byteOffset + length);
  const block = (blocks[length] ??= new Uint8Array(new ArrayBuffer(length)));
  block.set(bytes);
  return block.buffer;
}

// Sends `bytes`, a part of the program's memory.
export function post(target, bytes) {
  const message = block(bytes);
  if (message.byteLength < TRANSFER_FROM) target.postMessage(message);
  else target.postMessage(message, [message]);
}

// The same with buffers; those in `transfer` are handed over.
export function postWith(target, bytes, buffers, transfer) {
  target.postMessage([block(bytes), ...buffers], transfer);
}

// Gives a message to `receive`; false for what is none.
function deliver(data, receive) {
  if (data instanceof ArrayBuffer) receive(new Uint8Array(data));
  else if (Array.isArray(data)) receive(new Uint8Array(data[0]), data.slice(1));
  else return false;
  return true;
}

// ---- The page's end.

// `receive` gets the messages of the program inside the worker, `hear` what this script says there,
// `fail` the text of an error that nobody caught, none where the script could not be fetched.
export function listen(worker, receive, hear, fail) {
  worker.onmessage = ({ data }) => {
    if (!deliver(data, receive)) hear(data.hello, data.dead, data.text);
  };
  // Not every browser has this one as a property.
  worker.addEventListener("messageerror", () => worker.onmessage && hear(undefined, "message", ""));
  worker.onerror = (event) => {
    // It has been handled: not to be reported as an error of the page.
    event.preventDefault();
    fail(event.message);
  };
}

// Ends the worker; nobody hears of it any more.
export function end(worker) {
  worker.onmessage = worker.onerror = null;
  worker.terminate();
}

// Calls `gone` when the worker that holds this lock is no more. Where there are no Web Locks
// (pages without a secure address) only what the worker itself says is heard.
export function awaitRelease(lock, gone) {
  // What the worker posted before its end may still be on its way: let it come first.
  navigator.locks?.request(lock, () => void setTimeout(gone)).catch(() => {});
}

// ---- The worker's end.

const isWorker = typeof DedicatedWorkerGlobalScope !== "undefined" && self.name.startsWith("photofinish ");

// In WebKit the script that a worker starts with runs once more when the program imports it.
if (isWorker && !self.photofinishBegan) {
  self.photofinishBegan = true;
  addEventListener("message", ({ data }) => start(data), { once: true });
  // What is sent before this line may be lost, where another script loads this one.
  postMessage({ hello: PROTOCOL });
}

async function start({ glue, module, entry, lock }) {
  try {
    const locked = hold(lock);
    const bindings = await import(glue);
    await bindings.default({ module_or_path: module });
    if (typeof bindings[entry] !== "function") {
      throw new TypeError(`the page exports no function ${entry}`);
    }
    await locked;
    work(bindings);
    bindings[entry]();
  } catch (error) {
    postMessage({ dead: "load", text: String(error) });
  }
}

// Takes a lock for as long as the worker lives.
function hold(lock) {
  const { locks } = navigator;
  return locks && new Promise((granted) => {
    locks.request(lock, () => (granted(), new Promise(() => {}))).catch(granted);
  });
}

function work({ photofinishWorkerMessage: receive, photofinishWorkerStop: stop }) {
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
      die(isMemory(error) ? "memory" : "trap", String(error));
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

// A Rust program that gets no memory aborts: a trap in the function that handles it. For JavaScript
// objects that find no room the error says so.
function isMemory({ stack, message }) {
  return /alloc_error|rust_oom|rg_oom/.test(stack) || /allocation failed|out of memory/i.test(message);
}
