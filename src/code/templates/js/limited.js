/** A promise for each input; `mapper` is called for at most `concurrency` of them at once. */
function submitAll(inputs, mapper, { concurrency: free }) {
  const waiting = [];
  const enter = async () => (free > 0 ? free-- : new Promise((resolve) => waiting.push(resolve)));
  const leave = () => (waiting.shift() ?? (() => free++))();
  return inputs.map((input) => enter().then(() => mapper(input)).finally(leave));
}
