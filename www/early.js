// Before the first paint: the theme and the language that were chosen last time, so that the page
// never flashes in the wrong one. Kept apart from boot.js because it must block rendering.
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
})();
