// A browser by its driver, as far as the harness needs one: https://www.w3.org/TR/webdriver2/.

import { spawn } from "node:child_process";

const PATIENCE = 600_000;

/** Starts a driver, and a browser by it. The driver ends with this process, and the browser with the driver. */
export async function open(driver, capabilities) {
  const child = spawn(driver, ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill());
  const address = `http://127.0.0.1:${await port(child)}/session`;
  const timeouts = { script: PATIENCE, pageLoad: PATIENCE };
  const session = await call("POST", address, { capabilities: { alwaysMatch: { timeouts, ...capabilities } } });
  const at = `${address}/${session.sessionId}`;
  return {
    go: (url) => call("POST", `${at}/url`, { url }),
    /** Runs the body of a function; it ends when it calls its last argument. */
    run: (script, ...args) => call("POST", `${at}/execute/async`, { script, args }),
    close: () => call("DELETE", at).finally(() => child.kill()),
  };
}

/** Both drivers say in their first lines which port they found. */
function port(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
      const found = /(?:started successfully on port |Listening on 127\.0\.0\.1:)(\d+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${child.spawnfile} ended (${code}): ${said}`)));
  });
}

async function call(method, address, body) {
  const answer = await fetch(address, { method, headers: { "Content-Type": "application/json" }, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(value.message.split("\n")[0]);
  return value;
}
