/** What the promises give, as soon as each of them does. */
async function* asCompleted(promises) {
  const pending = new Map(promises.map((promise, n) => [n, promise.then((value) => [n, value])]));
  while (pending.size > 0) {
    const [n, value] = await Promise.race(pending.values());
    pending.delete(n);
    yield value;
  }
}
