// Before the first paint: the theme and the language that were chosen last time, so that the page
// never flashes in the wrong one, and which of the two pages it is, so that its Wasm module and
// styles are under way early. Kept apart from boot.js because it must block rendering.
(() => {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  let stored = {};
  try {
    stored = { theme: localStorage.getItem("photofinish.theme"), lang: localStorage.getItem("photofinish.lang") };
  } catch {
    // Storage may be refused; the browser's own choices then hold.
  }
  if (stored.theme === "light" || stored.theme === "dark") root.dataset.theme = stored.theme;
  const wanted = query.get("lang") || stored.lang || navigator.language || "en";
  root.lang = wanted.startsWith("zh") ? "zh-CN" : "en";
  if (query.get("embed") === "1") root.dataset.embed = "1";

  // What the address asks for is read as the page itself reads it, and a race where that is wrong.
  const experiment = (query.get("experiment") ?? "").trim().toLowerCase();
  const page = ["workers", "both", "transfer", "lessons"].includes(experiment) ? "lab" : "race";
  root.dataset.page = page;
  const link = (name, attributes) => {
    const href = new URL(name, document.currentScript.src).href;
    document.head.append(Object.assign(document.createElement("link"), { href, ...attributes }));
  };
  link(`./${page}.js`, { rel: "modulepreload" });
  link(`./${page}_bg.wasm`, { rel: "preload", as: "fetch", type: "application/wasm", crossOrigin: "" });
  if (page === "lab") {
    link("./css/lab.css", { rel: "stylesheet" });
    link("./css/lessons.css", { rel: "stylesheet" });
  }
})();
