// It looks for `window` to know that it runs in a browser, and a worker has none.
import "./window.js";
import { ThreadWorker } from "poolifier-web-worker";
import { work } from "./work.js";

const tasks = Object.entries(work).map(([name, job]) => [name, (args) => job(...args)]);

export default new ThreadWorker({ ...Object.fromEntries(tasks), transfer: (buffer) => buffer });
