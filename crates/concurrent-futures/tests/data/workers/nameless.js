// The worker of this build, but its module has no names of functions, as in the site: wasm-opt
// drops them. The address of the worker's own script is the query of this one.
addEventListener("message", start, { once: true });
await import(location.search.slice(1));

async function start(event) {
  event.stopImmediatePropagation();
  const { glue } = event.data;
  const answer = await fetch(`${glue.replace(/\.js$/, "")}_bg.wasm`);
  const module = await WebAssembly.compile(withoutNames(new Uint8Array(await answer.arrayBuffer())));
  dispatchEvent(new MessageEvent("message", { data: { ...event.data, module } }));
}

// A module is 8 bytes and then sections: a kind, a length, the content; that of kind 0 begins with
// a name, which has a length too.
function withoutNames(bytes) {
  for (let at = 8; at < bytes.length; ) {
    const [length, content] = number(bytes, at + 1);
    const end = content + length;
    const [letters, name] = number(bytes, content);
    if (bytes[at] === 0 && String.fromCharCode(...bytes.subarray(name, name + letters)) === "name") {
      bytes.copyWithin(at, end);
      return bytes.subarray(0, bytes.length - (end - at));
    }
    at = end;
  }
  throw new Error("this module has no names as it is");
}

// LEB128: 7 bits in each byte, and whether another one follows. Also where the next thing begins.
function number(bytes, at) {
  for (let value = 0, factor = 1; ; factor *= 128) {
    const byte = bytes[at++];
    value += (byte & 127) * factor;
    if (byte < 128) return [value, at];
  }
}
