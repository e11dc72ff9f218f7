// Threads of Python as suspended stacks of Wasm (JSPI): only one runs, and whoever waits lets the others go on. Here is
// what only JavaScript can do for them: start a stack, wake one, count who could still be woken. The rest is inpage/stacks.py.
//
// A stack waits for a ticket, a number. All that is handed over are numbers and texts, so that nothing has to be given back.

/** Promises come before all else that a worker has to hear; so after so long the next stack waits for its turn behind that. */
const TURN_MS = 8;
/** CPython's own switch interval. */
const SLICE_MS = 5;
/** The signal by which a stack that computes is asked to let others go on: SIGALRM. */
const SWITCH = 14;

/** The longest time that a timer keeps, 24 days; browsers take more for none at all. A program may run for minutes. */
const LONGEST_MS = 2 ** 31 - 1;

/** What a stack that waits is told when nobody is left who could wake one. */
const STUCK = 2;

const tickets = new Map();
const waiting = [];
const { port1: inbox, port2: outbox } = new MessageChannel();
let [next, stacks, runnable, outside] = [0, 1, 1, 0];
let [turn, slice, interval] = [performance.now(), performance.now(), SLICE_MS];
let whenIdle = () => undefined;
let whenStuck = () => undefined;

inbox.onmessage = () => {
  turn = performance.now();
  for (const go of waiting.splice(0)) go();
};

/** Who hears that a stack has begun to wait, and that nobody is left who could wake one. */
export function listen(idle, stuck) {
  [whenIdle, whenStuck] = [idle, stuck];
}

function soon(go) {
  if (waiting.length === 0 && performance.now() - turn < TURN_MS) queueMicrotask(go);
  else later(go);
}

function later(go) {
  waiting.push(go);
  if (waiting.length === 1) outbox.postMessage(0);
}

function left() {
  runnable--;
  whenIdle();
  lookForSomebody();
}

/** Where nobody runs and nothing is on its way to wake one, each stack is asked where it waits: for others it stays there. */
function lookForSomebody() {
  if (runnable > 0 || outside > 0 || stacks === 0 || isStuck) return;
  isStuck = true;
  const all = [...tickets.values()].filter(({ isSettled }) => !isSettled);
  asked = all.length;
  if (asked === 0) whenStuck([]);
  for (const entry of all) settle(entry, STUCK);
}

let [isStuck, asked] = [false, 0];
const places = [];

/** A stack says where it waits. */
export function waits(_, where) {
  places.push(where);
  if (places.length === asked) whenStuck(places);
}

/** A new ticket. */
export function ticket() {
  const [id, entry] = [++next, {}];
  entry.promise = new Promise((resolve) => (entry.resolve = resolve));
  tickets.set(id, entry);
  return id;
}

/**
 * What the calling stack waits for: 1 once its ticket is woken, 0 after so many milliseconds, if they are not negative, and 2
 * should nobody be left who could wake it.
 */
export function wait(id, ms) {
  const entry = tickets.get(id);
  if (!entry.isSettled && ms >= 0) {
    outside++;
    entry.timer = setTimeout(() => settle(entry, 0), Math.min(ms, LONGEST_MS));
  }
  left();
  return entry.promise.then((value) => {
    tickets.delete(id);
    slice = performance.now();
    return value;
  });
}

function settle(entry, value) {
  if (entry.isSettled) return false;
  entry.isSettled = true;
  if (entry.timer !== undefined) {
    clearTimeout(entry.timer);
    outside--;
  }
  runnable++;
  soon(() => entry.resolve(value));
  return true;
}

/** Wakes who waits for a ticket, now or later; `false` if it gave up before. */
export function wake(id) {
  const entry = tickets.get(id);
  return entry !== undefined && settle(entry, 1);
}

/** Something outside of all stacks goes on and will wake one; returns how to say that it is over. */
export function awaitOutside() {
  outside++;
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    outside--;
    lookForSomebody();
  };
}

/** Starts a stack that calls a function of Python. */
export function start(run) {
  stacks++;
  runnable++;
  soon(async () => {
    slice = performance.now();
    try {
      await run.callPromising();
    } finally {
      run.destroy();
      stacks--;
      left();
    }
  });
}

/** The calling stack lets all others go on, and what the worker has to hear. */
export function pass() {
  return new Promise((resolve) => later(resolve)).then(() => {
    slice = performance.now();
  });
}

/** Whether there is anybody for whom the calling stack could make room. */
export const hasOthers = () => runnable > 1 || (stacks > 1 && outside > 0);

/** Whether Python has something to tell when it is time. */
export function askBack(isAsked) {
  isAskedBack = isAsked;
}

let isAskedBack = false;

/** How long a stack computes before the others have their turn, in milliseconds. */
export function setSlice(ms) {
  interval = ms;
}

/**
 * What Python's loop looks at every few instructions, in the place of a number in memory: the signal that is due, or 0.
 * Whoever computes beside others is asked to let them go on, as CPython does by taking the GIL away.
 */
export const signals = {
  get 0() {
    const now = performance.now();
    if (now - slice < interval) return 0;
    slice = now;
    whenIdle();
    return hasOthers() || isAskedBack ? SWITCH : 0;
  },
  set 0(_) {},
};
