// The page's end of workers with a function of a person's own. They live in a frame that is shut off from the site
// (own.html says by what policy); each is spoken to over a port of its own, and what comes over it is data of a
// stranger: of a known shape, or dropped, and never longer than the page asked for.

/** A frame, in which workers are made. It is there from the first of them on. */
export class Sandbox {
  #frame = document.createElement("iframe");
  #loaded;
  #ended = 0;

  constructor(address) {
    this.#frame.src = address;
    this.#frame.hidden = true;
    this.#frame.title = "own.html";
    this.#frame.setAttribute("sandbox", "allow-scripts");
    this.#loaded = new Promise((resolve) => this.#frame.addEventListener("load", resolve, { once: true }));
    document.body.append(this.#frame);
  }

  /** Sends a text and a port into the frame: for a worker, or only to be compiled. */
  async send(kind, text, port) {
    await this.#loaded;
    // The frame has no origin that could be named.
    this.#frame.contentWindow?.postMessage({ kind, text }, "*", [port]);
  }

  end() {
    // With the frame all end that live in it.
    this.#frame.remove();
  }
}

/** A worker that is on its way. */
export class OwnWorker {
  #port;
  #most;
  #waiting = [];

  constructor(sandbox, text, most) {
    const { port1, port2 } = new MessageChannel();
    [this.#port, this.#most] = [port1, most];
    port1.onmessage = ({ data }) => this.#waiting.shift()?.(this.#read(data));
    sandbox.send("worker", text, port2);
  }

  /** [whether it went well, a text] */
  #read(data) {
    const [isGood, text] = Array.isArray(data) ? data : [];
    return [isGood === true, typeof text === "string" ? text.slice(0, this.#most) : ""];
  }

  /** What it says next. It says one thing for each call, and one before them all. */
  heard() {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  call(n, job) {
    const heard = this.heard();
    this.#port.postMessage([n, job]);
    return heard;
  }

  end() {
    this.#port.postMessage("end");
    this.#port.close();
  }
}

/** Whether a text is an expression: nothing, or what the browser says is wrong with it, with line and column where it tells. */
export async function compiles(sandbox, text, most) {
  const { port1, port2 } = new MessageChannel();
  const told = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  await sandbox.send("compile", text, port2);
  const data = await told;
  port1.close();
  const [why, ...place] = Array.isArray(data) ? data : [];
  return typeof why === "string" ? [why.slice(0, most), ...place.slice(0, 2)] : undefined;
}
