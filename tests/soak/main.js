// The program, for whoever drives the page.
import init, * as program from "./soak.js";

window.program = init().then(() => program);
