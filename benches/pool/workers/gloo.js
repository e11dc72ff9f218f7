// What gloo-worker calls a loader: it starts the module, and says that this is a worker.
import init, { register_gloo } from "../rust/pool_peers.js";

await init();
register_gloo();
