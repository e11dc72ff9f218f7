// What keeps the page from starting, or ends it, is told where the reader looks, with the way to reload.
// A script of its own, before all others, since it comes where modules may not: in a sandboxed frame, in
// an old browser (for which it is written too), from an old page of a new site.
(() => {
  // The policy lets no text become code or markup (Trusted Types); addresses of scripts may, if they are the site's own.
  const isOwn = (address) => new URL(address, document.baseURI).origin === location.origin;
  if (self.trustedTypes) self.trustedTypes.createPolicy("default", { createScriptURL: (address) => (isOwn(address) ? address : null) });

  // A test holds each language to the same keys. {what} is what did not come, or what the browser says.
  const words = {
    en: {
      start: "The page could not start: ",
      reload: "Reload",
      noWasm: "this browser has no WebAssembly, or it is switched off. Use a recent browser.",
      missing: "{what} did not come. Check the connection, then reload.",
      sandboxed: "it is in a frame whose sandbox lacks allow-same-origin, so the browser keeps it from its own files. Open it in a tab of its own.",
      file: "it was opened as a file, and a browser loads its parts from a host only.",
      unknown: "{what}. Reload, or use a recent browser with WebAssembly.",
      ended: "The page has stopped because of a fault of its own ({what}). What it shows no longer changes.",
    },
    zh: {
      start: "页面无法启动：",
      reload: "重新加载",
      noWasm: "此浏览器没有 WebAssembly，或已将其关闭。请使用新版浏览器。",
      missing: "未能加载 {what}。请检查网络连接，然后重新加载。",
      sandboxed: "它所在的框架 sandbox 缺少 allow-same-origin，浏览器不允许它读取自身的文件。请在单独的标签页中打开。",
      file: "它是作为文件打开的，而浏览器只从服务器加载它的各部分。",
      unknown: "{what}。请重新加载，或使用支持 WebAssembly 的新版浏览器。",
      ended: "页面因自身故障（{what}）而停止，所显示的内容不会再变化。",
    },
  };

  const root = document.documentElement;
  const hasWasm = typeof WebAssembly !== "undefined";
  const hears = (event, told) => addEventListener(event, told, true);
  hears("error", (event) => {
    const isScript = event.target && event.target.nodeName === "SCRIPT";
    if (isScript) tell("missing", new URL(event.target.src).pathname.split("/").pop());
    else if (event.error) fault(event.error);
  });
  hears("unhandledrejection", (event) => fault(event.reason));

  // Before the page has started every error keeps it from starting; later only that of the program.
  function fault(error) {
    const isProgram = hasWasm && error instanceof WebAssembly.RuntimeError;
    if (document.getElementById("boot-text")) tell("unknown", (error && error.message) || error);
    else if (isProgram) tell("ended", error.message);
  }

  // Why the page does not start, or has ended, where the reader looks, with the way to reload. The first
  // reason counts: what follows comes of it.
  function tell(why, what) {
    if (!document.body) {
      addEventListener("DOMContentLoaded", () => tell(why, what));
      return;
    }
    if (document.querySelector(".fault")) return;
    const isFile = location.protocol === "file:";
    // The origin of a sandboxed frame, which may not even read the files of its own site.
    const isSandboxed = self.origin === "null" && !isFile;
    const told = why === "ended" ? why : isFile ? "file" : isSandboxed ? "sandboxed" : hasWasm ? why : "noWasm";
    const said = words[root.lang.slice(0, 2)] || words.en;
    const text = said[told].replace("{what}", () => what);
    const box = document.createElement("div");
    box.className = "fault";
    box.setAttribute("role", "alert");
    box.append(Object.assign(document.createElement("p"), { textContent: why === "ended" ? text : said.start + text }));
    if (!isSandboxed) {
      const reload = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: said.reload });
      reload.addEventListener("click", () => location.reload());
      box.append(reload);
    }
    const boot = document.getElementById("boot-text");
    if (boot) boot.replaceWith(box);
    else document.body.append(box);
  }
})();
