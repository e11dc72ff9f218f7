// From `public/`, by its address: Vite leaves it as it is.
const address = new URL("pkg/example_vite.js", document.baseURI).href;
const { default: init, Primes } = await import(/* @vite-ignore */ address);
await init();

const primes = new Primes();
const output = document.querySelector("output");
const on = (id, act) => document.getElementById(id).addEventListener("click", act);
let controller;

async function show(promise) {
  try {
    output.value = await promise;
  } catch (error) {
    output.value = error.message;
  }
}

on("count", () => show(primes.count(200_000).then((count) => `${count} primes`)));
on("endless", () => {
  controller = new AbortController();
  output.value = "computing …";
  show(primes.endless(controller.signal));
});
on("stop", () => controller?.abort());
output.value = "ready";
