// The same requests as a race makes, by those that draw nothing. Each takes addresses and how many
// may be under way at once, and is over when the last body is there.

import pLimit from "p-limit";
import pMap from "p-map";

const get = async (url) => {
  const answer = await fetch(url, { cache: "no-store", credentials: "omit" });
  return (await answer.arrayBuffer()).byteLength;
};

globalThis.peers = {
  /** As many loops as may run at once, each of which takes the next address until there is none. */
  async "bare loop"(urls, most) {
    const waiting = urls.values();
    const loop = async () => {
      for (const url of waiting) await get(url);
    };
    await Promise.all(Array.from({ length: most }, loop));
  },
  async "p-map"(urls, most) {
    await pMap(urls, get, { concurrency: most });
  },
  async "p-limit"(urls, most) {
    const limit = pLimit(most);
    await Promise.all(urls.map((url) => limit(get, url)));
  },
};
