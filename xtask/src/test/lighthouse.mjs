// Looks a page over with Lighthouse and says what is not without fault; ends with 1 if something is not.
//
//     node lighthouse.mjs LIGHTHOUSE ADDRESS mobile|desktop CATEGORY…
//
// LIGHTHOUSE is the folder of the npm package. CHROME_PATH names the browser.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, address, device, ...categories] = process.argv.slice(2);
const module = `${folder}/core/index.js`;
const { default: lighthouse, desktopConfig } = await import(pathToFileURL(module).href);
const launcher = createRequire(module).resolve("chrome-launcher");
const { launch } = await import(pathToFileURL(launcher).href);

const chrome = await launch({
  chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
const options = { port: chrome.port, onlyCategories: categories, disableFullPageScreenshot: true };
const { lhr } = await lighthouse(address, options, device === "desktop" ? desktopConfig : undefined);
await chrome.kill();

let isFaulty = Boolean(lhr.runtimeError);
if (isFaulty) console.log(lhr.runtimeError.message);
for (const name of categories) {
  const { score, auditRefs } = lhr.categories[name];
  console.log(`${name}: ${score === null ? "no score" : Math.round(score * 100)}`);
  isFaulty ||= score !== 1;
  for (const { id, weight } of auditRefs) {
    const { score, title, details } = lhr.audits[id];
    if (weight > 0 && score !== null && score < 1) console.log(`  ${id}: ${title}`, JSON.stringify(details?.items ?? []));
  }
}
process.exitCode = isFaulty ? 1 : 0;
