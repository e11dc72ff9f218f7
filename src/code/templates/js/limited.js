/** A promise for each input; `mapper` is called for at most `concurrency` of them at once. */
function submitAll(inputs, mapper, { concurrency }) {
  const waiting = [];
  let free = concurrency;
  const run = async (input) => {
    if (free > 0) free--;
    else await new Promise((resolve) => waiting.push(resolve));
    try {
      return await mapper(input);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
  return inputs.map(run);
}
