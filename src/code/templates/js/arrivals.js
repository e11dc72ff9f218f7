/** Promises of what comes first, second and so on, whichever of these promises it is from. */
function asCompleted(promises) {
  const settle = [];
  const arrivals = promises.map(() => new Promise((resolve) => settle.push(resolve)));
  for (const promise of promises) promise.then((value) => settle.shift()(value));
  return arrivals;
}
