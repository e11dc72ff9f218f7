const start = performance.now();
const counts = {};
const concurrency = strategy === "sequential" ? 1 : MAX_WORKERS; ⟦?compare⟧
const promises = submitAll(«all», downloadOne, { concurrency: MAX_WORKERS }); ⟦!compare submit⟧
const promises = submitAll(«all», downloadOne, { concurrency }); ⟦?compare submit⟧
const order = strategy === "as_completed" ? asCompleted(promises) : promises; ⟦?compare⟧
for await (const [cc, status] of «arrivals_of») { ⟦deliver⟧
  counts[status] = (counts[status] ?? 0) + 1; ⟦deliver⟧
  console.log(cc, status); ⟦?verbose⟧
}
console.log(strategy); ⟦?compare⟧
for (const [status, count] of Object.entries(counts)) console.log(count, status);
console.log(`Elapsed time: ${((performance.now() - start) / 1000).toFixed(2)}s`);
