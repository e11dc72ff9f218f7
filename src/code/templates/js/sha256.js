/** The page's: SplitMix32. */
function randomBytes(seed, length) {
  const words = new Uint32Array(Math.ceil(length / 4));
  for (let n = 0; n < words.length; n++) {
    let z = (seed + Math.imul(n + 1, 0x9e3779b9)) | 0;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    words[n] = z ^ (z >>> 15);
  }
  return new Uint8Array(words.buffer, 0, length);
}

function work([seed, length]) {
  const digest = createHash("sha256").update(randomBytes(seed, length)).digest("hex"); ⟦?sha256 run⟧
  return `${digest.slice(0, 16)}…`; ⟦?sha256 run⟧
  const plain = randomBytes(seed, length); ⟦?rc4 run⟧
  const encrypted = arcfour(plain); ⟦?rc4 run⟧
  const decrypted = arcfour(encrypted); ⟦?rc4 run⟧
  if (decrypted.some((byte, n) => byte !== plain[n])) return "decryption did not give back the input"; ⟦?rc4 run⟧
  const checksum = encrypted.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5); ⟦?rc4 run⟧
  return `checksum ${(checksum >>> 0).toString(16).padStart(8, "0")}`; ⟦?rc4 run⟧
}
 ⟦?rc4⟧
function arcfour(text, key = new TextEncoder().encode("first past the post"), loops = 20) { ⟦?rc4⟧
  const state = Uint8Array.from({ length: 256 }, (_, i) => i); ⟦?rc4⟧
  for (let n = 0, j = 0; n < 256 * loops; n++) { ⟦?rc4⟧
    const i = n & 255; ⟦?rc4⟧
    j = (j + state[i] + key[i % key.length]) & 255; ⟦?rc4⟧
    [state[i], state[j]] = [state[j], state[i]]; ⟦?rc4⟧
  } ⟦?rc4⟧
  let j = 0; ⟦?rc4⟧
  return text.map((byte, n) => { ⟦?rc4⟧
    const i = (n + 1) & 255; ⟦?rc4⟧
    j = (j + state[i]) & 255; ⟦?rc4⟧
    [state[i], state[j]] = [state[j], state[i]]; ⟦?rc4⟧
    return byte ^ state[(state[i] + state[j]) & 255]; ⟦?rc4⟧
  }); ⟦?rc4⟧
} ⟦?rc4⟧
 ⟦?verbose⟧
function label([, length]) { ⟦?verbose⟧
  return `${(length / 1024).toFixed(1)} KB`; ⟦?verbose⟧
} ⟦?verbose⟧
