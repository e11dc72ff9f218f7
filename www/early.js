// Before the first paint: the theme and the language that were chosen last time, so that the page
// never flashes in the wrong one, and which of the two pages it is, so that its Wasm module is under
// way early. Kept apart from boot.js because it must block rendering.
(() => {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  let stored = {};
  try {
    stored = { theme: localStorage.getItem("photofinish.theme"), lang: localStorage.getItem("photofinish.lang") };
  } catch (refused) {
    // Storage may be refused; the browser's own choices then hold.
  }
  if (stored.theme === "light" || stored.theme === "dark") root.dataset.theme = stored.theme;
  const wanted = query.get("lang") || stored.lang || navigator.language || "en";
  root.lang = wanted.startsWith("zh") ? "zh-CN" : "en";
  // As the page itself reads the address: of what is given twice the last good one counts.
  const given = (name, good) => query.getAll(name).map((text) => text.trim().toLowerCase()).filter((text) => good.includes(text)).pop();
  const embed = given("embed", ["", "1", "true", "0", "false"]);
  if (["", "1", "true"].includes(embed)) root.dataset.embed = "1";
  const labs = ["workers", "both", "transfer", "lessons"];
  const isLab = labs.includes(given("experiment", ["race", ...labs]));
  const page = isLab ? (hasSimd() ? "lab_simd" : "lab") : "race";
  root.dataset.page = page;
  const link = (name, attributes) => {
    const href = new URL(name, document.currentScript.src).href;
    document.head.append(Object.assign(document.createElement("link"), { href, ...attributes }));
  };
  link(`./${page}.js`, { rel: "modulepreload" });
  link(`./${page}_bg.wasm`, { rel: "preload", as: "fetch", type: "application/wasm", crossOrigin: "" });

  // Whether a function that gives a vector is valid: then the lab's kernels may compute with them.
  function hasSimd() {
    const [type, functions, code] = [[1, 5, 1, 96, 0, 1, 123], [3, 2, 1, 0], [10, 8, 1, 6, 0, 65, 0, 253, 15, 11]];
    return typeof WebAssembly !== "undefined" && WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...type, ...functions, ...code]));
  }
})();
