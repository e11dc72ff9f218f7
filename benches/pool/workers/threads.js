import { Transfer, expose } from "threads/worker";
import { work } from "./work.js";

expose({ ...work, transfer: (buffer) => Transfer(buffer, [buffer]) });
