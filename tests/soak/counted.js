// Counts what a program takes from the browser and has to give back. It comes before the program, and wraps what that
// will use.
{
  const held = Object.fromEntries(["workers", "timers", "ports", "urls", "observers"].map((kind) => [kind, new Set()]));

  // ---- Workers, and a way to end one behind the back of whoever made it.

  const { terminate } = Worker.prototype;
  const { addEventListener: listen, removeEventListener: unlisten } = EventTarget.prototype;
  // Those in which the program runs.
  const running = new Set();
  window.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      held.workers.add(this);
      const hear = ({ data }) => {
        // What its script says before the program is there.
        if (data?.hello !== undefined || !held.workers.has(this)) return;
        running.add(this);
        unlisten.call(this, "message", hear);
      };
      listen.call(this, "message", hear);
    }
    terminate() {
      held.workers.delete(this);
      running.delete(this);
      super.terminate();
    }
  };

  function kill(which) {
    const workers = [...running];
    if (workers.length === 0) return false;
    const worker = workers[which % workers.length];
    running.delete(worker);
    terminate.call(worker);
    return true;
  }

  // ---- Timers.

  for (const kind of ["Timeout", "Interval"]) {
    const [set, clear] = [window[`set${kind}`], window[`clear${kind}`]];
    window[`set${kind}`] = (call, ...rest) => {
      const id = set((...args) => {
        if (kind === "Timeout") held.timers.delete(id);
        call(...args);
      }, ...rest);
      held.timers.add(id);
      return id;
    };
    window[`clear${kind}`] = (id) => {
      held.timers.delete(id);
      clear(id);
    };
  }

  // ---- Listeners, on what outlives the program; those on what it makes end with that.

  const lasting = new Map();
  const key = (type, call, options) => [type, !!(options?.capture ?? options === true)].join();
  const outlives = (target) => target === window || target instanceof Node || target === navigator.serviceWorker;
  EventTarget.prototype.addEventListener = function (type, call, options) {
    const target = this ?? window;
    if (outlives(target) && call) {
      const same = lasting.get(call) ?? new Set();
      lasting.set(call, same.add(key(type, call, options)));
    }
    return listen.call(target, type, call, options);
  };
  EventTarget.prototype.removeEventListener = function (type, call, options) {
    const target = this ?? window;
    if (outlives(target)) {
      const same = lasting.get(call);
      same?.delete(key(type, call, options));
      if (same?.size === 0) lasting.delete(call);
    }
    return unlisten.call(target, type, call, options);
  };

  // ---- Ports: a channel is given back when one of its ends is closed.

  const channels = new WeakMap();
  window.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      const channel = {};
      held.ports.add(channel);
      channels.set(this.port1, channel).set(this.port2, channel);
    }
  };
  const { close } = MessagePort.prototype;
  MessagePort.prototype.close = function () {
    held.ports.delete(channels.get(this));
    close.call(this);
  };

  // ---- Addresses of objects, observers, and closures of the program, which its glue registers.

  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (object) => {
    const url = createObjectURL.call(URL, object);
    held.urls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    held.urls.delete(url);
    revokeObjectURL.call(URL, url);
  };

  window.PerformanceObserver = class extends PerformanceObserver {
    observe(...args) {
      held.observers.add(this);
      super.observe(...args);
    }
    disconnect() {
      held.observers.delete(this);
      super.disconnect();
    }
  };

  let closures = 0;
  window.FinalizationRegistry = class extends FinalizationRegistry {
    constructor(call) {
      super((value) => {
        closures--;
        call(value);
      });
    }
    register(...args) {
      closures++;
      super.register(...args);
    }
    unregister(token) {
      const was = super.unregister(token);
      if (was) closures--;
      return was;
    }
  };

  // As on a page without a secure address.
  function hideLocks(yes) {
    if (yes) Object.defineProperty(navigator, "locks", { value: undefined, configurable: true });
    else delete navigator.locks;
  }

  async function locks() {
    const { held, pending } = await navigator.locks.query();
    return held.length + pending.length;
  }

  window.soak = {
    kill,
    hideLocks,
    async held() {
      const counts = Object.entries(held).map(([kind, things]) => [kind, things.size]);
      return { ...Object.fromEntries(counts), listeners: lasting.size, closures, locks: await locks() };
    },
  };
}
