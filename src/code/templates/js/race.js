// «title»
//
// Needs Node 18 or newer, or a browser's console, and a server that answers: `cargo xtask serve`. ⟦!elsewhere⟧
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
async function downloadMany(concurrency) { ⟦!compare⟧
async function downloadMany(concurrency, strategy) { ⟦?compare⟧
  const counts = {};
  const promises = submitAll(«all», downloadOne, { concurrency }); ⟦submit⟧
  const order = strategy === "as_completed" ? asCompleted(promises) : promises; ⟦?compare⟧
  for await (const [cc, status] of «arrivals_of») { ⟦deliver⟧
    counts[status] = (counts[status] ?? 0) + 1; ⟦deliver⟧
    console.log(cc, status); ⟦?verbose⟧
  }
  return counts;
}

for (const strategy of ["sequential", "map", "as_completed"]) { ⟦?compare⟧
«main» ⟦!compare⟧
  «main» ⟦?compare⟧
} ⟦?compare⟧
