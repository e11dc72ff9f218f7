// «title»
// Needs Node 18 or newer, or a browser's console, and a server: `cargo xtask serve`. ⟦!elsewhere⟧
// Needs Node 18 or newer, or a browser's console. ⟦?elsewhere⟧

const BASE = «base»; ⟦!list⟧
const MAX_WORKERS = «max_workers»;
const TIMEOUT = «timeout»; // milliseconds
const RETRIES = «retries»; ⟦?retries⟧
«codes»

«download»

«limited»

«arrivals» ⟦?arrival⟧
 ⟦?arrival⟧
for (const strategy of ["sequential", "map", "as_completed"]) { ⟦?compare⟧
«main» ⟦!compare⟧
  «main» ⟦?compare⟧
} ⟦?compare⟧
