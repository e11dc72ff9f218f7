// The script of a worker: loads the page's own JavaScript and Wasm module, and lets it run jobs.
//
// The page imports this file as well, to know its address; so may workers of other kinds, with the
// page's JavaScript. Only a worker with a name of ours begins to work.

export const address = import.meta.url;

// Calls `gone` when the worker that holds this lock is no more. Where there are no Web Locks
// (pages without a secure address) only what the worker itself says is heard.
export function awaitRelease(lock, gone) {
  // What the worker posted before its end may still be on its way: let it come first.
  navigator.locks?.request(lock, () => void setTimeout(gone)).catch(() => {});
}

// Page and script may be of two builds; raise it with every change of what they say to each other.
const PROTOCOL = 1;

const isOurs = typeof DedicatedWorkerGlobalScope !== "undefined" && self.name.startsWith("photofinish ");
if (isOurs) {
  addEventListener("message", ({ data }) => start(data), { once: true });
  // What is sent before this line may be lost, where another script loads this one.
  postMessage({ hello: PROTOCOL });
}

async function start({ glue, module, entry, lock }) {
  try {
    // Held as long as the worker lives; the page waits for its release.
    const locked = lock && navigator.locks
      ? new Promise((granted) => {
          navigator.locks.request(lock, () => (granted(), new Promise(() => {}))).catch(granted);
        })
      : undefined;
    const bindings = await import(glue);
    await bindings.default({ module_or_path: module });
    if (typeof bindings[entry] !== "function") {
      throw new TypeError(`the page exports no function ${entry}`);
    }
    await locked;
    listen(bindings);
    // An entry may load more before it serves; jobs come only once it does.
    await bindings[entry]();
  } catch (error) {
    postMessage({ dead: "load", text: String(error) });
  }
}

function listen({ photofinishWorkerMessage: receive, photofinishWorkerStop: stop }) {
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
      receive(data);
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

// A Rust program that gets no memory aborts: a trap in the function that handles it. JavaScript
// objects that find no room are range errors.
function isMemory(error) {
  return /alloc_error|rust_oom|rg_oom/.test(error?.stack) || /allocation|memory/i.test(error?.message) &&
    !/out of bounds|index/i.test(error?.message);
}
