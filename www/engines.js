// Loads an engine of the kernels: a module of plain functions, or the JavaScript of a Wasm module,
// whose default export brings in the Wasm.
export async function load(address) {
  const engine = await import(address);
  await engine.default?.();
  return engine;
}
