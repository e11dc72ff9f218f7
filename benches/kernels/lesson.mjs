// The experiment of the lesson on engines, run in the page as a visitor runs it.

const QUERY = "?lang=en&experiment=workers&where=engines&kernel=sha256&jobs=16&size=1048576&workers=1";

// Presses Start, waits for the end, opens the table under the chart and reads it.
const RUN = `
  const done = arguments[arguments.length - 1];
  const button = (name) => [...document.querySelectorAll("button")]
    .find((button) => !button.disabled && button.textContent.trim() === name);
  const until = (look) => new Promise((resolve) => {
    const again = () => { const found = look(); found ? resolve(found) : setTimeout(again, 50); };
    again();
  });
  (async () => {
    (await until(() => button("Start"))).click();
    await until(() => button("Cancel"));
    await until(() => button("Start"));
    const card = await until(() => document.querySelector(".card.engines"));
    if (!card.querySelector("table")) card.querySelector("button[aria-expanded=false]").click();
    const table = await until(() => card.querySelector("table"));
    return [...table.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent));
  })().then(done, (error) => done(String(error)));
`;

/** How many times as fast as JavaScript the page found each engine, with one worker. */
export async function lesson(browser, site) {
  await browser.go(`${site}/${QUERY}`);
  const rows = await browser.run(RUN);
  if (!Array.isArray(rows)) throw new Error(`the lesson: ${rows}`);
  return rows.map(([engine, , , times]) => [engine, Number.parseFloat(times)]).filter(([, times]) => times > 0);
}
