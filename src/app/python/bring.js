// Brings a module of the site. Under an address at which one failed a browser may remember that it did not come.
let failures = 0;

export async function bring(address) {
  try {
    return await import(failures ? `${address}?failed=${failures}` : address);
  } catch (error) {
    failures++;
    throw error;
  }
}
