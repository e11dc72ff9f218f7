// Passing data, measured: both ends of a line to a worker of its own.
//
// The pool is left out of it: it packs small jobs and sends ahead, and what is asked here is what one
// message costs. Clocks of browsers tick in 0.1 ms or coarser, so each time is one of many messages.
// All times are in milliseconds. What goes wrong here is told by a word of which Rust makes a sentence.

const NAME = "messages of photofinish";
// No step takes nearly as long; a worker that the browser ended says nothing.
const PATIENCE_MS = 60_000;
// The most that lies in buffers which are on their way at the same time.
const ROOM = 64 * 1024 * 1024;

const now = () => performance.now();

// ---- The work: FNV-1a, 32 bits, over the bytes; the same on both ends.

let seen = 0;

function work(buffer) {
  const bytes = new Uint8Array(buffer);
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  // What nobody looks at need not be computed.
  seen ^= hash;
}

// Untouched memory is not there yet, and would be copied for nothing.
function filled(length) {
  const buffer = new ArrayBuffer(length);
  new Uint8Array(buffer).fill(7);
  return buffer;
}

// ---- The worker's end: sends back what comes, the same way.

if (typeof DedicatedWorkerGlobalScope !== "undefined" && self.name === NAME) {
  let how = { transfer: false, works: false };
  onmessage = ({ data }) => {
    if (!(data instanceof ArrayBuffer)) {
      how = data;
      return;
    }
    if (how.works) work(data);
    postMessage(data, how.transfer ? [data] : []);
  };
  postMessage("ready");
}

// ---- The page's end.

// The work on so many bytes, here, so many times.
export function compute(length, times) {
  const buffer = filled(length);
  const from = now();
  for (let i = 0; i < times; i++) work(buffer);
  return now() - from;
}

// Reads of the clock from one tick to the next.
function readsPerTick() {
  const nextTick = () => {
    let reads = 0;
    for (const from = now(); now() === from && reads < 100_000; ) reads += 1;
    return reads;
  };
  nextTick();
  return nextTick();
}

export class Line {
  constructor() {
    this.worker = new Worker(import.meta.url, { type: "module", name: NAME });
    this.worker.onerror = (event) => {
      // It is told: not to be reported as an error of the page.
      event.preventDefault();
      this.fail?.(event.message || "no script");
    };
    this.worker.addEventListener("messageerror", () => {
      this.fail?.("unreadable");
    });
  }

  // Ends the worker.
  end() {
    this.worker.terminate();
  }

  // Waits until the worker answers, and both ends have been at work for a while: engines compile what
  // is used much.
  async ready() {
    await this.until((done) => {
      this.worker.onmessage = done;
    });
    this.readsPerTick = readsPerTick();
    compute(1 << 20, 8);
    await this.whole(1 << 20, 8, true);
  }

  // The time of `times` passes with the work, there and back, one after the other.
  whole(length, times, transfer) {
    this.worker.postMessage({ transfer, works: true });
    return this.passes(length, times, transfer);
  }

  // What one pass takes now, by a few, with or without the work.
  async each(length, transfer, works) {
    this.worker.postMessage({ transfer, works });
    const few = length > 1 << 20 ? 1 : 8;
    return (await this.passes(length, few, transfer)) / few;
  }

  // How long this thread is held up by `times` messages: by sending them, and by taking what comes
  // back. The worker does not work, for that is not the question; `each` is what a pass takes then.
  async held(length, times, transfer, each) {
    this.worker.postMessage({ transfer, works: false });
    const group = Math.max(1, Math.min(times, Math.floor(ROOM / length)));
    let buffers = Array.from({ length: transfer ? group : 1 }, () => filled(length));
    let [sending, taking] = [0, 0];
    for (let left = times; left > 0; left -= group) {
      const count = Math.min(group, left);
      const [sent, taken, back] = await this.atOnce(buffers, count, transfer, 1.5 * each * count + 0.3);
      sending += sent;
      taking += taken;
      if (transfer) buffers = back;
    }
    return [sending, taking];
  }

  passes(length, times, transfer) {
    let buffer = filled(length);
    return this.until((done) => {
      let left = times;
      const send = () => this.worker.postMessage(buffer, transfer ? [buffer] : []);
      this.worker.onmessage = ({ data }) => {
        if (transfer) buffer = data;
        left -= 1;
        if (left > 0) send();
        else done(now() - from);
      };
      const from = now();
      send();
    });
  }

  // Sends `count` messages in a row, keeps this thread until all answers must have come, and then
  // takes them in a row: so neither waits for the worker.
  atOnce(buffers, count, transfer, worker) {
    return this.until((done) => {
      const back = [];
      let left = count;
      let turned;
      this.worker.onmessage = ({ data }) => {
        if (transfer) back.push(data);
        left -= 1;
        if (left === 0) done([sent - from, now() - turned, back]);
      };
      this.loiter();
      const from = now();
      for (let i = 0; i < count; i++) {
        const buffer = transfer ? buffers[i] : buffers[0];
        this.worker.postMessage(buffer, transfer ? [buffer] : []);
      }
      const sent = now();
      for (const over = from + worker; now() < over; );
      this.loiter();
      turned = now();
    });
  }

  // The loop above ends with a tick of the clock, and what is short would begin and end between two.
  // From a moment at random, the ticks that fall into many short times add up to their length.
  loiter() {
    for (let reads = Math.random() * this.readsPerTick; reads > 0; reads -= 1) now();
  }

  // Waits for what `begin` begins, but not for ever.
  until(begin) {
    let limit;
    const ended = new Promise((resolve, reject) => {
      this.fail = reject;
      limit = setTimeout(reject, PATIENCE_MS, "silent");
      begin(resolve);
    });
    return ended.finally(() => clearTimeout(limit));
  }
}
