// Loads the page's Wasm module and starts it. What goes wrong is told by faults.js, which hears of it.
const { page } = document.documentElement.dataset;

// Translators and extensions wrap nodes of the page in elements of their own, move or take them
// away. The page then inserts before, or removes, what is no longer where it was put: the DOM throws,
// and Yew ends. So what the node stands in takes its place, and what is gone need not be removed.
function surviveForeignChanges() {
  const { insertBefore, removeChild } = Node.prototype;
  const childAround = (parent, node) => {
    let around = node;
    while (around && around.parentNode !== parent) around = around.parentNode;
    return around;
  };
  Node.prototype.insertBefore = function (node, before) {
    return insertBefore.call(this, node, before && childAround(this, before));
  };
  Node.prototype.removeChild = function (child) {
    if (child.parentNode === this || !childAround(this, child)) {
      return child.parentNode === this ? removeChild.call(this, child) : child;
    }
    let around = child.parentNode;
    removeChild.call(around, child);
    while (around !== this && !around.hasChildNodes()) {
      const empty = around;
      around = around.parentNode;
      removeChild.call(around, empty);
    }
    return child;
  };
}

async function start() {
  const { default: init } = await import(`./${page}.js`);
  await init({ module_or_path: new URL(`./${page}_bg.wasm`, import.meta.url) });
}

/** The service worker asks before it forgets what a page of an older version may still load. */
function tellVersion() {
  const { content } = document.querySelector('meta[name="photofinish"]');
  navigator.serviceWorker?.addEventListener("message", ({ data, ports: [port] }) => {
    if (data === "version") port?.postMessage(content);
  });
}

try {
  tellVersion();
} catch {
  // A frame that is shut off from its origin has no service worker, and may not even ask for one.
}

surviveForeignChanges();
start();
