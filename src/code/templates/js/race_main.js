const start = performance.now();
const counts = await downloadMany(«count»);
console.log(strategy); ⟦?compare⟧
for (const [status, count] of Object.entries(counts)) console.log(count, status);
console.log(`Elapsed time: ${((performance.now() - start) / 1000).toFixed(2)}s`);
