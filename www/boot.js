// Loads the page's Wasm module and starts it; says so in words where that is impossible.
const { page } = document.documentElement.dataset;

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

start().catch((error) => {
  console.error(error);
  const text = document.getElementById("boot-text");
  if (!text) return;
  const chinese = document.documentElement.lang.startsWith("zh");
  text.textContent = chinese
    ? `页面无法启动：${error}。请使用支持 WebAssembly 的新版浏览器，或重新加载。`
    : `The page could not start: ${error}. Use a recent browser with WebAssembly, or reload.`;
});
