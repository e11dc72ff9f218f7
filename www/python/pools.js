// Workers of pools of Python, each with an interpreter of its own: workers that this one starts. What is handed over are
// texts, in which a character is a byte. A stack waits for each by a ticket, first until it is there.
import { awaitOutside, wake } from "./stacks.js";

const WORKER = new URL("./worker.js", import.meta.url).href;
const children = new Map();

let [main, hear] = [undefined, () => undefined];

/** What children run first, and who hears what they tell that is not for us. */
export function prepare(program, others) {
  [main, hear] = [program, others];
}

/**
 * Starts one, under the number of a ticket that is woken once it is there, or gone. `process` is which process it stands
 * for; 0: none, it is another interpreter of this one.
 */
export function startChild(id, process) {
  const child = { process, worker: new Worker(WORKER, { type: "module", name: "photofinish python pool" }), begun: performance.now() };
  children.set(id, child);
  expect(child, id);
  child.worker.onmessage = ({ data }) => (typeof data === "string" ? told(child, JSON.parse(data)) : settle(child, data.done));
  child.worker.onerror = (event) => {
    event.preventDefault();
    gone(child);
  };
}

function expect(child, ticket) {
  child.answer = undefined;
  child.asked = { ticket, over: awaitOutside() };
}

function settle(child, answer) {
  const { asked } = child;
  if (asked === undefined) return;
  child.asked = undefined;
  child.answer = answer;
  wake(asked.ticket);
  asked.over();
}

function gone(child) {
  child.worker.terminate();
  child.isGone = true;
  settle(child, undefined);
}

function told(child, message) {
  const { kind } = message;
  if (kind === "ready") child.worker.postMessage({ main: { ...main, process: child.process } });
  else if (kind === "over" || kind === "died") gone(child);
  else if (kind === "out") {
    hear(message);
    child.worker.postMessage({ shown: message.text.length });
  } else if (kind === "begun") {
    hear({ kind: "interpreter", ms: performance.now() - child.begun });
    settle(child, "");
  } else if (kind === "stuck") hear(message);
}

/** Asks one to do something; wakes the ticket when it has, or is gone. */
export function askChild(id, text, ticket) {
  const child = children.get(id);
  expect(child, ticket);
  if (child.isGone) settle(child, undefined);
  else child.worker.postMessage({ work: text });
}

/** What it answered last; nothing if it is gone. */
export const childAnswer = (id) => children.get(id)?.answer;

/** Nobody needs it any more. */
export function endChild(id) {
  const child = children.get(id);
  if (child === undefined) return;
  gone(child);
  children.delete(id);
}
