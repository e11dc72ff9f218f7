// Loads the Wasm module and starts it; says so in words where that is impossible.
import init from "./photofinish.js";

init({ module_or_path: new URL("./photofinish_bg.wasm", import.meta.url) }).catch((error) => {
  console.error(error);
  const text = document.getElementById("boot-text");
  if (!text) return;
  const chinese = document.documentElement.lang.startsWith("zh");
  text.textContent = chinese
    ? `页面无法启动：${error}。请使用支持 WebAssembly 的新版浏览器，或重新加载。`
    : `The page could not start: ${error}. Use a recent browser with WebAssembly, or reload.`;
});
