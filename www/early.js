// Before the first paint: the theme and the language that were chosen last time, so that the page
// never flashes in the wrong one, and which of the two Wasm modules has its screen, so that it is under
// way early. Kept apart from boot.js because it must block rendering.
(() => {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  // A run that an address carries is opened, wherever that address leads.
  if (location.hash.startsWith("#run=") && !query.has("experiment")) {
    query.set("experiment", "open");
    history.replaceState(history.state, "", `?${query}${location.hash}`);
  }
  let stored = {};
  try {
    stored = { theme: localStorage.getItem("photofinish.theme"), lang: localStorage.getItem("photofinish.lang") };
  } catch (refused) {
    // Storage may be refused; the browser's own choices then hold.
  }
  if (stored.theme === "light" || stored.theme === "dark") root.dataset.theme = stored.theme;
  // As the page itself reads the address: full-width letters are letters, marks that nobody sees are
  // not there, and of what is given twice the last good one counts.
  const plain = (text) => text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[A-Z]/g, (c) => c.toLowerCase())
    .replace(/^[\s\u0085]+|[\s\u0085]+$/g, "");
  const given = (name, good, read = plain) => query.getAll(name).map(read).filter((text) => good.includes(text)).pop();
  const language = (tag) => (/^(en|zh)(?![^-_])/.exec(plain(tag)) || [])[0];
  const lang = given("lang", ["", "en", "zh"], (text) => plain(text) && language(text))
    || [stored.lang || "", ...navigator.languages].map(language).find(Boolean);
  root.lang = lang === "zh" ? "zh-CN" : "en";
  const embed = given("embed", ["", "1", "true", "0", "false"]);
  if (["", "1", "true"].includes(embed)) root.dataset.embed = "1";
  // As src/app/screens.rs has them, which a test holds.
  const screens = { race: ["race"], lab: ["workers", "both", "transfer", "lessons", "open", "shared"] };
  const isLab = screens.lab.includes(given("experiment", [].concat(...Object.values(screens))));
  root.dataset.lab = hasSimd() ? "lab_simd" : "lab";
  root.dataset.opens = isLab ? "lab" : "race";
  const module = isLab ? root.dataset.lab : "race";
  const link = (name, attributes) => {
    const href = new URL(name, document.currentScript.src).href;
    document.head.append(Object.assign(document.createElement("link"), { href, ...attributes }));
  };
  // The race that stands ready where nothing is set, as its plan says it goes (tests/native/still.rs): something to look at meanwhile.
  if (!isLab && [...query.keys()].every((name) => name === "lang")) {
    root.dataset.still = lang === "zh" ? "zh" : "en";
    link(`../still/${root.dataset.still}.svg`, { rel: "preload", as: "image", fetchPriority: "high" });
  }
  link(`./${module}.js`, { rel: "modulepreload" });
  link(`./${module}_bg.wasm`, { rel: "preload", as: "fetch", type: "application/wasm", crossOrigin: "" });

  // Whether a function that gives a vector is valid: then the lab's kernels may compute with them.
  function hasSimd() {
    const [type, functions, code] = [[1, 5, 1, 96, 0, 1, 123], [3, 2, 1, 0], [10, 8, 1, 6, 0, 65, 0, 253, 15, 11]];
    return typeof WebAssembly !== "undefined" && WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...type, ...functions, ...code]));
  }
})();
