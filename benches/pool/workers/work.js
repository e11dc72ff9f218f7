// The jobs, the same for every pool in JavaScript.

const me = Math.floor(Math.random() * 2 ** 50);

export const work = {
  noop: (x) => x + 1,
  who: () => me,
  busy(ms) {
    const until = performance.now() + ms;
    while (performance.now() < until);
    return me;
  },
  echo: (buffer) => buffer,
  primes,
  spin() {
    for (;;);
  },
  // The worker goes without an answer; what it "returns" never comes.
  vanish() {
    self.close();
    return new Promise(() => {});
  },
};

// How many of the numbers from `from` on are prime, by trial division.
export function primes(from, count) {
  let found = 0;
  for (let number = from; number < from + count; number++) {
    let divisor = 2;
    while (divisor * divisor <= number && number % divisor !== 0) divisor++;
    if (divisor * divisor > number && number > 1) found++;
  }
  return found;
}
