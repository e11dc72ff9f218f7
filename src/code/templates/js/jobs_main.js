const start = performance.now();
const queue = JOBS.values(); ⟦submit⟧
const deliver = (job, result) => console.log(`${label(job)}: ${result}`); ⟦?verbose deliver⟧
await Promise.all(Array.from({ length: «count» }, () => drain(queue))); ⟦!verbose⟧
await Promise.all(Array.from({ length: «count» }, () => drain(queue, deliver))); ⟦?verbose⟧
const seconds = ((performance.now() - start) / 1000).toFixed(2);
console.log(`${«count»} workers, elapsed time: ${seconds}s`);
