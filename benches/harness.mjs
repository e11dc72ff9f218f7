// What the harnesses in Node have in common.

/** How Chromium is started. */
export const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The parts of an option. */
export const list = (text) => text.split(",").filter(Boolean);

/** Another order: every one is as likely as any other. */
export function shuffled(list) {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const chosen = Math.floor(Math.random() * (last + 1));
    [order[last], order[chosen]] = [order[chosen], order[last]];
  }
  return order;
}

/** What DevTools count of a page, by its name; `Performance.enable` comes before. */
export async function metrics(devtools) {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Prints the line of a figure: its fields, and median, minimum and maximum of its values. */
export function print(fields, values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  console.log([...fields, middle, sorted[0], sorted.at(-1)].join("\t"));
}
