// Requests of Python by fetch. The stack that makes one waits for a ticket (stacks.js) until the head of the answer is
// there, and again for each part of its body; it may give up at any time, and then the request is aborted for good.
import { awaitOutside, wake } from "./stacks.js";

const requests = new Map();

/** Begins a request under the number of a ticket, which is woken when the head of the answer, or an error, is there. */
export function begin(id, url, method, headers, body, redirect) {
  const control = new AbortController();
  const request = { control };
  requests.set(id, request);
  const init = { method, headers: JSON.parse(headers), redirect, signal: control.signal, credentials: "omit", cache: "no-store" };
  if (body !== undefined) init.body = body;
  const over = awaitOutside();
  answered(request, url, init).finally(() => {
    wake(id);
    over();
  });
}

async function answered(request, url, init) {
  try {
    const answer = await fetch(url, init);
    request.reader = answer.body?.getReader();
    request.head = JSON.stringify({
      status: answer.status,
      reason: answer.statusText,
      url: answer.url,
      headers: [...answer.headers],
      hidden: answer.type === "opaqueredirect",
    });
  } catch (error) {
    request.error = String(error?.message ?? error);
  }
}

/** The head of the answer as JSON; nothing if there is none. */
export const head = (id) => requests.get(id).head;

/** What the browser says of the error, if there was one. */
export const error = (id) => requests.get(id).error;

/** Asks for the next part of the body; wakes the ticket `to` when it is there. */
export function more(id, to) {
  const request = requests.get(id);
  const over = awaitOutside();
  part(request).finally(() => {
    wake(to);
    over();
  });
}

async function part(request) {
  request.part = undefined;
  try {
    const read = await request.reader?.read();
    request.part = read?.value;
  } catch (error) {
    request.error = String(error?.message ?? error);
  }
}

/** The part of the body that came; nothing at its end, or after an error. */
export const came = (id) => requests.get(id).part;

/** Nobody wants the rest: what is under way is aborted. */
export function end(id) {
  requests.get(id)?.control.abort();
  requests.delete(id);
}
