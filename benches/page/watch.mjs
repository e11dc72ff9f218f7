// What runs inside the page that is watched: both are sent there as texts, and use nothing else of here.

/** From now on notes each animation frame and each long task. */
export function watch() {
  const seen = { frames: [], task: 0, isOver: false };
  globalThis.seen = seen;
  new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) seen.task = Math.max(seen.task, duration);
  }).observe({ type: "longtask" });
  let last = performance.now();
  const frame = () => {
    const now = performance.now();
    seen.frames.push(now - last);
    last = now;
    if (!seen.isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** What was noted, in milliseconds. */
export function watched() {
  const { frames, task } = globalThis.seen;
  globalThis.seen.isOver = true;
  // The first one began before it was watched.
  const sorted = frames.slice(1).toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  return { p50: at(0.5), p99: at(0.99), longest: sorted.at(-1), task };
}
