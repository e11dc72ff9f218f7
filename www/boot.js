// Loads the Wasm module of the screen that is asked for and starts it; later, when it asks for that, the other
// beside it. What keeps the page from starting is told by faults.js, which hears of it.
const { opens, lab } = document.documentElement.dataset;

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

const loads = {};
let failures = 0;

/** Loads a module of the page, `race` or `lab`, and starts it; once, unless that failed. */
function load(module) {
  loads[module] ??= begin(module === "lab" ? lab : module).catch((error) => {
    delete loads[module];
    failures++;
    throw error;
  });
  return loads[module];
}

/** Puts on a style sheet; without it a page is plain, and works. */
function dress(sheet) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(sheet, import.meta.url).href });
  document.head.append(link);
  return new Promise((done) => { link.onload = link.onerror = done; });
}

async function begin(name) {
  const dressed = name !== "race" && Promise.all([dress("./css/lab.css"), dress("./css/lessons.css"), dress("./css/sheet.css")]);
  // Under its own address a browser may remember that it did not come.
  const module = await import(`./${name}.js${failures ? `?failed=${failures}` : ""}`);
  await dressed;
  await module.default({ module_or_path: new URL(`./${name}_bg.wasm`, import.meta.url) });
  return module;
}

// The keys that act anywhere. What they do is in the module of the lab, which comes with the first of them.
const doors = { "p": "present", "?": "help", "Ctrl+k": "palette" };

function listen() {
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing } = event;
    // The field itself, also in an element that hides what is in it.
    const [target] = event.composedPath();
    const withCtrl = ctrlKey || metaKey;
    const name = doors[withCtrl ? `Ctrl+${key.toLowerCase()}` : key];
    const isField = target.closest?.("input:not([type=radio], [type=checkbox], [type=range], [type=file]), textarea, select, [contenteditable]");
    const isMeant = withCtrl ? !shiftKey : !isField && actsOnKeys();
    if (!name || altKey || repeat || isComposing || event.defaultPrevented || !isMeant) return;
    event.preventDefault();
    command(name);
  });
  addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-does=help]")) command("help");
  });
}

/** Keys without Ctrl can be switched off: who speaks to a computer may press them without meaning to. */
function actsOnKeys() {
  try {
    return localStorage.getItem("photofinish.keys") !== "off";
  } catch {
    return true;
  }
}

const words = {
  en: "The commands could not be loaded: ",
  zh: "未能加载命令：",
};

async function command(name) {
  const failed = document.querySelector("body > .fault");
  try {
    (await load("lab")).photofinish_command(name);
    failed?.remove();
  } catch ({ message }) {
    const why = words[document.documentElement.lang.slice(0, 2)] ?? words.en;
    const told = failed ?? document.createElement("p");
    document.body.append(Object.assign(told, { className: "fault", role: "alert", textContent: why + message }));
  }
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
listen();
window.photofinish = { load, kept: {} };
load(opens);
