import * as Comlink from "comlink";
import { work } from "./work.js";

Comlink.expose({ ...work, transfer: (buffer) => Comlink.transfer(buffer, [buffer]) });
