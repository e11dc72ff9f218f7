// Starts the app. A file of its own, because a strict Content-Security-Policy allows no inline script.
import init from "./photofinish.js";

await init();
